"""The annual tables for other systems: the same access, the same counting, the same evidence as the page."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from agencies.audit import record
from agencies.choices import AuditAction
from reporting.choices import TravelRule, YearlyRule
from reporting.render.json import as_dict
from reporting.tables import annual_tables
from reporting.views.asking import asked


class Switches(serializers.Serializer):
    """Counting rules other than the year's own; a word that is none is refused."""

    yearly = serializers.ChoiceField(YearlyRule.choices, required=False)
    shpo = serializers.ChoiceField(TravelRule.choices, required=False)


class PopulationRow(serializers.Serializer):
    """The estimate that the rate rests on."""

    people = serializers.IntegerField()
    mid_year = serializers.IntegerField()
    releases = serializers.ListField(child=serializers.CharField())


class AnnualTablesRow(serializers.Serializer):
    """`tables` has the keys of the JSON file; `is_provisional` where the year is not over."""

    area = serializers.CharField()
    area_name = serializers.CharField()
    year = serializers.CharField()
    picture_on = serializers.DateField()
    is_provisional = serializers.BooleanField()
    counting_rules = serializers.DictField(child=serializers.CharField())
    population = PopulationRow(allow_null=True)
    tables = serializers.DictField()


class AnnualTablesOfArea(APIView):
    """T1 to T9 of an area; `year` is the one in which it began."""

    @extend_schema(parameters=[Switches], responses=AnnualTablesRow)
    def get(self, request: Request, area_code: str, year: int) -> Response:
        Switches(data=request.query_params).is_valid(raise_exception=True)
        wanted = asked(request._request, area_code, year)
        made = annual_tables(wanted.coverage, wanted.year, wanted.rules)
        record(
            AuditAction.VIEW,
            rule="role",
            subject_type="annual_tables",
            subject_reference=wanted.reference,
            detail=wanted.switches,
        )
        found = {
            "area": wanted.area.pk,
            "area_name": wanted.area.name,
            "year": wanted.year.label,
            "picture_on": wanted.year.picture_on,
            "is_provisional": not wanted.year.is_over,
            "counting_rules": wanted.switches,
            "population": made.population,
            "tables": as_dict(made),
        }
        return Response(AnnualTablesRow(found).data)
