from importlib import import_module

from django.apps import AppConfig


class MappaConfig(AppConfig):
    name = "mappa"
    verbose_name = "MAPPA case management"

    def ready(self) -> None:
        # Without the Celery application, a task sent from a page would go to a broker that is not there.
        import_module("mappa.celery")
        import_module("mappa.checks")
