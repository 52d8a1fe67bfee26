"""What the figures need that no other app holds: the population of each area."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.history import tracked
from agencies.models import Area


@tracked
class Population(models.Model):
    """People aged 10 and over in an area at a mid-year, with the release of the Office for National Statistics."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="populations")
    mid_year = models.PositiveSmallIntegerField(_("mid-year"))
    people_aged_10_and_over = models.PositiveIntegerField(_("people aged 10 and over"))
    release = models.CharField(_("release"), max_length=120)

    class Meta:
        ordering = ["area", "-mid_year"]
        constraints = [models.UniqueConstraint(fields=["area", "mid_year"], name="reporting_population_once_a_year")]

    def __str__(self) -> str:
        return f"{self.area_id} mid-{self.mid_year}"
