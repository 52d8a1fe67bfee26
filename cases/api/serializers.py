"""What the interface says of a nominal and its histories, field by field. Dates are ISO, periods half open."""

from typing import Any

from rest_framework import serializers

from cases.models import (
    Address,
    Alias,
    CaseEvent,
    CategoryBasis,
    LevelPeriod,
    Nominal,
    Order,
    Responsibility,
    WhereaboutsPeriod,
)


class NominalRow(serializers.ModelSerializer[Nominal]):
    """A person as a list shows them, as at today."""

    category = serializers.IntegerField(source="category_now", allow_null=True)
    level = serializers.IntegerField(source="level_now", allow_null=True)
    whereabouts = serializers.CharField(source="whereabouts_now", allow_null=True)
    area = serializers.CharField(source="area_now", allow_null=True)
    lead_agency = serializers.CharField(source="lead_agency_now", allow_null=True)
    lead_team = serializers.CharField(source="lead_team_now", allow_null=True)
    flags = serializers.JSONField(source="flags_now")
    is_restricted = serializers.BooleanField(source="is_restricted_now")

    class Meta:
        model = Nominal
        fields = (
            "id",
            "reference",
            "family_name",
            "given_names",
            "date_of_birth",
            "category",
            "level",
            "whereabouts",
            "area",
            "lead_agency",
            "lead_team",
            "flags",
            "is_restricted",
        )


class WhySerializer(serializers.Serializer[Any]):
    """Why a category counts: the outcome in words, what it rests on, the provision."""

    sentence = serializers.CharField()
    facts = serializers.ListField(child=serializers.CharField())
    provision = serializers.CharField(allow_blank=True)


class NominalDetail(NominalRow):
    """Everything of the person that is not a history."""

    category_why = WhySerializer()

    class Meta(NominalRow.Meta):
        fields = (
            *NominalRow.Meta.fields,
            "sex",
            "ethnicity",
            "pnc_id",
            "cro_number",
            "crn",
            "noms_number",
            "visor_ref",
            "died_on",
            "version",
            "category_why",
        )  # type: ignore[assignment]


class CategoryBasisRow(serializers.ModelSerializer[CategoryBasis]):
    class Meta:
        model = CategoryBasis
        fields = ("category", "basis", "started_on", "ended_on")


class LevelRow(serializers.ModelSerializer[LevelPeriod]):
    class Meta:
        model = LevelPeriod
        fields = ("level", "rationale", "started_on", "ended_on")


class WhereaboutsRow(serializers.ModelSerializer[WhereaboutsPeriod]):
    class Meta:
        model = WhereaboutsPeriod
        fields = ("status", "started_on", "ended_on")


class ResponsibilityRow(serializers.ModelSerializer[Responsibility]):
    lead_agency = serializers.CharField(source="lead_agency.name")
    lead_team = serializers.CharField(source="lead_team.name")

    class Meta:
        model = Responsibility
        fields = ("area", "lead_agency", "lead_team", "started_on", "ended_on")


class OrderRow(serializers.ModelSerializer[Order]):
    class Meta:
        model = Order
        fields = (
            "id",
            "order_type",
            "made_on",
            "ends_on",
            "foreign_travel_restriction",
            "court",
            "applicant",
            "ended_on",
            "end_reason",
        )


class EventRow(serializers.ModelSerializer[CaseEvent]):
    class Meta:
        model = CaseEvent
        fields = ("event_type", "occurred_on")


class NameRow(serializers.ModelSerializer[Alias]):
    class Meta:
        model = Alias
        fields = ("id", "kind", "family_name", "given_names")


class AddressRow(serializers.ModelSerializer[Address]):
    class Meta:
        model = Address
        fields = ("id", "kind", "lines", "postcode", "started_on", "ended_on")


class SearchTerms(serializers.Serializer[Any]):
    """What is looked for; sent in the body, for a name must stand in no address."""

    text = serializers.CharField(max_length=160, allow_blank=True, default="")
    date_of_birth = serializers.DateField(allow_null=True, default=None)


class MatchRow(serializers.Serializer[Any]):
    """One answer to a search, the best first."""

    nominal = NominalRow()
    score = serializers.FloatField()
    matched_name = serializers.CharField()
    why = serializers.ListField(child=serializers.CharField())
