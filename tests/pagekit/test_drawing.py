"""How forms are drawn: labels, hints and errors tied to their input, and a summary whose links lead to one."""

import re

import pytest
from django import forms
from django.contrib.admin.widgets import AdminDateWidget, AdminSplitDateTime, FilteredSelectMultiple
from django.template import engines
from django.test import RequestFactory

from pagekit.fields import ChoiceField, GovukDateField, TextareaField, TextField
from pagekit.forms import PageForm
from pagekit.renderer import GovukRenderer
from pagekit.samples import GuideForm

SUMMARY_LINK = re.compile(r'<a href="#([^"]+)">')


class Grouped(PageForm):
    level = ChoiceField(label="Level", choices=[("Managed", [("2", "Level 2"), ("3", "Level 3")]), ("1", "Level 1")])
    day = GovukDateField(label="Day")
    note = TextareaField(label="Note", max_length=50, help_text="What happened", required=False)
    number = forms.IntegerField(label="Number", widget=forms.NumberInput(attrs={"autocomplete": "off"}))
    secret = forms.CharField(widget=forms.HiddenInput)


def drawn(template: str, **context: object) -> str:
    return engines["django"].from_string(template).render(context, RequestFactory().get("/"))


def ids(html: str) -> list[str]:
    return re.findall(r'\sid="([^"]+)"', html)


@pytest.mark.parametrize("form_class", [Grouped, GuideForm])
def test_each_line_of_the_summary_leads_to_an_input(form_class: type[forms.Form]) -> None:
    form = form_class({})
    html = drawn('{% include "forms/error_summary.html" %}{% include "forms/fields.html" %}', form=form)
    targets = SUMMARY_LINK.findall(html)
    inputs = re.findall(r'<(?:input|select|textarea)[^>]*\sid="([^"]+)"', html)
    assert len(targets) == sum(len(field.errors) for field in form.visible_fields())
    assert set(targets) <= set(inputs)
    assert len(ids(html)) == len(set(ids(html)))


def test_a_wrong_date_is_reached_at_the_box_that_is_wrong() -> None:
    html = drawn('{% include "forms/error_summary.html" %}', form=Grouped({"day_day": "1", "day_month": "2"}))
    assert "#id_day_year" in html


def test_a_hidden_field_that_is_wrong_is_told_without_a_link() -> None:
    html = drawn('{% include "forms/error_summary.html" %}', form=Grouped({}))
    assert "<li>Enter secret</li>" in html


def test_the_summary_is_drawn_once() -> None:
    twice = '{% include "forms/error_summary.html" %}' * 2
    assert drawn(twice, form=Grouped({})).count("There is a problem") == 1


def test_an_unbound_form_has_no_summary() -> None:
    assert drawn('{% include "forms/error_summary.html" %}', form=Grouped()).strip() == ""


@pytest.mark.parametrize("name", ["note", "number"])
def test_what_describes_an_input_is_on_the_page(name: str) -> None:
    html = drawn('{% include "forms/field.html" %}', field=Grouped({"note": "x" * 60})[name])
    described = re.search(r'aria-describedby="([^"]+)"', html)
    assert described
    assert set(described[1].split()) <= set(ids(html))


def test_a_label_belongs_to_its_input() -> None:
    html = drawn('{% include "forms/fields.html" %}', form=Grouped())
    assert set(re.findall(r'<label[^>]*for="([^"]+)"', html)) <= set(ids(html))


def test_only_a_field_that_may_be_empty_says_so() -> None:
    html = drawn('{% include "forms/fields.html" %}', form=Grouped())
    assert html.count("(optional)") == 1


def test_what_the_browser_would_check_by_itself_is_left_to_the_server() -> None:
    html = drawn('{% include "forms/fields.html" %}', form=Grouped())
    assert not re.search(r"\s(required|maxlength|placeholder|pattern|min|max|style)[=\s>]", html)
    assert 'inputmode="numeric"' in html
    assert 'autocomplete="off"' in html


def test_what_was_typed_is_escaped() -> None:
    class Named(PageForm):
        name = TextField(label="Name", max_length=3)

    html = drawn('{% include "forms/fields.html" %}', form=Named({"name": "\"><b onclick='x'>"}))
    assert "<b " not in html


def test_a_form_prints_itself_in_the_same_drawing() -> None:
    html = str(Grouped({}))
    assert "govuk-form-group--error" in html
    assert "There is a problem" in html


def test_the_admin_of_reference_data_still_draws_its_own_widgets() -> None:
    widgets = [AdminDateWidget(), AdminSplitDateTime(), FilteredSelectMultiple("teams", is_stacked=False)]
    for widget in widgets:
        assert 'name="field' in widget.render("field", None, {"id": "id_field"}, GovukRenderer())


def test_django_finds_every_widget_of_its_own() -> None:
    widgets = [forms.SplitDateTimeWidget(), forms.NullBooleanSelect(), forms.SelectDateWidget(), forms.TimeInput()]
    for widget in widgets:
        assert 'name="field' in widget.render("field", None, {"id": "id_field"}, GovukRenderer())
