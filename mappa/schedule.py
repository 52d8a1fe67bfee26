"""What runs by itself and when, London time. Each task is safe to repeat."""

from typing import Any

from celery.schedules import crontab

SCHEDULE: dict[str, dict[str, Any]] = {
    "switch off dormant accounts": {
        "task": "agencies.tasks.switch_off_dormant_accounts",
        "schedule": crontab(hour=2, minute=10),
    },
    "access that begins or ends today": {
        "task": "cases.tasks.sync_access",
        "schedule": crontab(hour=0, minute=5),
    },
    "what becomes due today": {"task": "cases.tasks.refresh_clocks", "schedule": crontab(hour=0, minute=15)},
    "forget what imports keep for a time": {
        "task": "cases.tasks.forget_import_faults",
        "schedule": crontab(hour=2, minute=30),
    },
}
