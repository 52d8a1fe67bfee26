"""Invented forms and values for the style guide. Holds nobody who exists and nothing a real page may use."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pagekit.fields import (
    CheckboxField,
    ChoiceField,
    ChoicesField,
    GovukDateField,
    TextareaField,
    TextField,
    with_blank,
)
from pagekit.forms import PageForm

LEVELS = [("1", _("Level 1")), ("2", _("Level 2")), ("3", _("Level 3"))]
AREAS = [("gloucestershire", "Gloucestershire"), ("west-mercia", "West Mercia")]
FLAGS = [("victim", _("Victim contact")), ("order", _("Order in force")), ("media", _("Media interest"))]


class GuideForm(PageForm):
    """One field of every kind."""

    family_name = TextField(label=_("Family name"), max_length=40, ask=_("Enter the family name"))
    pnc = TextField(label=_("PNC number"), help_text=_("For example, 2012/0345678K"), required=False)
    email = forms.EmailField(label=_("Email address"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    password = forms.CharField(label=_("Password"), widget=forms.PasswordInput(attrs={"autocomplete": "off"}))
    born = GovukDateField(label=_("Date of birth"), help_text=_("For example, 27 3 1986"), in_past=True)
    area = ChoiceField(label=_("Area"), choices=with_blank(AREAS, _("Choose an area")), widget=forms.Select)
    level = ChoiceField(label=_("Level"), choices=LEVELS)
    flags = ChoicesField(label=_("What applies"), choices=FLAGS, help_text=_("Select all that apply"))
    reason = TextareaField(label=_("Reason"), max_length=500, ask=_("Enter the reason for the decision"))
    document = forms.FileField(label=_("Document"))
    sure = CheckboxField(label=_("I have checked that this is the right person"))


class GuideFilter(PageForm):
    """Filters as they stand beside a list."""

    words = TextField(label=_("Name or reference"), required=False)
    level = ChoicesField(label=_("Level"), choices=LEVELS, required=False)
    area = ChoiceField(label=_("Area"), choices=with_blank(AREAS, _("All areas")), widget=forms.Select, required=False)


class ReasonForm(PageForm):
    """What an interruption card asks for."""

    reason = TextareaField(label=_("Why do you need to see this record?"), max_length=300)


def person() -> dict[str, Any]:
    """The invented person of the identity banner."""
    return {
        "name": "Sampleworth, Barnaby",
        "href": "#identity",
        "date_of_birth": datetime.date(1986, 3, 27),
        "age": 40,
        "references": [{"label": "MAPPA", "value": "GLO-000123"}, {"label": "CRN", "value": "X900123"}],
        "category": "2",
        "level": None,
        "lead_agency": _("Probation Service, Gloucestershire"),
        "whereabouts": _("In the community"),
        "flags": [
            {"text": _("Recall in progress"), "colour": "red"},
            {"text": _("Victim contact"), "colour": "purple"},
        ],
        "restricted": True,
    }


def components() -> dict[str, Any]:
    """The values each component of the style guide is drawn with."""
    now = timezone.now()
    return {
        "person": person(),
        "reason_form": ReasonForm(prefix="card"),
        "tabs": [
            {"text": _("Overview"), "href": "#tabs", "active": True},
            {"text": _("Orders"), "href": "#tabs", "active": False},
            {"text": _("Meetings"), "href": "#tabs", "active": False, "count": 2},
            {"text": _("Timeline"), "href": "#tabs", "active": False},
        ],
        "crumbs": [{"text": _("Home"), "href": "/"}, {"text": _("Style guide"), "href": ""}],
        "heading_actions": [{"text": _("Record an event"), "href": "#heading"}],
        "summary": [
            {"key": _("Family name"), "value": "Sampleworth", "href": "#summary"},
            {"key": _("Next review"), "value": None, "href": "#summary", "change": _("Add")},
            {"key": _("Lead agency"), "value": _("Probation Service, Gloucestershire")},
        ],
        "columns": [
            {"text": _("Name"), "key": "name"},
            {"text": _("Date of birth"), "key": "born"},
            {"text": _("Level")},
            {"text": _("Meetings"), "numeric": True, "key": "meetings"},
        ],
        "rows": [
            [{"text": "Sampleworth, Barnaby", "href": "#table"}, {"date": datetime.date(1986, 3, 27)}, "2", 4],
            [{"text": "Thistlewood, Orla", "href": "#table"}, None, {"text": _("Level 3"), "tag": "red"}, 0],
        ],
        "figures": [[_("Registered"), 1204, 1190, 1171, 1150], [_("Returned to custody"), 12, 9, 14, 11]],
        "figure_columns": [
            {"text": _("Measure")},
            *({"text": f"{y}/{y % 100 + 1}", "numeric": True} for y in range(2022, 2026)),
        ],
        "events": [
            {
                "title": _("Level changed to 2"),
                "by": "Ada Example",
                "at": now,
                "text": _("Several agencies need to work together on the plan."),
                "href": "#timeline",
                "link": _("Read the decision"),
            },
            {
                "title": _("Released on licence"),
                "on": datetime.date(2026, 3, 27),
                "tag": _("Licence"),
                "tag_colour": "teal",
            },
        ],
        "months": [
            {"text": name, "value": number} for name, number in ((_("March"), 31), (_("April"), 40), (_("May"), 38))
        ],
        "parts": [
            {"text": _("Category 1"), "value": 912, "href": "#bar"},
            {"text": _("Category 2"), "value": 355},
            {"text": _("Category 3"), "value": 18},
            {"text": _("Category 4"), "value": 3},
        ],
        "facts": [
            _("Sentenced to 3 years in prison on 4 May 2024 for a violent offence in Schedule 15."),
            _("The licence runs until 3 May 2027."),
        ],
        "paragraphs": [
            _("This record is restricted to named people. You are not one of them."),
            _("If you go on, you can see it for 4 hours. The MAPPA unit is told at once."),
        ],
        "files": [
            {"href": "#downloads", "text": _("Annual tables 2025/26"), "kind": _("Excel spreadsheet"), "size": "24 KB"},
            {"href": "#downloads", "text": _("Annual tables 2025/26"), "kind": "CSV"},
        ],
        "tasks": [
            {"text": _("Check the person's details"), "href": "#tasks", "status": _("Completed")},
            {"text": _("Give the reasons"), "href": "#tasks", "status": _("Incomplete"), "colour": "blue"},
            {
                "text": _("Send the referral"),
                "hint": _("Finish the other parts first"),
                "status": _("Cannot start yet"),
            },
        ],
        "actions": [{"text": _("Save and add another"), "href": "#buttons"}],
    }
