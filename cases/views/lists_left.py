"""Back to your list: the address of the list or search that was left for a record, kept in the session."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from cases.models import Nominal

_KEPT = "list_left"


def remember_list(request: HttpRequest, address: str) -> None:
    """Keep the address, with its filters, order and page, when it is another than the one kept."""
    if request.session.get(_KEPT) != address:
        request.session[_KEPT] = address


def list_left(request: HttpRequest, nominal: Nominal) -> dict[str, str] | None:
    """The link back, to the person's row; None for somebody who came another way."""
    address = request.session.get(_KEPT)
    return {"href": f"{address}#{nominal.reference}", "text": _("Back to your list")} if address else None
