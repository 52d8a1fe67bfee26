"""The routes of nominals: lists, search, record, changes, access; imports and the interface for other systems."""

from django.urls import URLPattern, URLResolver, include, path

from cases.urls_law import lists as law_lists
from cases.views import (
    access,
    audit,
    changes,
    create,
    histories,
    lists,
    orders,
    parts,
    person,
    record,
    search,
    timeline,
    worklist,
)

app_name = "cases"

_record: list[URLPattern | URLResolver] = [
    path("", record.nominal, name="nominal"),
    path("timeline/", timeline.timeline, name="timeline"),
    path("audit/", audit.who_looked, name="audit"),
    path("changes/", changes.changes, name="changes"),
    path("edit/", person.edit_person, name="edit"),
    path("names/add/", parts.add_name, name="add_name"),
    path("names/<uuid:part>/", parts.change_name, name="change_name"),
    path("names/<uuid:part>/remove/", parts.remove_name, name="remove_name"),
    path("addresses/add/", parts.add_address, name="add_address"),
    path("addresses/<uuid:part>/", parts.change_address, name="change_address"),
    path("addresses/<uuid:part>/end/", parts.end_address, name="end_address"),
    path("whereabouts/add/", histories.add_whereabouts, name="add_whereabouts"),
    path("level/add/", histories.add_level, name="add_level"),
    path("level/end/", histories.end_level, name="end_level"),
    path("category/add/", histories.add_basis, name="add_basis"),
    path("responsibility/add/", histories.add_responsibility, name="add_responsibility"),
    path("responsibility/end/", histories.end_responsibility, name="end_responsibility"),
    path("orders/add/", orders.add_order, name="add_order"),
    path("orders/<uuid:part>/end/", orders.end_order, name="end_order"),
    path("events/add/", orders.add_event, name="add_event"),
    path("law/", include("cases.urls_law")),
]

_access: list[URLPattern] = [
    path("", access.who_sees, name="access"),
    path("teams/add/", access.add_team, name="add_team"),
    path("teams/<uuid:part>/end/", access.end_team, name="end_team"),
    path("exclusions/person/", access.exclude_person, name="exclude_person"),
    path("exclusions/team/", access.exclude_team, name="exclude_team"),
    path("exclusions/<uuid:part>/end/", access.end_exclusion, name="end_exclusion"),
    path("restriction/add/", access.restrict, name="restrict"),
    path("restriction/end/", access.end_restriction, name="end_restriction"),
]

_create: list[URLPattern] = [
    path("", create.start, name="create"),
    path("<uuid:draft>/", create.matches, name="create_matches"),
    path("<uuid:draft>/person/", create.step, {"name": "person"}, name="create_person"),
    path("<uuid:draft>/management/", create.step, {"name": "management"}, name="create_management"),
    path("<uuid:draft>/standing/", create.step, {"name": "standing"}, name="create_standing"),
    path("<uuid:draft>/check/", create.check, name="create_check"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("worklist/", worklist.worklist, name="worklist"),
    path("nominals/", lists.nominals, name="nominals"),
    path("nominals/export/", lists.export, name="export"),
    path("nominals/search/", search.search, name="search"),
    path("nominals/search/<uuid:key>/", search.found, name="found"),
    path("nominals/create/", include(_create)),
    path("nominals/<uuid:pk>/", include(_record)),
    path("nominals/<uuid:pk>/access/", include(_access)),
    path("imports/", include("cases.import_urls")),
    path("law/", include(law_lists)),
    path("api/", include("cases.api.urls")),
]
