"""What the record already answers of a referral: suggestions for its sections, which the writer checks and edits.

Reads through the door. Names no child and no victim: the writer does, if the meeting cannot do without it.
"""

import datetime
from collections.abc import Callable, Iterable

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agencies.models import User
from cases.access import visible
from cases.choices import CustodyDateKind, FlagKind, InvolvementReason, Pillar
from cases.models import (
    Address,
    Assessment,
    CustodyDate,
    Disposal,
    Flag,
    HouseholdChild,
    Involvement,
    Nominal,
    Order,
    PlanEntry,
    RoshAssessment,
)
from cases.querysets import order_in_force
from cases.rules.age import age_on
from cases.wording import words_of
from pagekit.dates import long_date

Suggested = dict[str, str]
_RELEASE = (CustodyDateKind.PLANNED_RELEASE, CustodyDateKind.EARLIEST_RELEASE)
_GROUPS = ("children", "public", "known_adult", "staff", "prisoners")
_PILLARS = {
    Pillar.SUPERVISION: "supervision",
    Pillar.MONITORING: "monitoring",
    Pillar.INTERVENTIONS: "interventions",
    Pillar.VICTIM_SAFETY: "victim_safety",
    Pillar.CONTINGENCY: "contingency",
}


def suggested(section: str, nominal: Nominal, user: User, on: datetime.date) -> Suggested:
    """What the record says to the questions of a section; nothing where it says nothing."""
    source = _SOURCES.get(section)
    found = source(nominal, user, on) if source else {}
    return {question: text for question, text in found.items() if text}


def _points(lines: Iterable[str]) -> str:
    """One point a line; a single one stands alone."""
    found = [line for line in lines if line]
    return found[0] if len(found) == 1 else "\n".join(f"• {line}" for line in found)


def _offence(nominal: Nominal, user: User, on: datetime.date) -> Suggested:
    rows = list(visible(Disposal.objects.filter(nominal=nominal), user).order_by("-dealt_with_on"))
    index = [row for row in rows if row.is_index] or rows[:1]
    others = [row for row in rows if row not in index]
    return {
        "index": _points(_disposal(row) for row in index),
        "facts": _points(row.facts for row in index),
        "previous": _points(_disposal(row) for row in others),
    }


def _disposal(row: Disposal) -> str:
    parts = (
        (row.years, ngettext("%(n)d year", "%(n)d years", row.years)),
        (row.months, ngettext("%(n)d month", "%(n)d months", row.months)),
        (row.days, ngettext("%(n)d day", "%(n)d days", row.days)),
    )
    length = " ".join(words % {"n": number} for number, words in parts if number)
    sentence = f"{row.get_disposal_display()} {length}".strip()
    words = {"offence": row.offence_title, "outcome": row.get_outcome_display(), "sentence": sentence}
    said = _("%(offence)s: %(outcome)s, %(sentence)s") % words
    return ", ".join(one for one in (said, long_date(row.dealt_with_on), row.court) if one)


def _risk(nominal: Nominal, user: User, on: datetime.date) -> Suggested:
    rosh = visible(RoshAssessment.objects.filter(nominal=nominal), user).first()
    tools: dict[str, Assessment] = {}
    for row in visible(Assessment.objects.filter(nominal=nominal), user).order_by("-assessed_on"):
        tools.setdefault(row.tool, row)
    return {"rosh": _rosh(rosh) if rosh else "", "tools": _points(_assessment(row) for row in tools.values())}


def _rosh(row: RoshAssessment) -> str:
    groups = [f"{words_of(RoshAssessment, name)}: {getattr(row, f'get_{name}_display')()}" for name in _GROUPS]
    words = {"where": row.get_setting_display(), "day": long_date(row.assessed_on), "groups": "; ".join(groups)}
    return "\n".join(one for one in (_("%(where)s, %(day)s. %(groups)s.") % words, row.nature) if one)


def _assessment(row: Assessment) -> str:
    band = row.get_band_display() if row.band else row.score
    return ", ".join(one for one in (f"{row.tool} {row.tool_version}".strip(), band, long_date(row.assessed_on)) if one)


def _orders(nominal: Nominal, user: User, on: datetime.date) -> Suggested:
    rows = visible(Order.objects.filter(order_in_force(on), nominal=nominal), user)
    licence = CustodyDate.objects.filter(nominal=nominal, kind=CustodyDateKind.LICENCE_ENDS, is_past=False)
    return {
        "orders": _points(_order(row) for row in rows),
        "licence": _points(f"{row.get_kind_display()}: {long_date(row.on)}" for row in visible(licence, user)),
    }


