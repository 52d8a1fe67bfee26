"""Court orders made about a nominal, what each forbids and requires, and what happened to it."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.history import tracked
from cases.choices import ORDER_APPLICANTS, OrderChangeKind, OrderEnd, OrderTermKind, OrderType
from cases.models.nominal import Nominal


@tracked
class Order(models.Model):
    """An order. `ends_on` empty means until further order; `ended_on` is set when it ended otherwise (discharge...).

    `foreign_travel_restriction` says what the order held when it was made: the annual tables count it so. What it
    forbids now is in its terms. `confirmed_as_made`: a length outside the law's limits, recorded as the court made it.
    """

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
    confirmed_as_made = models.BooleanField(_("recorded as the court made it"), default=False)

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

    @property
    def end_reason_words(self) -> str:
        """Why it ended: the kind of change in words, or what was written."""
        return str(dict(OrderChangeKind.choices).get(self.end_reason, self.end_reason))


@tracked
class OrderChange(models.Model):
    """An order varied, renewed, discharged, appealed or replaced on a day.

    `effect` says what became of its end; `previous_ends_on` is the end before, so that a change recorded by mistake can
    be taken back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(_("what happened"), max_length=15, choices=OrderChangeKind)
    changed_on = models.DateField(_("on"))
    court = models.CharField(_("court"), max_length=120, blank=True)
    effect = models.CharField(_("the order's end"), max_length=10, choices=OrderEnd, default=OrderEnd.STAYS)
    new_ends_on = models.DateField(_("new end"), null=True, blank=True)
    previous_ends_on = models.DateField(_("end before"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True, max_length=4000)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    nominal_path = "order__nominal_id"

    class Meta:
        ordering = ["-changed_on", "-recorded_at"]
        constraints = [
            models.CheckConstraint(
                name="cases_order_change_with_a_new_end_names_it",
                condition=Q(effect="new_end", new_ends_on__isnull=False)
                | (~Q(effect="new_end") & Q(new_ends_on__isnull=True)),
                violation_error_message=_("Enter the new end."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.changed_on}"


@tracked
class OrderTerm(models.Model):
    """One prohibition or requirement of an order, with its own end; a foreign travel one lasts five years at most.

    Renewed, a foreign travel restriction is a term of its own after the first, `brought_by` the renewal.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="terms")
    kind = models.CharField(_("kind"), max_length=20, choices=OrderTermKind)
    text = models.TextField(_("wording"), max_length=4000, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    confirmed_as_made = models.BooleanField(_("recorded as the court made it"), default=False)
    brought_by = models.ForeignKey(
        OrderChange, on_delete=models.CASCADE, null=True, blank=True, related_name="terms", editable=False
    )

    nominal_path = "order__nominal_id"

    class Meta:
        ordering = ["kind", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="cases_order_term_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                violation_error_message=_("A term ends after it starts."),
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
