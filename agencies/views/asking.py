"""The two pages that ask before something is done: a form, and a card that interrupts."""

from collections.abc import Sequence
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

#: A page with a form: shown, and sent back to itself.
form_view = require_http_methods(["GET", "HEAD", "POST"])


def form_page(
    request: HttpRequest, form: BaseForm, *, heading: Any, back: str, submit: Any, caption: Any = ""
) -> HttpResponse:
    """A page whose whole content is one form."""
    context = {"form": form, "heading": heading, "caption": caption, "back": back, "submit": submit}
    return render(request, "agencies/form.html", context)


def confirm_page(
    request: HttpRequest,
    form: BaseForm,
    *,
    heading: Any,
    paragraphs: Sequence[Any],
    confirm: Any,
    back: str,
    danger: bool = False,
) -> HttpResponse:
    """A card that says what will happen, the form with the reason if one is asked for, and the button that does it."""
    context = {
        "form": form,
        "heading": heading,
        "paragraphs": paragraphs,
        "confirm": confirm,
        "back": back,
        "danger": danger,
    }
    return render(request, "agencies/confirm.html", context)
