"""Agencies and their teams. A team carries the Django group to which access is granted."""

import uuid
from typing import Any

from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.choices import KIND_FACTS, AgencyKind, KindFacts
from agencies.history import tracked
from agencies.models.places import Area
from agencies.querysets import TeamQuerySet


@tracked
class Agency(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=30, choices=AgencyKind)
    name = models.CharField(_("name"), max_length=120, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = _("agencies")

    def __str__(self) -> str:
        return self.name

    @property
    def facts(self) -> KindFacts:
        """What the Criminal Justice Act 2003, section 325, makes of it."""
        return KIND_FACTS[AgencyKind(self.kind)]


@tracked
class Team(models.Model):
    """An agency's unit in an area. The standard team of its kind receives what names the agency alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="teams")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(_("name"), max_length=120)
    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="team", editable=False)
    is_standard = models.BooleanField(_("is the agency's standard team in the area"), default=False)
    is_active = models.BooleanField(_("is active"), default=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["area", "agency", "name"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "area", "name"], name="agencies_team_named_once"),
            models.UniqueConstraint(
                fields=["agency", "area"], condition=Q(is_standard=True), name="agencies_team_one_standard"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.group_id is None:
            self.group = Group.objects.create(name=f"team {self.id}")
        super().save(*args, **kwargs)
