"""What stands at the top of every page of one nominal: who it is and how they are managed today."""

import datetime
from typing import Any

from django.utils.translation import gettext as _

from cases.choices import Category, Level, Whereabouts
from cases.flags import flags_of
from cases.models import Nominal
from cases.rules.age import age_on
from cases.wording import label_of, words_of

IDENTIFIERS_SHOWN = ("pnc_id", "cro_number", "crn", "noms_number", "visor_ref")


def banner_of(nominal: Nominal, on: datetime.date) -> dict[str, Any]:
    """The banner as `components/identity_banner.html` takes it. The nominal comes from `with_standing(on)`."""
    row: Any = nominal
    return {
        "name": nominal.display_name,
        "href": nominal.get_absolute_url(),
        "date_of_birth": nominal.date_of_birth,
        "age": age_on(nominal.date_of_birth, on, nominal.died_on),
        "references": _references(nominal),
        "category": label_of(Category, row.category_now),
        "level": label_of(Level, row.level_now),
        "lead_agency": lead_of(row),
        "manager": row.manager_now,
        "whereabouts": label_of(Whereabouts, row.whereabouts_now),
        "flags": _flags(nominal, on),
        "restricted": row.is_restricted_now,
    }


def _references(nominal: Nominal) -> list[dict[str, str]]:
    """Ours, those of the national systems that are known, and the area."""
    row: Any = nominal
    shown = [{"label": _("Reference"), "value": nominal.reference}]
    for name in IDENTIFIERS_SHOWN:
        if value := getattr(nominal, name):
            shown.append({"label": words_of(Nominal, name), "value": value})
    return [*shown, {"label": _("Area"), "value": row.area_name_now}]


def lead_of(row: Any) -> str:
    """The team that leads; with its agency where the team's name does not say it."""
    agency, team = row.lead_agency_now or "", row.lead_team_now or ""
    return team if team.startswith(agency) else f"{agency}: {team}"


def _flags(nominal: Nominal, on: datetime.date) -> list[dict[str, str]]:
    died = nominal.died_on is not None and nominal.died_on <= on
    at_large = getattr(nominal, "is_at_large_now", False) and not died
    flags = [(died, _("Died"), "grey"), (at_large, _("Unlawfully at large"), "red")]
    told = [{"text": text, "colour": colour} for applies, text, colour in flags if applies]
    return [*told, *flags_of(nominal, on)]
