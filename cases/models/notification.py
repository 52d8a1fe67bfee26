"""Notification requirements (Sexual Offences Act 2003), what was notified, journeys, reviews of indefinite ones."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.history import tracked
from agencies.models.periods import Period
from agencies.querysets import PeriodQuerySet
from cases.choices import NotificationKind, NotificationSource, RevocationOutcome
from cases.models.nominal import Nominal
from cases.models.offences import Disposal
from cases.models.orders import Order


@tracked
class NotificationRequirement(Period):
    """That a person is subject to notification, from the relevant date to the end, open when indefinite.

    `answer` keeps how the period was worked out, in the words shown. `first_due_on` is the last day for the first
    notification: three days from the relevant date, or from release.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="notification_requirements")
    source = models.CharField(_("because of"), max_length=30, choices=NotificationSource)
    disposal = models.ForeignKey(Disposal, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    relevant_date = models.DateField(_("relevant date"))
    is_indefinite = models.BooleanField(_("is indefinite"), default=False)
    first_due_on = models.DateField(_("first notification due by"))
    answer = models.JSONField(default=dict)
    end_reason = models.CharField(_("why it ended"), max_length=120, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["-started_on"]
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(
                fields=["disposal"], condition=Q(disposal__isnull=False), name="cases_requirement_once_a_disposal"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()} {self.started_on}"


@tracked
class Notification(models.Model):
    """One act of notifying: when, where, to which officer, what. `event_on` is the day of the change notified."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="notifications")
    kind = models.CharField(_("kind"), max_length=30, choices=NotificationKind)
    notified_on = models.DateField(_("notified on"))
    event_on = models.DateField(_("date of the change"), null=True, blank=True)
    officer = models.CharField(_("officer"), max_length=120)
    station = models.CharField(_("police station or place"), max_length=120)
    details = models.TextField(_("what was notified"), max_length=12000)
    in_visor_on = models.DateField(_("entered in ViSOR on"), null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-notified_on"]
        indexes = [models.Index(fields=["nominal", "kind", "-notified_on"], name="cases_notification_latest")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.notified_on}"


@tracked
class ForeignTravel(models.Model):
    """A journey out of the United Kingdom as notified."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="journeys")
    destination = models.CharField(_("countries"), max_length=200)
    departs_on = models.DateField(_("leaves on"))
    returns_on = models.DateField(_("expected back on"), null=True, blank=True)
    notified_on = models.DateField(_("journey notified on"), null=True, blank=True)
    returned_on = models.DateField(_("came back on"), null=True, blank=True)
    return_notified_on = models.DateField(_("return notified on"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True, max_length=4000)

    class Meta:
        ordering = ["-departs_on"]
        constraints = [
            models.CheckConstraint(
                name="cases_journey_back_after_out",
                condition=(Q(returns_on__isnull=True) | Q(returns_on__gte=F("departs_on")))
                & (Q(returned_on__isnull=True) | Q(returned_on__gte=F("departs_on"))),
                violation_error_message=_("Somebody comes back after leaving."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.destination} {self.departs_on}"


@tracked
class IndefiniteReview(models.Model):
    """An application to end an indefinite requirement (sections 91A to 91F) and its limits."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="indefinite_reviews")
    requirement = models.ForeignKey(NotificationRequirement, on_delete=models.CASCADE, related_name="reviews")
    applied_on = models.DateField(_("application received"))
    acknowledged_on = models.DateField(_("acknowledged"), null=True, blank=True)
    bodies_asked_on = models.DateField(_("responsible bodies told"), null=True, blank=True)
    last_reply_on = models.DateField(_("last reply"), null=True, blank=True)
    factors = models.JSONField(_("factors considered"), default=dict, blank=True)
    decided_on = models.DateField(_("decided"), null=True, blank=True)
    outcome = models.CharField(_("decision"), max_length=10, choices=RevocationOutcome, blank=True)
    decided_by = models.CharField(_("superintendent who decided"), max_length=120, blank=True)
    reasons = models.TextField(_("reasons"), blank=True, max_length=12000)
    may_apply_again_on = models.DateField(_("may apply again on"), null=True, blank=True)

    class Meta:
        ordering = ["-applied_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["requirement"], condition=Q(decided_on__isnull=True), name="cases_indefinite_review_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.applied_on}"
