"""Whatever is typed, sent in hidden fields or put into an address: it is answered, and never by a fault of ours."""

import datetime
from typing import Any
from urllib.parse import urlencode

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from pagekit.fields import GovukDateField
from tests.access_matrix import PERSONAS, POSTS, READS
from tests.asking import Answer, Crowd
from tests.cases.filling import boxes
from tests.routes import routes

NOT_A_TEXT = "\x00"
NUMBER_WITHOUT_END = "9" * 24
#: What our pages read from their address, besides the page of a list.
ASKED = (
    "above", "area", "asked", "category", "checked", "count", "date", "edition", "first", "from", "key", "kind", "last",
    "level", "manager", "month", "of", "on", "order", "outcome", "part", "person", "pillar", "read", "rosh", "schedule",
    "sort", "state", "team", "tick", "to", "type", "unit", "urgency", "what", "when", "which", "whose", "with",
    "withdrawn", "words", "year",
)  # fmt: skip
FORMS = [name for name in POSTS if name.startswith(("cases:", "agencies:", "reporting:"))]


def _somebody(table: dict[str, tuple[str, ...]], name: str) -> str | None:
    """Somebody who is not turned away there, best whoever may do most."""
    told = dict(zip(PERSONAS, table[name], strict=True))
    first = ("coordinator", "supervisor", "offender_manager", *PERSONAS)
    return next((persona for persona in first if told[persona] in ("200", "302")), None)


def _forms_of(answer: Answer) -> list[Any]:
    """The forms that a page drew."""
    shown: list[Any] = []
    for context in answer.response.context or []:  # type: ignore[attr-defined]
        for layer in getattr(context, "dicts", [context]):
            shown += [one for one in layer.values() if isinstance(one, forms.BaseForm)]
    return list({id(one): one for one in shown}.values())


def _filled(form: Any) -> dict[str, Any]:
    """An answer to every field: what it begins with, else the first choice, today, or words."""
    sent: dict[str, Any] = {}
    for name, field in form.fields.items():
        initial = form.get_initial_for_field(field, name)
        choices = [str(key) for key, _words in getattr(field, "choices", ()) if key]
        if isinstance(field, GovukDateField):
            sent |= boxes(name, initial if isinstance(initial, datetime.date) else timezone.localdate())
        elif isinstance(field, forms.FileField):
            sent[name] = SimpleUploadedFile("letter.txt", b"Dear Sir or Madam")
        else:
            sent[name] = initial or next(iter(choices), "1" if isinstance(field, forms.IntegerField) else "Words")
    return sent


def _spoilt(form: Any, text: str, year: str) -> dict[str, Any]:
    """The same text in every field, the first day of a year in every date."""
    dates = [name for name, field in form.fields.items() if isinstance(field, GovukDateField)]
    days = {f"{name}_{part}": said for name in dates for part, said in (("day", "1"), ("month", "1"), ("year", year))}
    return dict.fromkeys(form.fields, text) | days


def _days_spoilt(form: Any, year: str) -> dict[str, Any]:
    dates = [name for name, field in form.fields.items() if isinstance(field, GovukDateField)]
    return {f"{name}_year": year for name in dates}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_answers_rubbish(name: str, crowd: Crowd) -> None:
    persona, path = _somebody(POSTS, name), crowd.path(name)
    if persona is None:
        return
    for form in _forms_of(crowd.ask(persona, path)):
        filled = _filled(form)
        hidden = {one.name: NUMBER_WITHOUT_END for one in form.hidden_fields()}
        tries = [_spoilt(form, NOT_A_TEXT, "0001"), _spoilt(form, NUMBER_WITHOUT_END, "9999"), filled]
        tries += [filled | hidden] if hidden else []
        tries += [filled | spoilt for year in ("0001", "9999") if (spoilt := _days_spoilt(form, year))]
        for sent in tries:
            assert crowd.ask(persona, path, "post", sent).status in (200, 302, 403, 404), sent


@pytest.mark.parametrize("name", [name for name in READS if routes()[name].is_ours])
def test_an_address_answers_rubbish(name: str, crowd: Crowd) -> None:
    persona = _somebody(READS, name)
    if persona is None:
        return
    for text in (NOT_A_TEXT, NUMBER_WITHOUT_END):
        path = f"{crowd.path(name)}?{urlencode(dict.fromkeys(ASKED, text))}"
        assert crowd.ask(persona, path).status in (200, 302, 400, 403, 404)
