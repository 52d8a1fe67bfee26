"""The nominal, the person subject to MAPPA, with other names and addresses.

Holds nothing that can be computed (category) or that is decided and dated (level, whereabouts, responsibility).
"""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.history import tracked
from agencies.models import Area
from agencies.models.periods import Period
from agencies.querysets import PeriodQuerySet
from cases import identifiers
from cases.choices import AddressKind, AliasKind, Ethnicity, Sex
from cases.querysets import NominalQuerySet


@tracked
class Nominal(models.Model):
    """A person subject to MAPPA.

    `version` counts the saves: a form sends back the one it was drawn from, so that two people who edit the same
    record both learn of it. `source_area` and `source_reference` are the sender's own reference, for imports.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(
        _("reference"), max_length=11, unique=True, default=identifiers.new_reference, editable=False
    )
    family_name = models.CharField(_("family name"), max_length=100)
    given_names = models.CharField(_("given names"), max_length=150, blank=True)
    date_of_birth = models.DateField(_("date of birth"), null=True, blank=True)
    sex = models.CharField(_("sex"), max_length=10, choices=Sex, default=Sex.NOT_KNOWN)
    ethnicity = models.CharField(_("ethnicity"), max_length=2, choices=Ethnicity, default=Ethnicity.NS)
    pnc_id = models.CharField(_("PNC ID"), max_length=13, blank=True, validators=[identifiers.check_pnc])
    cro_number = models.CharField(_("CRO number"), max_length=12, blank=True, validators=[identifiers.check_cro])
    crn = models.CharField(_("CRN"), max_length=7, blank=True, validators=[identifiers.check_crn])
    noms_number = models.CharField(_("NOMS number"), max_length=7, blank=True, validators=[identifiers.check_noms])
    visor_ref = models.CharField(_("ViSOR reference"), max_length=13, blank=True, validators=[identifiers.check_visor])
    died_on = models.DateField(_("date of death"), null=True, blank=True)
    source_area = models.ForeignKey(
        Area, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+", db_index=False
    )
    source_reference = models.CharField(max_length=40, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = NominalQuerySet.as_manager()

    class Meta:
        ordering = ["family_name", "given_names", "id"]
        indexes = [
            models.Index(fields=["family_name", "given_names", "id"], name="cases_nominal_by_name"),
            models.Index(fields=["date_of_birth"], name="cases_nominal_by_birth"),
            models.Index(
                fields=["id"], include=["died_on"], condition=Q(died_on__isnull=False), name="cases_nominal_dead"
            ),
            models.Index(fields=["pnc_id"], name="cases_nominal_by_pnc", condition=~Q(pnc_id="")),
            models.Index(fields=["cro_number"], name="cases_nominal_by_cro", condition=~Q(cro_number="")),
            models.Index(fields=["crn"], name="cases_nominal_by_crn", condition=~Q(crn="")),
            models.Index(fields=["noms_number"], name="cases_nominal_by_noms", condition=~Q(noms_number="")),
            models.Index(fields=["visor_ref"], name="cases_nominal_by_visor", condition=~Q(visor_ref="")),
            models.Index(
                fields=["source_reference"], name="cases_nominal_by_source", condition=~Q(source_reference="")
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["source_area", "source_reference"],
                condition=~Q(source_reference=""),
                name="cases_nominal_source_once",
            )
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("cases:nominal", args=[self.pk])

    @property
    def display_name(self) -> str:
        """Family name first, as lists and banners show it."""
        return f"{self.family_name}, {self.given_names}" if self.given_names else self.family_name


@tracked
class Alias(models.Model):
    """Another name a person uses or used."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="aliases")
    kind = models.CharField(_("kind of name"), max_length=10, choices=AliasKind, default=AliasKind.ALIAS)
    family_name = models.CharField(_("family name"), max_length=100, blank=True)
    given_names = models.CharField(_("given names"), max_length=150, blank=True)

    class Meta:
        ordering = ["kind", "family_name", "given_names"]
        verbose_name_plural = _("aliases")
        constraints = [
            models.CheckConstraint(
                name="cases_alias_has_a_name",
                condition=~Q(family_name="", given_names=""),
                violation_error_message=_("Enter a family name or given names."),
            )
        ]

    def __str__(self) -> str:
        return " ".join(part for part in (self.given_names, self.family_name) if part)


@tracked
class Address(Period):
    """Where a person lives or stays, from when to when. Somebody may have more than one at a time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="addresses")
    kind = models.CharField(_("kind of address"), max_length=20, choices=AddressKind, default=AddressKind.HOME)
    lines = models.TextField(_("address"), max_length=400)
    postcode = models.CharField(_("postcode"), max_length=8, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["-started_on"]
        verbose_name_plural = _("addresses")

    def __str__(self) -> str:
        return self.postcode or self.get_kind_display()
