"""Who may see a nominal: the reasons, dated; the guardian rows that follow from them; exclusions and restrictions."""

import uuid

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermissionBase

from agencies.history import tracked
from agencies.models import Team
from agencies.models.periods import Period
from agencies.querysets import PeriodQuerySet
from cases.choices import InvolvementReason, LimitReason
from cases.models.history import Responsibility, one_at_a_time
from cases.models.nominal import Nominal


@tracked
class Involvement(Period):
    """Why a team may see a nominal, and for how long. Its guardian rows follow in the same transaction.

    `responsibility` is set when the reason follows from one (leads, area unit) and goes with it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="involvements")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="involvements")
    reason = models.CharField(_("reason"), max_length=20, choices=InvolvementReason)
    responsibility = models.ForeignKey(
        Responsibility, on_delete=models.CASCADE, null=True, blank=True, related_name="involvements"
    )
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["-started_on"]
        constraints = [
            *Period.Meta.constraints,
            one_at_a_time(
                "cases_involvement_once_at_a_time",
                _("This team already has access for this reason at that time."),
                "team",
                "reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()} {self.started_on}"


class NominalGroupPermission(GroupObjectPermissionBase):
    """Guardian's row: this team's group holds this permission on this nominal. Written by `cases.access` alone.

    The two composite indexes serve both directions of the door; single-column ones would only cost space.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, db_index=False)
    permission = models.ForeignKey(Permission, on_delete=models.CASCADE, db_index=False)
    content_object = models.ForeignKey(Nominal, on_delete=models.CASCADE, db_index=False)

    class Meta(GroupObjectPermissionBase.Meta):
        abstract = False
        unique_together = [["group", "permission", "content_object"]]
        indexes = [models.Index(fields=["content_object", "permission", "group"], name="cases_grant_by_nominal")]


@tracked
class Exclusion(Period):
    """This user, or this whole team, may not see this nominal. It beats every grant."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="exclusions")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="exclusions"
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="exclusions")
    reason = models.CharField(_("reason"), max_length=30, choices=LimitReason)

    objects = PeriodQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["-started_on"]
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                name="cases_exclusion_of_one",
                condition=Q(user__isnull=False, team__isnull=True) | Q(user__isnull=True, team__isnull=False),
                violation_error_message=_("Choose a person or a team, not both."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()} {self.started_on}"


@tracked
class Restriction(Period):
    """Only those listed may see this nominal, whatever else they were granted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="restrictions")
    reason = models.CharField(_("reason"), max_length=30, choices=LimitReason)

    objects = PeriodQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["-started_on"]
        constraints = [
            *Period.Meta.constraints,
            one_at_a_time("cases_restriction_one_at_a_time", _("The record is already restricted at that time.")),
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()} {self.started_on}"


@tracked
class RestrictionMember(models.Model):
    """Somebody listed on a restriction. Being listed grants nothing: it lets an existing grant work."""

    restriction = models.ForeignKey(Restriction, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["restriction", "user"], name="cases_restriction_lists_once")]

    def __str__(self) -> str:
        return str(self.user_id)
