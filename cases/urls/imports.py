"""The routes of bringing in cohorts."""

from django.urls import path

from cases.views import imports

lists = [
    path("imports/", imports.imports, name="imports"),
    path("imports/create/", imports.create, name="import_create"),
    path("imports/<uuid:pk>/", imports.cohort_import, name="import"),
    path("imports/<uuid:pk>/progress/", imports.progress, name="import_progress"),
    path("imports/<uuid:pk>/faults/", imports.faults, name="import_faults"),
]
