"""Breaches with their outcome, recalls to custody, and the dates that matter while inside."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.history import tracked
from cases.choices import BreachOf, BreachOutcome, Category, CustodyDateKind, Level, RecallBecause
from cases.models.history import CaseEvent
from cases.models.nominal import Nominal
from cases.models.orders import Order


@tracked
class Breach(models.Model):
    """A breach of notification requirements, of an order or of a licence, and what came of it.

    `event` is the countable event that the outcome brought about, if any. `outcome_due_on` is the day by which the area
    wants the outcome, while it is open or waits for a court; None once it is decided.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="breaches")
    breach_of = models.CharField(_("breach of"), max_length=15, choices=BreachOf)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, null=True, blank=True, related_name="breaches")
    occurred_on = models.DateField(_("occurred on"))
    details = models.TextField(_("what happened"), max_length=12000)
    outcome = models.CharField(_("outcome"), max_length=20, choices=BreachOutcome, default=BreachOutcome.OPEN)
    outcome_on = models.DateField(_("outcome on"), null=True, blank=True)
    outcome_due_on = models.DateField(_("outcome due"), null=True, blank=True, editable=False)
    event = models.ForeignKey(CaseEvent, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-occurred_on"]
        verbose_name_plural = _("breaches")
        constraints = [
            models.CheckConstraint(
                name="cases_breach_of_an_order_names_it",
                condition=~Q(breach_of="order") | Q(order__isnull=False),
                violation_error_message=_("Choose the order that was breached."),
            ),
            models.CheckConstraint(
                name="cases_breach_outcome_has_a_day",
                condition=Q(outcome="open", outcome_on__isnull=True)
                | (~Q(outcome="open") & Q(outcome_on__isnull=False)),
                violation_error_message=_("Enter the day of the outcome."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_breach_of_display()} {self.occurred_on}"


@tracked
class Recall(models.Model):
    """A recall and the return to custody, with level and category of the day frozen in as evidence of what was known.

    The day is that of the return; of somebody who is not back yet (unlawfully at large) that of the recall. The annual
    tables never read the frozen values: they read the histories as at the day of return.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="recalls")
    because = models.CharField(_("because of"), max_length=20, choices=RecallBecause)
    recalled_on = models.DateField(_("recalled on"))
    returned_on = models.DateField(_("returned to custody on"), null=True, blank=True)
    level_then = models.PositiveSmallIntegerField(_("level that day"), choices=Level, null=True)
    category_then = models.PositiveSmallIntegerField(_("category that day"), choices=Category, null=True)
    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, null=True, blank=True, related_name="recalls")
    event = models.ForeignKey(CaseEvent, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    rereleased_on = models.DateField(_("released again on"), null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-recalled_on"]
        constraints = [
            models.CheckConstraint(
                name="cases_recall_in_order_of_days",
                condition=(Q(returned_on__isnull=True) | Q(returned_on__gte=models.F("recalled_on")))
                & (Q(rereleased_on__isnull=True) | Q(rereleased_on__gt=models.F("returned_on"))),
                violation_error_message=_("Recall, return and release follow each other."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.recalled_on}"


@tracked
class CustodyDate(models.Model):
    """A date that matters to somebody in custody: parole, earliest release, end of licence."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="custody_dates")
    kind = models.CharField(_("date"), max_length=30, choices=CustodyDateKind)
    on = models.DateField(_("on"))
    note = models.CharField(_("note"), max_length=200, blank=True)
    is_past = models.BooleanField(_("is dealt with"), default=False)

    class Meta:
        ordering = ["on"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on}"
