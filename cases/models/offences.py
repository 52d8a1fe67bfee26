"""Offences and how they were dealt with; the law's lists of qualifying offences; screenings of eligibility."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.history import tracked
from cases.choices import DisposalKind, OffenceOutcome, Schedule, ScreeningOutcome
from cases.models.history import CategoryBasis
from cases.models.nominal import Nominal


@tracked
class QualifyingOffence(models.Model):
    """An offence on one of the law's lists, with its thresholds and the days between which the entry holds.

    `thresholds` is a list of alternatives, each a list of conditions that must all be met, in the vocabulary of
    `cases.rules.eligibility`; an empty list: no threshold. Law is dated: a change is a new row.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(_("code"), max_length=60)
    title = models.CharField(_("offence"), max_length=250)
    provision = models.CharField(_("Act and section"), max_length=120)
    schedule = models.CharField(_("list"), max_length=20, choices=Schedule)
    thresholds = models.JSONField(_("thresholds"), default=list, blank=True)
    effective_from = models.DateField(_("holds from"))
    effective_to = models.DateField(_("holds until"), null=True, blank=True)
    authority = models.CharField(_("authority"), max_length=250)

    class Meta:
        ordering = ["schedule", "title", "effective_from"]
        constraints = [
            models.UniqueConstraint(fields=["code", "schedule", "effective_from"], name="cases_qualifying_once_a_day"),
            models.CheckConstraint(
                name="cases_qualifying_ends_after_start",
                condition=Q(effective_to__isnull=True) | Q(effective_to__gt=F("effective_from")),
                violation_error_message=_("The end must be after the start."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


@tracked
class Disposal(models.Model):
    """One offence dealt with: conviction, caution or finding, with what the court did. The term is as given.

    `needs_legal_review` marks what the law leaves open, such as consecutive terms that reach a threshold only together.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="disposals")
    offence_code = models.CharField(_("qualifying offence"), max_length=60, blank=True)
    offence_title = models.CharField(_("offence"), max_length=250)
    committed_on = models.DateField(_("committed on"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=OffenceOutcome)
    dealt_with_on = models.DateField(_("convicted, cautioned or found on"))
    sentenced_on = models.DateField(_("sentenced on"), null=True, blank=True)
    court = models.CharField(_("court or police force"), max_length=120, blank=True)
    disposal = models.CharField(_("disposal"), max_length=30, choices=DisposalKind)
    years = models.PositiveSmallIntegerField(_("years"), default=0)
    months = models.PositiveSmallIntegerField(_("months"), default=0)
    days = models.PositiveSmallIntegerField(_("days"), default=0)
    is_consecutive = models.BooleanField(_("consecutive to the one before"), default=False)
    victim_under_18 = models.BooleanField(_("victim was under 18"), null=True, blank=True)
    is_overseas = models.BooleanField(_("committed outside England and Wales"), default=False)
    is_index = models.BooleanField(_("index offence"), default=False)
    needs_legal_review = models.BooleanField(_("needs a legal view"), default=False)
    facts = models.TextField(_("brief facts"), blank=True, max_length=4000)

    class Meta:
        ordering = ["-dealt_with_on", "offence_title"]

    def __str__(self) -> str:
        return self.offence_title


@tracked
class EligibilityScreening(models.Model):
    """A person's eligibility as it was answered and confirmed on a day, "not MAPPA eligible" included.

    `answer` keeps what the check said: outcome, facts, provision, what was missing, in the words shown.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="screenings")
    outcome = models.CharField(_("outcome"), max_length=20, choices=ScreeningOutcome)
    answer = models.JSONField(default=dict)
    reason = models.TextField(_("reason"), max_length=4000)
    basis = models.ForeignKey(CategoryBasis, on_delete=models.PROTECT, null=True, blank=True, related_name="screenings")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField(_("decided on"), default=timezone.localdate)

    class Meta:
        ordering = ["-decided_on"]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} {self.decided_on}"
