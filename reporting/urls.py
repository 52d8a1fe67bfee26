"""Addresses of the annual tables, and of the same for other systems."""

from django.urls import path

from reporting.api.tables import AnnualTablesOfArea
from reporting.views import cells, downloads, tables

app_name = "reporting"
_TABLES = "tables/<str:area_code>/<int:year>/"

urlpatterns = [
    path("tables/", tables.choose, name="choose"),
    path(_TABLES, tables.tables, name="tables"),
    path(f"{_TABLES}cells/<str:code>/<str:row>/<str:column>/", cells.cell, name="cell"),
    path(f"{_TABLES}checks/<str:name>/", cells.check, name="check"),
    path(f"{_TABLES}download/<str:kind>/", downloads.download, name="download"),
    path(f"api/{_TABLES}", AnnualTablesOfArea.as_view(), name="api_tables"),
]
