"""The population under T9: which estimate, how the rate is rounded, and what is said where there is none."""

import datetime

import pytest
from django.apps import apps

from agencies.models import Area
from reporting.models import Population
from reporting.population import PopulationUsed, populations
from reporting.reference import load_population
from reporting.render.json import as_dict
from reporting.tables import RATE
from reporting.years import ReportingYear, YearOutOfRange, years_from
from tests.reporting.asking import TODAY, WEST_MERCIA, counted
from tests.reporting.populations import HERE, THERE


@pytest.mark.django_db
def test_every_area_has_its_population() -> None:
    assert Population.objects.values("area").distinct().count() == Area.objects.count() == 42


@pytest.mark.django_db
def test_loading_again_changes_nothing() -> None:
    Population.objects.filter(area=WEST_MERCIA, mid_year=2021).update(people_aged_10_and_over=5)
    before = set(Population.objects.values_list())
    load_population(sender=apps.get_app_config("reporting"), using="default")
    assert set(Population.objects.values_list()) == before


@pytest.mark.django_db
@pytest.mark.parametrize(("year", "mid_year"), [(2022, 2021), (2021, 2020), (2020, 2019), (2026, 2021)])
def test_the_latest_estimate_before_the_year_is_used(year: int, mid_year: int) -> None:
    used = populations({"here": [HERE]}, year)["here"]
    assert used is not None
    assert used.mid_year == mid_year


@pytest.mark.django_db
def test_a_group_of_areas_uses_a_year_for_which_all_have_one() -> None:
    Population.objects.filter(area=THERE, mid_year=2021).delete()
    both = populations({"both": [HERE, THERE], "here": [HERE]}, 2022)
    assert both["both"] is not None
    assert both["both"].mid_year == 2020
    assert both["both"].people > both["here"].people  # type: ignore[union-attr]


@pytest.mark.django_db
def test_without_a_population_the_rate_is_not_available() -> None:
    tables = counted(2015)
    assert tables.words(RATE) == "not available"
    assert as_dict(tables)["rate_per_100000"] is None
    assert "no estimate" in tables.population_sentence


@pytest.mark.parametrize(
    ("subject", "people", "rate"),
    [(1, 200_000, 1), (1, 200_001, 0), (3, 200_000, 2), (1611, 1_169_570, 138), (0, 9, 0)],
)
def test_half_rounds_up(subject: int, people: int, rate: int) -> None:
    assert PopulationUsed(people, 2021, ()).rate(subject) == rate


def test_a_year_runs_from_april_to_march() -> None:
    year = ReportingYear(2022, TODAY)
    assert (year.started_on, year.picture_on, year.ended_on) == (
        datetime.date(2022, 4, 1),
        datetime.date(2023, 3, 31),
        datetime.date(2023, 4, 1),
    )
    assert (year.label, year.is_over, year.before) == ("2022/23", True, ReportingYear(2021, TODAY))
    assert ReportingYear(1999 + 2, TODAY).before is None


@pytest.mark.parametrize(("today", "is_over"), [("2023-03-31", False), ("2023-04-01", True)])
def test_a_year_is_over_when_its_last_day_is(today: str, is_over: bool) -> None:
    assert ReportingYear(2022, datetime.date.fromisoformat(today)).is_over is is_over


@pytest.mark.parametrize(("year", "today"), [(2000, TODAY), (2027, TODAY), (2023, datetime.date(2023, 3, 31))])
def test_a_year_without_tables_is_refused_in_a_sentence(year: int, today: datetime.date) -> None:
    with pytest.raises(YearOutOfRange, match=f"No tables for {year}"):
        ReportingYear(year, today)


def test_years_are_offered_from_the_first_record_on() -> None:
    found = years_from(datetime.date(2023, 3, 31), datetime.date(2024, 4, 1))
    assert [year.label for year in found] == ["2024/25", "2023/24", "2022/23"]
    assert years_from(None, TODAY) == []
