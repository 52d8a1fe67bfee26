"""The reference data of every installation."""

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies.choices import KIND_FACTS, AgencyKind, Nation, StatutoryRole
from agencies.models import Agency, Area, ReportingUnit, Team
from agencies.reference import load_reference_data
from agencies.teams import standard_team, standard_teams
from tests.database import as_owner

pytestmark = pytest.mark.django_db

LONDON, KENT, GWENT, WEST_MERCIA = "E23000001", "E23000032", "W15000002", "E23000016"


def _load() -> None:
    with as_owner():
        load_reference_data(sender=apps.get_app_config("agencies"), using="default")


def test_there_are_42_areas_of_43_police_forces_in_12_probation_regions() -> None:
    areas = list(Area.objects.all())
    assert len(areas) == 42
    assert len({code for area in areas for code in [area.code, *area.other_codes]}) == 43
    assert len({area.probation_region for area in areas}) == 12
    assert {area.nation for area in areas} == set(Nation.values)


def test_london_is_one_area_of_two_forces() -> None:
    assert Area.objects.get(pk=LONDON).other_codes == ["E23000034"]
    forces = Team.objects.filter(area=LONDON, agency__kind=AgencyKind.POLICE)
    assert {team.name: team.is_standard for team in forces} == {
        "Metropolitan Police": True,
        "City of London Police": False,
    }


def test_each_area_and_each_probation_region_reports() -> None:
    assert ReportingUnit.objects.count() == 42 + 12
    region = ReportingUnit.objects.get(name="West Midlands region")
    assert {area.name for area in region.areas.all()} == {
        "Staffordshire",
        "Warwickshire",
        "West Mercia",
        "West Midlands",
    }
    assert [area.name for area in ReportingUnit.objects.get(name="West Midlands").areas.all()] == ["West Midlands"]


def test_every_area_has_one_standard_team_of_each_kind_that_exists_in_its_nation() -> None:
    found = {(team.area_id, team.agency.kind) for team in standard_teams()}
    wanted = {
        (area.code, kind)
        for area in Area.objects.all()
        for kind, facts in KIND_FACTS.items()
        if area.nation in facts.nations
    }
    assert found == wanted
    assert standard_teams().count() == len(wanted)


def test_a_local_health_board_exists_in_wales_alone() -> None:
    assert standard_team(GWENT, AgencyKind.LOCAL_HEALTH_BOARD).name == "Gwent local health board"
    with pytest.raises(Team.DoesNotExist):
        standard_team(KENT, AgencyKind.LOCAL_HEALTH_BOARD)
    with pytest.raises(Team.DoesNotExist):
        standard_team(GWENT, AgencyKind.INTEGRATED_CARE_BOARD)


def test_a_national_agency_is_one_with_a_team_in_each_area() -> None:
    probation = Agency.objects.get(kind=AgencyKind.PROBATION)
    assert probation.teams.count() == 42
    assert standard_team(WEST_MERCIA, AgencyKind.PROBATION).name == "Probation Service, West Mercia"


def test_a_local_agency_is_named_after_its_area() -> None:
    assert standard_team(WEST_MERCIA, AgencyKind.POLICE).agency.name == "West Mercia Police"
    assert standard_team(WEST_MERCIA, AgencyKind.MAPPA_UNIT).agency.name == "West Mercia MAPPA unit"


def test_every_agency_with_a_duty_names_its_legal_basis() -> None:
    for facts in KIND_FACTS.values():
        assert bool(facts.legal_basis) == (facts.role != StatutoryRole.NEITHER)


def test_every_team_has_a_group_of_its_own() -> None:
    groups = list(Team.objects.values_list("group", flat=True))
    assert len(set(groups)) == len(groups) == Team.objects.count()


def test_loading_again_makes_nothing_twice_and_undoes_no_rename() -> None:
    Team.objects.filter(pk=standard_team(KENT, AgencyKind.HOUSING).pk).update(name="Kentish homes")
    before = (Area.objects.count(), ReportingUnit.objects.count(), Agency.objects.count(), Team.objects.count())
    _load()
    assert (Area.objects.count(), ReportingUnit.objects.count(), Agency.objects.count(), Team.objects.count()) == before
    assert standard_team(KENT, AgencyKind.HOUSING).name == "Kentish homes"


def test_loading_asks_the_database_the_same_few_questions_however_much_there_is() -> None:
    with CaptureQueriesContext(connection) as queries:
        _load()
    assert len(queries) < 20
