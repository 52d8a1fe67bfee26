"""Keeps the indexes that guard against overlaps out of the planner's choice: their condition holds of every period.

The planner takes a GiST index for cheaper than it is and looked up what holds on a day there, two to three times as
slowly as in the indexes made for it.
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import migrations
from django.db.models import F, Func, Q

from agencies.migrating import Together

ONE_AT_A_TIME = [
    ("responsibility", "cases_resp_one_at_a_time", "Another area or agency is responsible at that time."),
    ("levelperiod", "cases_level_one_at_a_time", "Another level holds at that time."),
    ("whereaboutsperiod", "cases_whereabouts_one_at_a_time", "The person is recorded elsewhere at that time."),
]


def constraint(name: str, message: str) -> ExclusionConstraint:
    days = Func(F("started_on"), F("ended_on"), function="daterange", output_field=DateRangeField())
    return ExclusionConstraint(
        name=name,
        expressions=[(F("nominal"), "="), (days, "&&")],
        condition=Q(ended_on__isnull=True) | Q(ended_on__gt=F("started_on")),
        violation_error_message=message,
    )


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_traces_of_people")]

    operations = [
        Together(
            [
                *(migrations.RemoveConstraint(model, name) for model, name, _message in ONE_AT_A_TIME),
                *(migrations.AddConstraint(model, constraint(name, message)) for model, name, message in ONE_AT_A_TIME),
            ]
        )
    ]
