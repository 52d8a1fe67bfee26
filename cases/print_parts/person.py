"""Who the person is, in print: identity, other names, what everybody must know at once."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.identifiers import IDENTIFIERS
from cases.models import Nominal
from cases.record_print import Block, Facts, PrintPart, Table, columns, register_print_part, told, until
from cases.rules.age import age_on
from cases.sections import Asked
from cases.wording import words_of


def _identity(asked: Asked) -> list[Block]:
    one = asked.nominal
    age = age_on(one.date_of_birth, asked.on, one.died_on)
    born = told(one.date_of_birth)
    rows = [
        (_("Reference"), one.reference),
        (_("Family name"), one.family_name),
        (_("Given names"), told(one.given_names)),
        (_("Date of birth"), _("%(day)s (aged %(age)d)") % {"day": born, "age": age} if age is not None else born),
        (_("Sex"), one.get_sex_display()),
        (_("Ethnicity"), one.get_ethnicity_display()),
        *((words_of(Nominal, each.field), told(getattr(one, each.field))) for each in IDENTIFIERS),
    ]
    if one.died_on:
        rows.append((_("Date of death"), told(one.died_on)))
    return [Facts(rows)]


def _names(asked: Asked) -> list[Block]:
    rows = [[row.get_kind_display(), str(row)] for row in asked.nominal.aliases.all()]
    return [Table(columns(_("Kind"), _("Name")), rows, _("No other name is recorded."))]


def _flags(asked: Asked) -> list[Block]:
    rows = [
        [row.get_kind_display(), told(row.note), told(row.started_on), until(row.ended_on)]
        for row in asked.nominal.flags.all()
    ]
    return [Table(columns(_("Flag"), _("Note"), _("From"), _("Until")), rows, _("No flag is recorded."))]


register_print_part(PrintPart("person", "identity", gettext_lazy("Identity"), _identity, place=10))
register_print_part(PrintPart("person", "flags", gettext_lazy("Flags"), _flags, place=20))
register_print_part(PrintPart("person", "names", gettext_lazy("Other names"), _names, place=30))
