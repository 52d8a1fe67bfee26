from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AgenciesConfig(AppConfig):
    name = "agencies"
    verbose_name = "Agencies, people and the audit trail"

    def ready(self) -> None:
        from agencies import admin, sign_in_events  # noqa: F401  (admin registers itself)
        from agencies.database_roles import grant_application_role
        from agencies.reference import load_reference_data

        sign_in_events.connect()
        post_migrate.connect(grant_application_role, dispatch_uid="agencies.grant_application_role")
        post_migrate.connect(load_reference_data, dispatch_uid="agencies.load_reference_data")
