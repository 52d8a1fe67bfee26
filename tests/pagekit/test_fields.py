"""Fields: the sentence beside each mistake, and that what was typed stays."""

import datetime

import pytest
from django.forms.models import modelform_factory
from django.utils import timezone

from agencies.models import Area
from pagekit.fields import GovukDateField, with_blank
from pagekit.forms import PageForm, PageModelForm, field_for
from pagekit.widgets import DateInput
from pagekit.wording import lowered
from tests.pagekit.forms import COLOURS, EveryKind


def refused(**data: object) -> dict[str, list[str]]:
    return {name: [str(message) for message in messages] for name, messages in EveryKind(data).errors.items()}


def test_an_empty_form_says_what_to_do_beside_every_field() -> None:
    assert refused() == {
        "family_name": ["Enter the family name"],
        "pnc": ["Enter PNC number"],
        "born": ["Enter date of birth"],
        "colour": ["Select colour"],
        "shades": ["Select shades"],
        "reason": ["Enter reason"],
        "sure": ["Confirm: I have checked"],
        "paper": ["Select document"],
        "email": ["Enter email address"],
    }


@pytest.mark.parametrize(("label", "inside"), [("Family name", "family name"), ("PNC number", "PNC number"), ("", "")])
def test_a_label_keeps_its_capitals_only_where_they_belong(label: str, inside: str) -> None:
    assert lowered(label) == inside


def test_a_text_that_is_too_long_is_told_its_limit_and_kept() -> None:
    form = EveryKind({"family_name": "Quillfeatherington", "reason": "x" * 21})
    assert form.errors["family_name"] == ["Family name must be 10 characters or fewer"]
    assert form.errors["reason"] == ["Reason must be 20 characters or fewer"]
    assert 'value="Quillfeatherington"' in str(form["family_name"])
    assert "maxlength" not in str(form["family_name"])


def test_a_wrong_choice_is_told_to_choose_from_the_list() -> None:
    assert refused(colour="blue")["colour"] == ["Select one of the answers in the list"]


def test_a_date_typed_wrongly_is_shown_again_as_typed() -> None:
    form = EveryKind({"born_day": "31", "born_month": "Feb", "born_year": "20001"})
    drawn = str(form["born"])
    assert form.errors["born"] == ["Date of birth must have a year of 4 numbers, such as 2026"]
    assert all(f'value="{typed}"' in drawn for typed in ("31", "Feb", "20001"))


def test_a_date_after_today_is_refused_where_it_must_be_past() -> None:
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    assert refused(born=tomorrow.isoformat())["born"] == ["Date of birth must be today or in the past"]
    assert "born" not in refused(born=timezone.localdate().isoformat())


def test_a_date_before_today_is_refused_where_it_must_be_to_come() -> None:
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    assert refused(review=yesterday.isoformat())["review"] == ["Next review must be today or in the future"]


def test_an_optional_date_may_be_left_empty() -> None:
    assert "review" not in refused(review_day=" ", review_month="", review_year="")


def test_a_date_is_drawn_from_its_initial_value_and_has_not_changed() -> None:
    class Dated(PageForm):
        on = GovukDateField(label="On", initial=datetime.date(2026, 3, 27))

    assert 'value="2026"' in str(Dated()["on"])
    assert not Dated({"on_day": "27", "on_month": "March", "on_year": "2026"}).has_changed()
    assert Dated({"on_day": "28", "on_month": "3", "on_year": "2026"}).has_changed()
    assert Dated({"on_day": "99", "on_month": "3", "on_year": "2026"}).has_changed()


def test_a_form_without_the_date_leaves_the_date_of_a_record_alone() -> None:
    widget = DateInput()
    assert widget.value_omitted_from_data({}, {}, "on")
    assert not widget.value_omitted_from_data({"on_day": ""}, {}, "on")


def test_a_list_to_select_from_begins_with_nothing_chosen() -> None:
    assert with_blank(COLOURS)[0] == ("", "")


def test_a_model_form_speaks_plainly_too() -> None:
    form_class = modelform_factory(Area, form=PageModelForm, fields=["name"], formfield_callback=field_for)
    assert form_class({"name": ""}).errors["name"] == ["Enter name"]
    long = form_class({"name": "x" * 500}).errors["name"]
    assert len(long) == 1
    assert str(long[0]).startswith("Name must be ")
