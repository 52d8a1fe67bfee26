"""Choices that come from the database, asked for when a form is made and not when it is loaded."""

from agencies.choices import AgencyKind, Role
from agencies.models import Area
from pagekit.fields import Words, with_blank

Choices = list[tuple[str, Words]]


def areas() -> Choices:
    return with_blank(Area.objects.values_list("code", "name"))


def roles() -> Choices:
    return with_blank(Role.choices)


def agency_kinds() -> Choices:
    return with_blank(AgencyKind.choices)
