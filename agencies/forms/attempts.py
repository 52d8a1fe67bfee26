"""Between a form and a service: what a service refuses is said in the form, where nothing typed is lost."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.forms import BaseForm
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from agencies.errors import Conflict, DomainError

Result = TypeVar("Result")


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: what was posted, even if that is nothing at all; None when the page is only opened."""
    return request.POST if request.method == "POST" else None


def attempt(form: BaseForm, service: Callable[..., Result], **arguments: Any) -> Result | None:
    """What the service returns, called with the form's answers; None when the form is not bound, not valid, or says
    why the service refused.

    The answers are the form's `answers()`, or its cleaned data when it has no such method.
    """
    if not form.is_valid():
        return None
    answers: dict[str, Any] = form.answers() if hasattr(form, "answers") else form.cleaned_data
    try:
        return service(**arguments, **answers)
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, _sentence(error))
        return None


def _sentence(error: DomainError) -> str:
    if not isinstance(error, Conflict) or not error.changed:
        return error.sentence
    now = "; ".join(f"{label}: {value}" for label, value in error.changed.items())
    return _("%(sentence)s It now says: %(now)s.") % {"sentence": error.sentence, "now": now}
