"""The routes of the limits of practice."""

from django.urls import path

from cases.views import practice

lists = [
    path("practice/", practice.limits, name="practice"),
    path("practice/<uuid:key>/", practice.limit, name="limit"),
]
