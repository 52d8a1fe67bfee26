"""Addresses of the annual tables."""

from django.urls import path

from reporting.views import cells, tables

app_name = "reporting"

urlpatterns = [
    path("tables/", tables.choose, name="choose"),
    path("tables/<str:area_code>/<int:year>/", tables.tables, name="tables"),
    path("tables/<str:area_code>/<int:year>/cells/<str:code>/<str:row>/<str:column>/", cells.cell, name="cell"),
]
