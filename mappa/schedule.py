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
    "allocations that no longer fit": {
        "task": "cases.tasks.end_allocations",
        "schedule": crontab(hour=0, minute=10),
    },
    "what becomes due today": {"task": "cases.tasks.refresh_clocks", "schedule": crontab(hour=0, minute=15)},
    "orders that reached their end": {
        "task": "cases.tasks.follow_orders_that_ended",
        "schedule": crontab(hour=0, minute=25),
    },
    # On several days, for a morning on which no worker ran; what is drawn already is not drawn again.
    "draw last month's sample of reviews": {
        "task": "cases.tasks.draw_samples",
        "schedule": crontab(day_of_month="1-5", hour=0, minute=45),
    },
    "tell people what is due": {"task": "cases.tasks.tell_of_clocks", "schedule": crontab(hour=0, minute=30)},
    "the daily email": {"task": "cases.tasks.send_daily_emails", "schedule": crontab(hour=7, minute=0)},
    "forget what imports keep for a time": {
        "task": "cases.tasks.forget_import_faults",
        "schedule": crontab(hour=2, minute=30),
    },
    "scan documents that still wait": {"task": "cases.tasks.scan_documents_again", "schedule": crontab(minute="*/10")},
    "remove files whose time is over": {"task": "cases.tasks.expire_exports", "schedule": crontab(minute=25)},
    "sweep files that nothing names": {"task": "cases.tasks.sweep_files", "schedule": crontab(hour=2, minute=40)},
}
