"""Limits of practice, each with the day from which it holds and who set it.

Whatever guidance, a policy or an area decides (review intervals, limits of administration) is a row here and never a
constant: it changes, it differs between areas, and a page that uses it must be able to say where it comes from.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.history import tracked
from agencies.models import Area
from cases.choices import Level, PracticeName


@tracked
class PracticeSetting(models.Model):
    """One limit. An area's own row beats the national one; of several in effect the latest counts.

    `level` and `band` narrow the limit (a Level 2 review, a visit at very high risk); empty means any.
    """

    class Unit(models.TextChoices):
        DAYS = "days", _("days")
        WORKING_DAYS = "working_days", _("working days")
        WEEKS = "weeks", _("weeks")
        MONTHS = "months", _("months")
        PEOPLE = "people", _("people")
        PER_CENT = "per_cent", _("per cent")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("limit"), max_length=50, choices=PracticeName)
    level = models.PositiveSmallIntegerField(_("level"), choices=Level, null=True, blank=True)
    band = models.CharField(_("risk band or tool"), max_length=30, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True, related_name="practice_settings")
    value = models.PositiveIntegerField(_("value"))
    unit = models.CharField(_("unit"), max_length=15, choices=Unit)
    effective_from = models.DateField(_("holds from"))
    effective_to = models.DateField(_("holds until"), null=True, blank=True)
    authority = models.CharField(_("where it is set"), max_length=200)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["name", "level", "band", "-effective_from"]
        constraints = [
            models.CheckConstraint(
                name="cases_practice_ends_after_start",
                condition=Q(effective_to__isnull=True) | Q(effective_to__gt=F("effective_from")),
                violation_error_message=_("The end must be after the start."),
            ),
            models.UniqueConstraint(
                fields=["name", "level", "band", "area", "effective_from"],
                nulls_distinct=False,
                name="cases_practice_set_once_a_day",
                violation_error_message=_("This limit is already set from that day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_name_display()}: {self.value} {self.get_unit_display()}"
