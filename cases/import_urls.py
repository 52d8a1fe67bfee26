"""The routes of bringing in cohorts; included under `imports/`."""

from django.urls import path

from cases.views import imports

urlpatterns = [
    path("", imports.imports, name="imports"),
    path("create/", imports.create, name="import_create"),
    path("<uuid:pk>/", imports.cohort_import, name="import"),
    path("<uuid:pk>/progress/", imports.progress, name="import_progress"),
    path("<uuid:pk>/faults/", imports.faults, name="import_faults"),
]
