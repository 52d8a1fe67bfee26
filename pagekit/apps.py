"""The page kit as a Django app: it holds no model."""

from django.apps import AppConfig


class PagekitConfig(AppConfig):
    """Makes the template tags known to Django."""

    name = "pagekit"
