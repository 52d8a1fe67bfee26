"""The overview of a nominal: how the person stands today and why, and every history."""

import datetime
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.roles import Capability
from cases import history_tables
from cases.access import visible
from cases.choices import ROSH_GROUPS, RoshLevel
from cases.documents import photo_of
from cases.identifiers import IDENTIFIERS
from cases.models import Address, Nominal, RoshAssessment
from cases.querysets import order_in_force
from cases.reviews import standing_of_level
from cases.rules.answers import Answer
from cases.views.page import fetch, frame
from cases.views.rosh import latest_by_setting
from cases.why import facts_in_words, why_this_category
from cases.wording import label_of, words_of
from cases.worklist import lines
from pagekit.dates import long_date


@require_safe
def nominal(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who this is, how the person is managed today, and what is known, each part with its history."""
    found: Any = fetch(request, pk)
    context = frame(request, found, "overview")
    on = context["on"]
    bases = list(found.category_bases.all())
    parts = {
        "why": _why_box(why_this_category(bases, on)),
        "categories": history_tables.category_table(bases, on),
        "standing": standing_of_level(found, on),
        "prompts": found.rescreen_prompts.waiting(on),
        "whereabouts": history_tables.whereabouts_table(found, on),
        "allocations": history_tables.allocation_table(found, on),
        "can_allocate": Capability.ALLOCATE_NOMINALS in context["able"],
        "duties": lines(found.clocks.select_related("nominal").filter(warn_on__lte=on), on),
        "responsibilities": history_tables.responsibility_table(found, on),
        "orders_in_words": _orders_in_words(found, on),
        "risk_in_words": _risk_in_words(found),
        "events": history_tables.event_table(found),
        "names": found.aliases.all(),
        "addresses": visible(Address.objects.in_force(on).filter(nominal=found), request.user),
        "details": _details(found),
        "can_refer": Capability.REFER_NOMINAL in context["able"] and (found.level_now or 1) == 1,
        "can_offer_transfer": Capability.OFFER_TRANSFERS in context["able"],
        "photo": photo_of(found, request.user),
    }
    return render(request, "cases/record/overview.html", {**context, **parts})


def _orders_in_words(found: Nominal, on: datetime.date) -> str:
    """Which orders are in force, in a sentence; how many are past."""
    orders = list(found.orders.annotate(holds=order_in_force(on)))
    names = list(dict.fromkeys(one.get_order_type_display() for one in orders if one.holds))
    if not orders:
        return _("No order is recorded.")
    if not names:
        return _("No order is in force.")
    return _("In force: %(orders)s.") % {"orders": "; ".join(names)}


def _risk_in_words(found: Any) -> list[str]:
    """The latest risk of serious harm in each setting with the groups it is highest for, and the plan in force."""
    rows = latest_by_setting(found, found.rosh_assessments.all())
    told = [_harm_in_words(row) for row in rows] or [_("The risk of serious harm was not assessed yet.")]
    plan = found.plans.filter(is_current=True).first()
    if plan is None:
        return [*told, _("There is no risk management plan yet.")]
    made = {"number": plan.number, "day": long_date(timezone.localdate(plan.made_at))}
    return [*told, _("Risk management plan: version %(number)d of %(day)s.") % made]


def _harm_in_words(row: RoshAssessment) -> str:
    highest = row.highest
    groups = [str(words_of(RoshAssessment, group)).lower() for group in ROSH_GROUPS if getattr(row, group) == highest]
    return _("Risk of serious harm, %(where)s: %(level)s (%(groups)s), assessed %(day)s.") % {
        "where": row.get_setting_display().lower(),
        "level": str(label_of(RoshLevel, highest)).lower() or _("not known"),
        "groups": ", ".join(groups),
        "day": long_date(row.assessed_on),
    }


def _why_box(why: Answer[int]) -> dict[str, Any]:
    """As `components/why.html` takes it."""
    return {
        "outcome": why.sentence,
        "facts": facts_in_words(why.facts),
        "provision": why.provision,
        "unknown": not why.is_known,
    }


def _details(found: Nominal) -> list[dict[str, Any]]:
    """Who the person is, label by label."""
    rows = [
        {"key": _("Family name"), "value": found.family_name},
        {"key": _("Given names"), "value": found.given_names},
        {"key": _("Sex"), "value": found.get_sex_display()},
        {"key": _("Ethnicity"), "value": found.get_ethnicity_display()},
        *({"key": words_of(Nominal, one.field), "value": getattr(found, one.field)} for one in IDENTIFIERS),
    ]
    if found.source_reference:
        rows.append({"key": _("Sender's own reference"), "value": found.source_reference})
    return rows
