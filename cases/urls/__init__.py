"""The routes of nominals: lists, search, record, changes, access, and those of every subject.

A module of this package is a subject: its `record` stands below one nominal, its `lists` at the top.
"""

import pkgutil
from collections.abc import Iterator
from importlib import import_module

from django.urls import URLPattern, URLResolver, include, path

from cases.views import (
    access,
    audit,
    cards,  # noqa: F401  they register themselves
    changes,
    create,
    histories,
    lists,
    parts,
    person,
    record,
    search,
    section_pages,
    timeline,
    worklist,
)

app_name = "cases"


def _of_subjects(kind: str) -> Iterator[URLPattern | URLResolver]:
    for module in pkgutil.iter_modules(__path__):
        yield from getattr(import_module(f"{__name__}.{module.name}"), kind, ())


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
    path("category/add/", histories.add_basis, name="add_basis"),
    path("responsibility/add/", histories.add_responsibility, name="add_responsibility"),
    path("responsibility/end/", histories.end_responsibility, name="end_responsibility"),
    path("law/", section_pages.section_page, {"tab": "law"}, name="law"),
    path("notification/", section_pages.section_page, {"tab": "notification"}, name="notification"),
    path("risk/", section_pages.section_page, {"tab": "risk"}, name="risk"),
    path("people/", section_pages.section_page, {"tab": "people"}, name="people_and_places"),
    *_of_subjects("record"),
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
    path("nominals/search/", search.search, name="search"),
    path("nominals/search/<uuid:key>/", search.found, name="found"),
    path("nominals/create/", include(_create)),
    path("nominals/<uuid:pk>/", include(_record)),
    path("nominals/<uuid:pk>/access/", include(_access)),
    *_of_subjects("lists"),
    path("api/", include("cases.api.urls")),
]
