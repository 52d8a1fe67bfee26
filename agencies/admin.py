"""The admin of reference data: areas, reporting units, agencies. No person, no team, no case is ever in it.

It stands behind the same sign-in and second factor as every page. Whoever may open it at all may change what is in it;
nothing may be removed.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, Area, ReportingUnit

admin.site.site_header = admin.site.site_title = _("MAPPA reference data")
admin.site.index_title = _("Areas, reporting units and agencies")


class ReferenceData(admin.ModelAdmin):
    """Seen and changed by whoever may open the admin; kept for good."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return _may(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _may(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _may(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _may(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def _may(request: HttpRequest) -> bool:
    return bool(request.user.is_active and request.user.is_staff)


@admin.register(Area)
class AreaAdmin(ReferenceData):
    list_display = ("name", "code", "probation_region", "nation")
    list_filter = ("nation", "probation_region")
    search_fields = ("name", "code")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The areas are set by law."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("code",)


@admin.register(ReportingUnit)
class ReportingUnitAdmin(ReferenceData):
    list_display = ("name",)
    search_fields = ("name",)
    filter_horizontal = ("areas",)


@admin.register(Agency)
class AgencyAdmin(ReferenceData):
    list_display = ("name", "kind")
    list_filter = ("kind",)
    search_fields = ("name",)
