"""Documents of a nominal: the tab that lists them, the pages that keep them, and the way to their files."""

import logging
import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazily
from django.views.decorators.http import require_safe

from agencies.choices import AuditAction
from agencies.roles import Capability
from cases import scanning, sections, stored_files, tabs
from cases.access import get_or_404
from cases.documents import STATE_COLOURS, documents_of, file_name, may_be_given_out, photo_of, servable
from cases.file_types import ALLOWED, PICTURES
from cases.forms.documents import ChangeDocumentForm, DocumentForm, VersionForm, WithdrawForm
from cases.models import Document, DocumentVersion
from cases.services import documents as service
from cases.services.versions import version_of
from cases.tasks import send_scan
from cases.views.overtaken import saved_or_overtaken
from cases.views.page import actor_of, fetch, fetch_part, form_page, form_view, frame, onward, saved, sent
from cases.views.serving import given_out
from pagekit.paging import page_of

logger = logging.getLogger(__name__)

CHANGE = Capability.CHANGE_NOMINAL
LIST = "cases:documents"

tabs.register(tabs.Tab("documents", _lazily("Documents"), LIST, place=45))


def _photograph(asked: sections.Asked) -> dict[str, Any]:
    return {"photo": photo_of(asked.nominal, asked.user)}


sections.register(
    sections.Section("people", "photograph", _lazily("Photograph"), "cases/record/_photo.html", _photograph, place=5)
)


@require_safe
def documents(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The documents that stand, newest first; `?withdrawn=1` lists the others."""
    nominal = fetch(request, pk)
    withdrawn = request.GET.get("withdrawn") == "1"
    page = page_of(request, documents_of(nominal, actor_of(request), withdrawn=withdrawn))
    context = {
        "page": page,
        "rows": [_row(document) for document in page],
        "withdrawn": withdrawn,
        "has_scanner": scanning.is_configured(),
    }
    return render(request, "cases/documents/list.html", {**frame(request, nominal, "documents"), **context})


def _row(document: Document) -> dict[str, Any]:
    latest, *earlier = [_version(version) for version in document.versions.all()]
    return {"document": document, "latest": latest, "earlier": earlier}


def _version(version: DocumentVersion) -> dict[str, Any]:
    return {
        "version": version,
        "kind": ALLOWED[version.content_type].words,
        "colour": STATE_COLOURS[version.scan_state],
        "may_be_given_out": may_be_given_out(version),
    }


@form_view
def add_document(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    form = DocumentForm(sent(request), request.FILES or None, initial={"document_type": request.GET.get("type")})
    if saved(
        request,
        form,
        lambda: service.add_document(
            actor=actor_of(request),
            nominal=nominal,
            file=form.cleaned_data["file"],
            values=form.values(),
            send=send_scan,
        ),
        _stored(),
    ):
        return onward(request, nominal, LIST)
    return form_page(
        request, nominal, form, _("Add a document"), cancel=reverse(LIST, args=[pk]), submit=_("Upload")
    )  # fmt: skip


@form_view
def add_version(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    document = fetch_part(request, nominal, Document, part)
    form = VersionForm(sent(request), request.FILES or None)
    if saved(
        request,
        form,
        lambda: service.add_version(
            actor=actor_of(request), document=document, file=form.cleaned_data["file"], send=send_scan
        ),
        _stored(),
    ):
        return onward(request, nominal, LIST)
    intro = [_("“%(title)s”: the earlier versions stay and can still be downloaded.") % {"title": document.title}]
    return form_page(
        request, nominal, form, _("Add a version"), intro=intro, cancel=reverse(LIST, args=[pk]), submit=_("Upload")
    )  # fmt: skip


def _stored() -> str:
    """What is said when a file was stored."""
    if scanning.is_configured():
        return _("Document stored. It can be downloaded when its virus scan is done.")
    return _("Document stored.")


@form_view
def change_document(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    document = fetch_part(request, nominal, Document, part)
    initial = {name: getattr(document, name) for name in service.FIELDS} | {"version": version_of(document)}
    form = ChangeDocumentForm(sent(request), initial=initial)
    was_saved, changed = saved_or_overtaken(
        request,
        form,
        lambda: service.change_document(
            actor=actor_of(request), document=document, version=form.cleaned_data["version"], values=form.values()
        ),
        _("Document corrected."),
    )
    if was_saved:
        return onward(request, nominal, LIST)
    return form_page(
        request, nominal, form, _("Correct a document"), changed=changed, template="cases/versioned_form.html",
        cancel=reverse(LIST, args=[pk]),
    )  # fmt: skip


@form_view
def withdraw_document(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    document = fetch_part(request, nominal, Document, part)
    form = WithdrawForm(sent(request))
    if saved(
        request,
        form,
        lambda: service.withdraw_document(
            actor=actor_of(request), document=document, reason=form.cleaned_data["reason"]
        ),
        _("Document withdrawn. It is kept and listed under “Withdrawn documents”."),
    ):
        return onward(request, nominal, LIST)
    intro = [_("“%(title)s” is kept with your reason, and no longer listed.") % {"title": document.title}]
    return form_page(
        request, nominal, form, _("Withdraw a document"), intro=intro, submit=_("Withdraw"), danger=True,
        cancel=reverse(LIST, args=[pk]),
    )  # fmt: skip


@require_safe
def download(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponseBase:
    """The file of one version. What may not be given out yet is only looked at, and the list says why."""
    versions = DocumentVersion.objects.select_related("document__nominal")
    mine: dict[str, Any] = {"pk": part, "document__nominal": pk}
    ready = versions.filter(servable(), **mine).exists()
    version = get_or_404(request.user, versions, action=AuditAction.DOWNLOAD if ready else AuditAction.VIEW, **mine)
    if not ready:
        messages.warning(request, _("This file is not given out: %(why)s.") % {"why": version.get_scan_state_display()})
        return redirect(LIST, pk)
    name = file_name(version, version.document.nominal.reference)
    try:
        return given_out(_path(version), content_type=version.content_type, name=name)
    except FileNotFoundError:
        logger.exception("the file of document version %s is gone", version.pk)
        messages.error(request, _("This file cannot be found. Tell your administrator."))
        return redirect(LIST, pk)


@require_safe
def photo(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponseBase:
    """A photograph as a picture of a page."""
    pictures = DocumentVersion.objects.filter(servable(), content_type__in=PICTURES)
    version = get_or_404(
        request.user, pictures.select_related("document__nominal"), pk=part, document__nominal=pk
    )  # fmt: skip
    try:
        return given_out(_path(version), content_type=version.content_type, name="photograph", is_picture=True)
    except FileNotFoundError:
        raise Http404 from None


def _path(version: DocumentVersion) -> Any:
    return stored_files.path_of(stored_files.DOCUMENTS, version.stored_name)
