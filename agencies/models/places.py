"""The 42 MAPPA areas and the units that report together."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.choices import Nation
from agencies.history import tracked


@tracked
class Area(models.Model):
    """A MAPPA area: a police force area, London's two being one. Its key is the ONS code of the force area."""

    code = models.CharField(_("code"), primary_key=True, max_length=9)
    name = models.CharField(_("name"), max_length=60, unique=True)
    probation_region = models.CharField(_("probation region"), max_length=60)
    nation = models.CharField(_("nation"), max_length=10, choices=Nation)
    other_codes = models.JSONField(_("other force area codes"), default=list, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@tracked
class ReportingUnit(models.Model):
    """What an annual report covers: one area, or a group of areas such as a probation region."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    areas = models.ManyToManyField(Area, related_name="reporting_units")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
