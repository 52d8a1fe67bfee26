"""The histories of a nominal for other systems, one list each, the latest first."""

from typing import Any

from django.db.models import QuerySet
from rest_framework.generics import ListAPIView

from cases.access import get_or_404
from cases.api import serializers
from cases.models import Nominal


class History(ListAPIView[Any]):
    """All rows of one relation of a nominal that the user may see. `relation` is set by each kind."""

    relation = ""
    pagination_class = None

    def get_queryset(self) -> QuerySet[Any, Any]:
        if getattr(self, "swagger_fake_view", False):
            return getattr(Nominal(), self.relation).none()
        nominal = get_or_404(self.request.user, Nominal.objects.all(), pk=self.kwargs["pk"])
        return getattr(nominal, self.relation).all()


class Categories(History):
    """The bases of categories."""

    relation, serializer_class = "category_bases", serializers.CategoryBasisRow


class Levels(History):
    """The levels, with their rationale."""

    relation, serializer_class = "levels", serializers.LevelRow


class WhereaboutsHistory(History):
    """Where the person was from when."""

    relation, serializer_class = "whereabouts", serializers.WhereaboutsRow


class Responsibilities(History):
    """Which area was responsible and which team led."""

    relation, serializer_class = "responsibilities", serializers.ResponsibilityRow

    def get_queryset(self) -> QuerySet[Any, Any]:
        return super().get_queryset().select_related("lead_agency", "lead_team")


class Orders(History):
    """The orders of courts."""

    relation, serializer_class = "orders", serializers.OrderRow


class Events(History):
    """What happened."""

    relation, serializer_class = "events", serializers.EventRow


class Names(History):
    """Other names."""

    relation, serializer_class = "aliases", serializers.NameRow


class Addresses(History):
    """Where the person lives or lived."""

    relation, serializer_class = "addresses", serializers.AddressRow