def _order(row: Order) -> str:
    until = long_date(row.ends_on) if row.ends_on else _("until further order")
    words = {"order": row.get_order_type_display(), "made": long_date(row.made_on), "until": until}
    return _("%(order)s, made %(made)s, ends: %(until)s") % words


def _agencies(nominal: Nominal, user: User, on: datetime.date) -> Suggested:
    """The teams that see the record, but the unit that is asked: whoever leads first."""
    held = Involvement.objects.in_force(on).filter(nominal=nominal).exclude(reason=InvolvementReason.AREA_UNIT)
    rows = visible(held, user).select_related("team")
    names = {row.team.name: row.get_reason_display() for row in rows.order_by("-reason")}
    leads = str(InvolvementReason.LEADS.label)
    inorder = sorted(names.items(), key=lambda one: (one[1] != leads, one[0]))
    return {"involved": _points(f"{name}: {reason}" for name, reason in inorder)}


def _children(nominal: Nominal, user: User, on: datetime.date) -> Suggested:
    rows = list(visible(HouseholdChild.objects.in_force(on).filter(nominal=nominal), user))
    if not rows:
        return {}
    told = [row for row in rows if row.referred_on]
    details = _points(_child(row, on) for row in rows)
    return {"contact": "yes", "details": details, "referred": "yes" if len(told) == len(rows) else ""}


def _child(row: HouseholdChild, on: datetime.date) -> str:
    age = age_on(row.date_of_birth, on)
    years = _("aged %(age)d") % {"age": age} if age is not None else _("age not recorded")
    told = _("children's social care told on %(day)s") % {"day": long_date(row.referred_on)} if row.referred_on else ""
    return ", ".join(one for one in (row.relationship or _("Child in the household"), years, told) if one)


def _diversity(nominal: Nominal, user: User, on: datetime.date) -> Suggested:
    flags = visible(Flag.objects.in_force(on).filter(nominal=nominal, kind=FlagKind.INTERPRETER), user)
    age = age_on(nominal.date_of_birth, on)
    known = [nominal.get_sex_display(), _("aged %(age)d") % {"age": age} if age is not None else ""]
    return {
        "needs": ", ".join(one for one in (*known, nominal.get_ethnicity_display()) if one),
        "interpreter": _points(f"{row.get_kind_display()}. {row.note}".strip(". ") for row in flags),
    }


def _plan(nominal: Nominal, user: User, on: datetime.date) -> Suggested:
    entries = visible(PlanEntry.objects.filter(plan__nominal=nominal, plan__is_current=True, is_taken_out=False), user)
    found: dict[str, list[str]] = {}
    for row in entries.select_related("owner_agency").order_by("place"):
        owner = _("%(measure)s (%(agency)s)") % {"measure": row.measure, "agency": row.owner_agency}
        found.setdefault(_PILLARS[Pillar(row.pillar)], []).append(owner)
    return {question: _points(lines) for question, lines in found.items()}


def _dates(nominal: Nominal, user: User, on: datetime.date) -> Suggested:
    ahead = list(visible(CustodyDate.objects.filter(nominal=nominal, is_past=False), user))
    release = next((row for kind in _RELEASE for row in ahead if row.kind == kind), None)
    lives = Address.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on), nominal=nominal)
    return {
        "release": release.on.isoformat() if release else "",
        "dates": _points(f"{row.get_kind_display()}: {long_date(row.on)}" for row in ahead if row != release),
        "address": _points(_address(row, on) for row in visible(lives, user).order_by("started_on")),
    }


def _address(row: Address, on: datetime.date) -> str:
    lines = ", ".join(part for part in (*row.lines.splitlines(), row.postcode) if part)
    words = {"kind": row.get_kind_display(), "lines": lines, "day": long_date(row.started_on)}
    if row.started_on > on:
        return _("%(kind)s, from %(day)s: %(lines)s") % words
    return _("%(kind)s: %(lines)s") % words


_SOURCES: dict[str, Callable[[Nominal, User, datetime.date], Suggested]] = {
    "offence": _offence,
    "risk": _risk,
    "orders": _orders,
    "agencies": _agencies,
    "children": _children,
    "diversity": _diversity,
    "plan": _plan,
    "dates": _dates,
}
