"""List, search and record of nominals for other systems."""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from agencies.audit import record
from agencies.choices import AuditAction
from agencies.roles import Capability
from agencies.standing import require_capability, standing_of
from cases.access import get_or_404, visible
from cases.api.serializers import MatchRow, NominalDetail, NominalRow, SearchTerms
from cases.filters import NominalFilter
from cases.models import Nominal
from cases.search import find
from cases.sorting import DEFAULT, sorted_by
from cases.why import facts_in_words, why_this_category

FILTERS = [
    OpenApiParameter(name, OpenApiTypes.STR, description=str(field.label or ""))
    for name, field in NominalFilter.base_fields.items()
    if name != "filtered"
]


@extend_schema(parameters=[*FILTERS, OpenApiParameter("sort", OpenApiTypes.STR)])
class NominalList(ListAPIView[Nominal]):
    """The people whom the user may see, managed today unless `managed` says otherwise; 25 on a page."""

    serializer_class = NominalRow

    def get_queryset(self) -> QuerySet[Nominal, Any]:
        user, on = self.request.user, timezone.localdate()
        self.filters = NominalFilter(self.request.query_params, standing=standing_of(user))
        if not self.filters.is_valid():
            raise ValidationError({name: [str(one) for one in said] for name, said in self.filters.errors.items()})
        people = visible(self.filters.narrow(Nominal.objects.all(), on), user).with_standing(on)  # type: ignore[attr-defined]
        return sorted_by(people, self.request.query_params.get("sort", DEFAULT), on)

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One page; its references are recorded."""
        require_capability(request.user, Capability.VIEW_NOMINAL, AuditAction.LIST)
        response = super().list(request, *args, **kwargs)
        shown = [row["reference"] for row in response.data["results"]]
        detail = {"terms": self.filters.terms(), "count": response.data["count"]}
        record(AuditAction.LIST, rule="door", shown=shown, detail=detail)
        return response


class NominalSearch(APIView):
    """People by name in any spelling, by number, by date of birth: the best 25."""

    @extend_schema(request=SearchTerms, responses=MatchRow(many=True))
    def post(self, request: Request) -> Response:
        require_capability(request.user, Capability.VIEW_NOMINAL, AuditAction.SEARCH)
        asked = SearchTerms(data=request.data)
        asked.is_valid(raise_exception=True)
        text, born = asked.validated_data["text"], asked.validated_data["date_of_birth"]
        matches = find(request.user, text=text, date_of_birth=born)
        terms = {"text": text, "date_of_birth": born.isoformat() if born else ""}
        shown = [match.nominal.reference for match in matches]
        record(AuditAction.SEARCH, rule="door", shown=shown, detail={"terms": terms, "count": len(matches)})
        return Response(MatchRow(matches, many=True).data)


class NominalRecord(APIView):
    """One person as they stand today, with the reason why the category counts."""

    @extend_schema(responses=NominalDetail)
    def get(self, request: Request, pk: uuid.UUID) -> Response:
        on = timezone.localdate()
        nominal: Any = get_or_404(request.user, Nominal.objects.with_standing(on), pk=pk)
        why = why_this_category(nominal.category_bases.all(), on)
        words = {"sentence": why.sentence, "facts": facts_in_words(why.facts), "provision": why.provision}
        nominal.category_why = words
        return Response(NominalDetail(nominal).data)
