"""Addresses of the page kit: keeping a session alive, and in a demonstration the style guide."""

from django.conf import settings
from django.urls import path

from pagekit import views

urlpatterns = [path("session/stay/", views.stay_signed_in, name="stay_signed_in")]
if getattr(settings, "DEMONSTRATION", False):
    urlpatterns += [
        path("styleguide/", views.styleguide, name="styleguide"),
        path("styleguide/<slug:page_name>/", views.styleguide, name="styleguide_page"),
    ]
