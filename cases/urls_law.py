"""The routes of the law tab below one nominal: offences, eligibility, the end of a category."""

from django.urls import path

from cases.views import law

urlpatterns = [
    path("", law.law, name="law"),
]
