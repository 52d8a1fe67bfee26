"""The routes of the interface, below `/api/`, and its description, which holds no case data."""

from django.urls import path
from drf_spectacular.views import SpectacularAPIView

from cases.api import histories, nominals

urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="api_schema"),
    path("nominals/", nominals.NominalList.as_view(), name="api_nominals"),
    path("nominals/search/", nominals.NominalSearch.as_view(), name="api_search"),
    path("nominals/<uuid:pk>/", nominals.NominalRecord.as_view(), name="api_nominal"),
    path("nominals/<uuid:pk>/categories/", histories.Categories.as_view(), name="api_categories"),
    path("nominals/<uuid:pk>/levels/", histories.Levels.as_view(), name="api_levels"),
    path("nominals/<uuid:pk>/whereabouts/", histories.WhereaboutsHistory.as_view(), name="api_whereabouts"),
    path("nominals/<uuid:pk>/responsibilities/", histories.Responsibilities.as_view(), name="api_responsibilities"),
    path("nominals/<uuid:pk>/orders/", histories.Orders.as_view(), name="api_orders"),
    path("nominals/<uuid:pk>/events/", histories.Events.as_view(), name="api_events"),
    path("nominals/<uuid:pk>/names/", histories.Names.as_view(), name="api_names"),
    path("nominals/<uuid:pk>/addresses/", histories.Addresses.as_view(), name="api_addresses"),
]
