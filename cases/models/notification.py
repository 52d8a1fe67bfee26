"""Notification requirements (Sexual Offences Act 2003), what was notified and what is to be, journeys, reviews."""

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
    """That a person is subject to notification, from a day to the end; open when indefinite, or not known yet.

    It follows from a disposal or an order (`answer` keeps how it was worked out, in the words shown), or somebody
    recorded it without them and `reason` says why. An `end_reason` marks an end that somebody decided: the record does
    not move it again. `may_apply_on` is the first day of an application to end an indefinite one, where it is known.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="notification_requirements")
    source = models.CharField(_("because of"), max_length=30, choices=NotificationSource)
    disposal = models.ForeignKey(Disposal, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    order = models.ForeignKey(Order, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    relevant_date = models.DateField(_("relevant date"))
    is_indefinite = models.BooleanField(_("is indefinite"), default=False)
    answer = models.JSONField(default=dict)
    reason = models.TextField(_("why it is recorded by hand"), blank=True, max_length=4000)
    may_apply_on = models.DateField(_("may apply for a review from"), null=True, blank=True)
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

    @property
    def is_by_hand(self) -> bool:
        return bool(self.reason)


@tracked
class ForeignTravel(models.Model):
    """A journey out of the United Kingdom, as notified or as known."""

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
class Notification(models.Model):
    """One act of notifying: when, where, to which officer, what.

    `event_on` is the day of the change, journey or release that was notified; it may lie ahead. `due_on` is the last
    day on which it was owed, as far as that was known when it was recorded.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="notifications")
    kind = models.CharField(_("kind"), max_length=30, choices=NotificationKind)
    notified_on = models.DateField(_("notified on"))
    event_on = models.DateField(_("date of the change"), null=True, blank=True)
    officer = models.CharField(_("officer"), max_length=120)
    station = models.CharField(_("police station or place"), max_length=120)
    details = models.TextField(_("what was notified"), max_length=12000)
    in_visor_on = models.DateField(_("entered in ViSOR on"), null=True, blank=True)
    due_on = models.DateField(_("owed by"), null=True, blank=True)
    journey = models.ForeignKey(
        ForeignTravel, on_delete=models.SET_NULL, null=True, blank=True, related_name="notifications"
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-notified_on"]
        indexes = [models.Index(fields=["nominal", "kind", "-notified_on"], name="cases_notification_latest")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.notified_on}"

    @property
    def days_late(self) -> int:
        """How many days after the last day; nought or less when it came in time, or nobody knew a last day."""
        return (self.notified_on - self.due_on).days if self.due_on else 0


@tracked
class ChangeToNotify(models.Model):
    """A change the person must notify, of which the record holds no dated row of its own: a name, a card, a stay.

    A new home address is none of these: its own row says it. `withdrawn_because` takes away what was no change at all.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="changes_to_notify")
    kind = models.CharField(_("what changed"), max_length=30, choices=NotificationKind)
    happened_on = models.DateField(_("changed on"))
    note = models.CharField(_("note"), max_length=250, blank=True)
    withdrawn_because = models.CharField(_("why it is withdrawn"), max_length=250, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-happened_on"]
        verbose_name_plural = _("changes to notify")
        constraints = [
            models.UniqueConstraint(
                fields=["nominal", "kind", "happened_on"],
                name="cases_change_to_notify_once_a_day",
                violation_error_message=_("That change is already recorded on that day."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.happened_on}"


@tracked
class IndefiniteReview(models.Model):
    """An application to end an indefinite requirement (sections 91A to 91F). The `..._by` days are its limits, kept as
    they were set when they began to run."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="indefinite_reviews")
    requirement = models.ForeignKey(NotificationRequirement, on_delete=models.CASCADE, related_name="reviews")
    applied_on = models.DateField(_("application received"))
    acknowledge_by = models.DateField(_("to be acknowledged by"), null=True, blank=True)
    acknowledged_on = models.DateField(_("acknowledged"), null=True, blank=True)
    bodies_asked_on = models.DateField(_("responsible bodies told"), null=True, blank=True)
    replies_by = models.DateField(_("replies by"), null=True, blank=True)
    last_reply_on = models.DateField(_("last reply"), null=True, blank=True)
    decide_by = models.DateField(_("to be decided by"), null=True, blank=True)
    factors = models.JSONField(_("factors considered"), default=dict, blank=True)
    decided_on = models.DateField(_("decided"), null=True, blank=True)
    outcome = models.CharField(_("decision"), max_length=10, choices=RevocationOutcome, blank=True)
    ceases_on = models.DateField(_("notice received, requirement ends"), null=True, blank=True)
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
