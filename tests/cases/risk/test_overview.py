"""What the overview of a record says of risk: enough to know whether to open the tab."""

import datetime

import pytest

from cases.models import RiskManagementPlan
from tests.asking import client_of
from tests.cases.filling import text_of
from tests.cases.risk.asking_pages import make_rosh
from tests.personas import People

pytestmark = pytest.mark.django_db


def overview(people: People) -> str:
    return text_of(client_of(people.offender_manager).get(f"/nominals/{people.nominal.pk}/"))


def test_a_record_without_assessment_or_plan_says_so(people: People) -> None:
    text = overview(people)
    assert "The risk of serious harm was not assessed yet." in text
    assert "There is no risk management plan yet." in text


def test_the_latest_assessment_of_each_setting_and_the_plan_in_force_are_named(people: People) -> None:
    make_rosh(people.nominal, people.colleague, "low", assessed_on=datetime.date(2024, 1, 1))
    row = make_rosh(people.nominal, people.colleague, "low", assessed_on=datetime.date(2025, 3, 1))
    row.children = row.known_adult = "high"
    row.save()
    made = {"nominal": people.nominal, "made_by": people.colleague, "summary": "All of it."}
    RiskManagementPlan.objects.create(**made, number=1, is_current=False)
    RiskManagementPlan.objects.create(**made, number=2)
    text = overview(people)
    assert (
        "Risk of serious harm, in the community: high (children, known adult), assessed 1 March 2025. "
        "Risk management plan: version 2 of" in text
    )
    assert "1 January 2024" not in text.split("Risk and plan")[-1].split("Orders")[0]
