"""What a set of annual tables covers: an area, or a group of areas that report together."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from agencies.errors import DomainError
from agencies.models import Area, ReportingUnit


@dataclass(frozen=True)
class Coverage:
    """A group of areas is counted as one: a move inside it counts nobody twice."""

    name: str
    area_codes: tuple[str, ...]


def of_area(area: Area) -> Coverage:
    return Coverage(area.name, (area.code,))


def every_area() -> list[Coverage]:
    """Each of the 42 areas by itself."""
    return [of_area(area) for area in Area.objects.all()]


def area_named(name: str) -> Coverage:
    """The area with this code or name, in any case. Raises DomainError with a sentence when there is none."""
    wanted = name.strip().casefold()
    for area in Area.objects.all():
        if wanted in (area.code.casefold(), area.name.casefold()):
            return of_area(area)
    raise DomainError(
        _("There is no area “%(name)s”. Give the code or the name of one, such as E23000016 or West Mercia.")
        % {"name": name}
    )


def unit_named(name: str) -> Coverage:
    """The reporting unit with this name, in any case. Raises DomainError with a sentence when there is none."""
    unit = ReportingUnit.objects.filter(name__iexact=name.strip()).prefetch_related("areas").first()
    if unit is None:
        known = ", ".join(ReportingUnit.objects.values_list("name", flat=True))
        raise DomainError(
            _("There is no reporting unit “%(name)s”. There are: %(known)s.") % {"name": name, "known": known}
        )
    return Coverage(unit.name, tuple(area.code for area in unit.areas.all()))
