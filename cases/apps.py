from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "Nominals"

    def ready(self) -> None:
        from cases.clocks import load_kinds
        from cases.qualifying.reference import load_qualifying_offences
        from cases.reference import load_practice

        load_kinds()
        post_migrate.connect(load_practice, dispatch_uid="cases.load_practice")
        post_migrate.connect(load_qualifying_offences, dispatch_uid="cases.load_qualifying_offences")
        post_migrate.connect(_forget_permission_ids, dispatch_uid="cases.forget_permission_ids")


def _forget_permission_ids(**kwargs: Any) -> None:
    """A migrated or emptied database has new keys for its permissions."""
    from cases.access import permission_id

    permission_id.cache_clear()
