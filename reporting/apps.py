from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ReportingConfig(AppConfig):
    name = "reporting"
    verbose_name = "Figures and reports"

    def ready(self) -> None:
        from reporting.reference import load_population

        post_migrate.connect(load_population, dispatch_uid="reporting.load_population")
