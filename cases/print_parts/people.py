"""The person's life in print: addresses, numbers and accounts, people around, children in the household.

Another nominal is named to a reader who may see that record, and to nobody else.
"""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.access import visible
from cases.models import Address, Association, Nominal
from cases.record_print import Block, Table, columns, register_print_parts, told, until
from cases.sections import Asked


def _addresses(asked: Asked) -> list[Block]:
    rows = [
        [
            ", ".join(part for part in (*row.lines.splitlines(), row.postcode) if part),
            row.get_kind_display(),
            told(row.started_on),
            until(row.ended_on),
        ]
        for row in visible(Address.objects.filter(nominal=asked.nominal), asked.user)
    ]
    return [Table(columns(_("Address"), _("Kind"), _("From"), _("Until")), rows, _("No address is recorded."))]


def _particulars(asked: Asked) -> list[Block]:
    rows = [
        [row.get_kind_display(), row.value, told(row.issuer), told(row.started_on), until(row.ended_on), told(row.note)]
        for row in asked.nominal.particulars.all()
    ]
    heads = columns(_("Kind"), _("Number, name or mark"), _("Issued by"), _("From"), _("Until"), _("Note"))
    return [Table(heads, rows, _("No telephone, vehicle, account or employment is recorded."))]


def _associates(asked: Asked) -> list[Block]:
    """Both directions of a link: who is recorded here, and on whose record this person is."""
    own = list(asked.nominal.associations.all())
    others = list(visible(Association.objects.filter(other=asked.nominal), asked.user))
    keys = {row.other_id for row in own if row.other_id} | {row.nominal_id for row in others}
    seen = visible(Nominal.objects.filter(pk__in=keys), asked.user).in_bulk()
    linked = [(row, seen.get(row.other_id)) for row in own] + [(row, seen.get(row.nominal_id)) for row in others]
    rows = [
        [_called(row, other), row.get_kind_display(), told(row.started_on), until(row.ended_on), told(row.note)]
        for row, other in linked
        if other is not None or not row.other_id
    ]
    heads = columns(_("Person"), _("Relationship"), _("From"), _("Until"), _("Note"))
    return [Table(heads, rows, _("Nobody around the person is recorded."))]


def _called(row: Any, other: Nominal | None) -> str:
    return f"{other.display_name} ({other.reference})" if other else row.name


def _children(asked: Asked) -> list[Block]:
    rows = [
        [
            row.name,
            told(row.date_of_birth),
            told(row.relationship),
            told(row.referred_on),
            told(row.social_worker),
            told(row.note),
        ]
        for row in asked.nominal.household_children.all()
    ]
    heads = columns(
        _("Child"), _("Date of birth"), _("Relationship"), _("Referred on"), _("Social worker"), _("Safeguarding")
    )  # fmt: skip
    return [Table(heads, rows, _("No child in a household is recorded."))]


register_print_parts(
    "people",
    ("addresses", gettext_lazy("Addresses"), _addresses),
    ("particulars", gettext_lazy("Numbers, vehicles, accounts and work"), _particulars),
    ("associates", gettext_lazy("People around"), _associates),
    ("children", gettext_lazy("Children in the household"), _children),
)
