"""Court orders made about a nominal."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.history import tracked
from cases.choices import ORDER_APPLICANTS, OrderType
from cases.models.nominal import Nominal


@tracked
class Order(models.Model):
    """An order. `ends_on` empty means until further order; `ended_on` is set when it ended otherwise (discharge...)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="orders")
    order_type = models.CharField(_("order"), max_length=30, choices=OrderType)
    made_on = models.DateField(_("made on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    foreign_travel_restriction = models.BooleanField(_("restricts foreign travel"), default=False)
    court = models.CharField(_("court"), max_length=120, blank=True)
    applicant = models.CharField(_("applied for by"), max_length=80, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=80, blank=True)

    class Meta:
        ordering = ["-made_on"]
        indexes = [
            models.Index(
                fields=["order_type", "made_on"],
                include=["nominal", "foreign_travel_restriction"],
                name="cases_order_by_type_and_day",
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="cases_order_ends_after_made",
                condition=(Q(ends_on__isnull=True) | Q(ends_on__gt=F("made_on")))
                & (Q(ended_on__isnull=True) | Q(ended_on__gte=F("made_on"))),
                violation_error_message=_("An order ends after it is made."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_order_type_display()} {self.made_on}"

    @property
    def applicant_words(self) -> str:
        """Who asked for the order, in words."""
        known = ORDER_APPLICANTS.get(self.applicant)
        return str(known) if known else _("Applied for by %(who)s") % {"who": self.applicant}
