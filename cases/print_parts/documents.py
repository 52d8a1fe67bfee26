"""The documents of a person in print: a list, none of their content."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.documents import documents_of
from cases.record_print import Block, PrintPart, Table, columns, register_print_part, told
from cases.sections import Asked


def _documents(asked: Asked) -> list[Block]:
    rows = []
    for row in documents_of(asked.nominal, asked.user):
        latest = row.versions.all()[0]
        stored = f"{latest.uploaded_by.get_full_name()}, {told(latest.uploaded_at)}"
        kind, marking = row.get_document_type_display(), row.get_marking_display()
        rows.append([row.title, kind, marking, told(row.dated_on), str(latest.number), stored])
    heads = columns(_("Title"), _("Type"), _("Marking"), _("Date"), _("Version"), _("Stored by"))
    return [Table(heads, rows, _("There is no document."))]


register_print_part(PrintPart("documents", "documents", gettext_lazy("Documents"), _documents))
