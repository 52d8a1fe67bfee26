"""What the tests of the risk tab share: addresses, what a browser sends, rows."""

import datetime
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.models import User
from cases.choices import ROSH_GROUPS
from cases.models import Assessment, Nominal, PlanEntry, RoshAssessment
from cases.services.plans import add_measure, start_version
from tests.cases.filling import boxes, text_of
from tests.personas import People

DAY = datetime.timedelta(days=1)


def page_of(nominal: Nominal, name: str, **more: Any) -> str:
    return reverse(f"cases:{name}", kwargs={"pk": nominal.pk, **more})


def tab_of(client: Client, nominal: Nominal) -> str:
    """What the risk tab says."""
    return text_of(client.get(page_of(nominal, "risk")))


def sent_back(form: Any, **instead: str) -> dict[str, str]:
    """What a browser sends of a form as it stands on the page, with what was typed instead."""
    if form.is_bound:
        return form.data.dict() | instead
    data: dict[str, str] = {}
    for field in form:
        value = field.value()
        if isinstance(value, datetime.date):
            data |= boxes(field.name, value)
        elif value is not None and value is not False:
            data[field.name] = "on" if value is True else str(value)
    return data | instead


def opened(client: Client, address: str) -> Any:
    """The form of a page as somebody opened it."""
    return client.get(address).context["form"]


def make_assessment(nominal: Nominal, by: User, **fields: Any) -> Assessment:
    values = {"tool": "ARMS", "band": "medium", "assessed_on": timezone.localdate(), "assessor": "Somebody Someson"}
    return Assessment.objects.create(nominal=nominal, recorded_by=by, **values | fields)


def levels(level: str, **other: str) -> dict[str, str]:
    return dict.fromkeys(ROSH_GROUPS, level) | other


def make_rosh(nominal: Nominal, by: User, level: str = "medium", **fields: Any) -> RoshAssessment:
    values = {"setting": "community", "assessed_on": timezone.localdate(), **levels(level)}
    return RoshAssessment.objects.create(nominal=nominal, recorded_by=by, **values | fields)


def measure_values(people: People, **fields: Any) -> dict[str, Any]:
    """As the service takes them."""
    return {
        "pillar": "supervision",
        "measure": "Meets the officer weekly.",
        "risk_factor": "Isolation",
        "owner_agency_id": people.team.agency_id,
        "owner_name": "Jo Officer",
        "starts_on": timezone.localdate(),
        "review_on": None,
    } | fields


def make_plan(people: People, *measures: str) -> list[PlanEntry]:
    """A first version with these measures."""
    actor, nominal = people.offender_manager, people.nominal
    start_version(actor=actor, nominal=nominal, version=0, summary="Harm to a former partner.")
    return [
        add_measure(actor=actor, nominal=nominal, values=measure_values(people, measure=measure))
        for measure in measures
    ]
