"""Whether the three agree: responsibilities, the reasons that follow from them, and guardian's rows."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.contrib.auth.models import Permission
from django.utils.translation import gettext as _

from agencies.models import Team
from cases.access import grant_differences
from cases.models import Nominal
from cases.services.involvement import involvement_differences


@dataclass(frozen=True, slots=True)
class Difference:
    """What is there without what it rests on, or missing although it should follow."""

    nominal: str
    team: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.nominal}, {self.team}: {self.sentence}"


class _Found(NamedTuple):
    nominal_id: uuid.UUID
    team: str
    sentence: str


def differences() -> list[Difference]:
    """Every difference today, by the nominal's reference and the team's name."""
    found = [*_of_reasons(), *_of_grants()]
    references = _references(one.nominal_id for one in found)
    return sorted(
        (Difference(references.get(one.nominal_id, str(one.nominal_id)), one.team, one.sentence) for one in found),
        key=str,
    )


def _of_reasons() -> Iterator[_Found]:
    names = dict(Team.objects.values_list("pk", "name"))
    unfounded, missing = involvement_differences()
    for nominal_id, team_id, reason in unfounded:
        sentence = _("the reason “%(reason)s” follows from no responsibility") % {"reason": reason}
        yield _Found(nominal_id, names[team_id], sentence)
    for nominal_id, team_id, reason in missing:
        sentence = _("the reason “%(reason)s” is missing although a responsibility gives it") % {"reason": reason}
        yield _Found(nominal_id, names[team_id], sentence)


def _of_grants() -> Iterator[_Found]:
    names = dict(Team.objects.values_list("group_id", "name"))
    permissions = dict(Permission.objects.filter(content_type__app_label="cases").values_list("pk", "codename"))
    unfounded, missing = grant_differences()
    for group_id, permission_id, nominal_id in unfounded:
        words = {"permission": permissions.get(permission_id, permission_id)}
        yield _Found(nominal_id, names.get(group_id, str(group_id)), _("%(permission)s without a reason") % words)
    for group_id, permission_id, nominal_id in missing:
        words = {"permission": permissions.get(permission_id, permission_id)}
        sentence = _("%(permission)s is missing although there is a reason") % words
        yield _Found(nominal_id, names.get(group_id, str(group_id)), sentence)


def _references(nominal_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    return dict(Nominal.objects.filter(pk__in=set(nominal_ids)).values_list("pk", "reference"))
