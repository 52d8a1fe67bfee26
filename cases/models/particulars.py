"""What is known of a person's life: phones, vehicles, accounts, work, the people around."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.history import tracked, tracked_without
from agencies.models.periods import Period
from agencies.querysets import PeriodQuerySet
from cases.choices import AssociationKind, ParticularKind
from cases.models.nominal import Address, Nominal


@tracked_without("value_key")
class Particular(Period):
    """A number, mark, name or account that leads to a person. `value_key`, kept by the database, is what search reads:
    small letters and digits alone, a British number with its leading nought.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="particulars")
    kind = models.CharField(_("kind"), max_length=20, choices=ParticularKind)
    value = models.CharField(_("number, name or mark"), max_length=200)
    value_key = models.GeneratedField(
        expression=models.Func(models.F("value"), function="cases_trace_key"),
        output_field=models.CharField(max_length=200),
        db_persist=True,
    )
    issuer = models.CharField(_("provider, make, bank, country or employer"), max_length=120, blank=True)
    note = models.CharField(_("note"), max_length=400, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["kind", "-started_on"]
        indexes = [models.Index(fields=["value_key"], name="cases_particular_by_value")]

    def __str__(self) -> str:
        return self.get_kind_display()


@tracked
class Association(Period):
    """Somebody around the person: another nominal, seen through the door at both ends, or a name only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="associations")
    other = models.ForeignKey(
        Nominal, on_delete=models.CASCADE, null=True, blank=True, related_name="associations_from_others"
    )
    name = models.CharField(_("name"), max_length=200, blank=True)
    kind = models.CharField(_("relationship"), max_length=20, choices=AssociationKind)
    note = models.CharField(_("note"), max_length=400, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["kind", "-started_on"]
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                name="cases_association_of_somebody",
                condition=Q(other__isnull=False) | ~Q(name=""),
                violation_error_message=_("Choose a person or enter a name."),
            ),
            models.CheckConstraint(
                name="cases_association_not_with_oneself",
                condition=Q(other__isnull=True) | ~Q(other=models.F("nominal")),
                violation_error_message=_("Nobody is their own associate."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


@tracked
class HouseholdChild(Period):
    """A child in a household where the person lives or stays, with what was done to keep the child safe."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="household_children")
    address = models.ForeignKey(Address, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=150)
    date_of_birth = models.DateField(_("date of birth"), null=True, blank=True)
    relationship = models.CharField(_("relationship"), max_length=60, blank=True)
    referred_on = models.DateField(_("referred to children's social care on"), null=True, blank=True)
    not_referred_because = models.CharField(_("not referred, because"), max_length=400, blank=True)
    social_worker = models.CharField(_("social worker and team"), max_length=150, blank=True)
    note = models.TextField(_("safeguarding"), blank=True, max_length=4000)

    objects = PeriodQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["name"]
        verbose_name = _("child in a household")
        verbose_name_plural = _("household children")

    def __str__(self) -> str:
        return str(self.pk)


class Trace(models.Model):
    """Whatever leads to a person but a name or a national number, read from a view over the tables that hold it.

    `key` is compared as a whole (telephones, plates, accounts, postcodes), `words` for the words within (streets,
    employers, associates, children). Nothing is stored here.
    """

    id = models.TextField(primary_key=True)
    nominal = models.ForeignKey(Nominal, on_delete=models.DO_NOTHING, related_name="+")
    kind = models.CharField(max_length=20)
    key = models.TextField(null=True)
    words = models.TextField(null=True)

    class Meta:
        managed = False
        db_table = "cases_trace"

    def __str__(self) -> str:
        return self.kind
