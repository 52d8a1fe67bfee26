"""What was notified, a change to be notified, a journey, a requirement recorded by hand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cases.choices import NotificationKind, NotificationSource
from cases.rules.notification_duties import CHANGES
from cases.services.journeys import Notice
from cases.services.notifying import WITH_A_DAY
from pagekit.fields import ChoiceField, GovukDateField, TextareaField, TextField, with_blank
from pagekit.forms import PageForm

_K = NotificationKind
#: A journey is notified on a page of its own, which asks where to.
_IN_LOG = [choice for choice in _K.choices if choice[0] != _K.TRAVEL_OUT]
_CHANGES = [choice for choice in _K.choices if choice[0] in CHANGES]
_DAY_WORDS = {
    _K.CHANGE_NAME: _("Name used from"),
    _K.CHANGE_ADDRESS: _("Moved on"),
    _K.STAY: _("Seven days of staying there reached on"),
    _K.CHILD_HOUSEHOLD: _("Stay began on"),
    _K.PASSPORT: _("Changed on"),
    _K.BANK: _("Changed on"),
    _K.RELEASE: _("Released on"),
    _K.TRAVEL_OUT: _("Leaves on"),
    _K.TRAVEL_RETURN: _("Came back on"),
}


class NoticeForm(PageForm):
    """When, to whom and where something was notified."""

    notified_on = GovukDateField(label=_("Notified on"), in_past=True, initial=timezone.localdate)
    officer = TextField(label=_("Officer"), max_length=120, help_text=_("Who took the notification"))
    station = TextField(label=_("Police station or place"), max_length=120)
    in_visor_on = GovukDateField(label=_("Also entered in ViSOR on"), in_past=True, required=False)

    def notice(self) -> Notice:
        asked = self.cleaned_data
        return Notice(asked["notified_on"], asked["officer"], asked["station"], asked["in_visor_on"])


class NotificationForm(NoticeForm):
    """`fixed` is the kind when it is known from where one comes."""

    kind = ChoiceField(
        label=_("What kind of notification"),
        choices=with_blank(_IN_LOG),
        widget=forms.Select,
        ask=_("Select what kind of notification it was"),
    )
    event_on = GovukDateField(
        label=_("Day of the change, stay, release or return"),
        required=False,
        help_text=_("Not for a first, yearly or weekly notification. It may lie ahead when notified in advance."),
    )
    details = TextareaField(
        label=_("What was notified"),
        max_length=12000,
        ask=_("Enter what was notified"),
        help_text=_(
            "Names, addresses, passport, bank and cards, household with a child: what is new, what is as before"
        ),
    )
    field_order = ("kind", "notified_on", "event_on", "details", "officer", "station", "in_visor_on")

    def __init__(self, *args: Any, fixed: NotificationKind | None = None, **kwargs: Any) -> None:
        self.fixed = fixed
        super().__init__(*args, **kwargs)

    def before_messages(self) -> None:
        if self.fixed is None:
            return
        del self.fields["kind"]
        if self.fixed not in WITH_A_DAY:
            del self.fields["event_on"]
            return
        day = self.fields["event_on"]
        day.required, day.label, day.help_text = True, _DAY_WORDS[self.fixed], ""
        day.error_messages["required"] = _("Enter the day")
        if self.fixed == _K.CHANGE_ADDRESS:
            day.help_text = _("It may lie ahead when it was notified in advance")

    def values(self) -> dict[str, Any]:
        """As the service takes them."""
        names = ("notified_on", "officer", "station", "details", "in_visor_on")
        kind = self.fixed or self.cleaned_data["kind"]
        return {
            "kind": kind,
            "event_on": self.cleaned_data.get("event_on"),
            **{name: self.cleaned_data[name] for name in names},
        }


class CorrectNotificationForm(NotificationForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class ChangeToNotifyForm(PageForm):
    kind = ChoiceField(label=_("What changed"), choices=_CHANGES)
    happened_on = GovukDateField(
        label=_("On"), in_past=True, ask=_("Enter the day of the change"), initial=timezone.localdate
    )
    note = TextField(label=_("How it is known"), max_length=250, required=False)


class WithdrawChangeForm(PageForm):
    because = TextField(
        label=_("Why nothing is owed"),
        max_length=250,
        ask=_("Enter why nothing is owed"),
        help_text=_("For example, the name was only spelt right"),
    )


class JourneyForm(PageForm):
    destination = TextField(label=_("Countries"), max_length=200, ask=_("Enter where the journey goes"))
    departs_on = GovukDateField(label=_("Leaves on"), ask=_("Enter the day the person leaves"))
    returns_on = GovukDateField(
        label=_("Expected back on"), required=False, help_text=_("Leave empty when it is not known")
    )
    note = TextareaField(label=_("Carriers, where they stay, other points"), max_length=4000, required=False, rows=3)

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("destination", "departs_on", "returns_on", "note")}


class _MayBeNotified(PageForm):
    """With a notice, or without one yet."""

    notified_on = GovukDateField(
        label=_("Notified to the police on"), in_past=True, required=False, help_text=_("Leave empty when it was not")
    )
    officer = TextField(label=_("Officer"), max_length=120, required=False)
    station = TextField(label=_("Police station or place"), max_length=120, required=False)
    in_visor_on = GovukDateField(label=_("Also entered in ViSOR on"), in_past=True, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("notified_on"):
            if not cleaned.get("officer"):
                self.add_error("officer", _now("Enter the officer who took the notification"))
            if not cleaned.get("station"):
                self.add_error("station", _now("Enter the police station or place"))
        return cleaned

    def notice(self) -> Notice | None:
        asked = self.cleaned_data
        if not asked["notified_on"]:
            return None
        return Notice(asked["notified_on"], asked["officer"], asked["station"], asked["in_visor_on"])


class AddJourneyForm(_MayBeNotified, JourneyForm):
    field_order = (
        "destination", "departs_on", "returns_on", "note", "notified_on", "officer", "station", "in_visor_on",
    )  # fmt: skip


class ChangeJourneyForm(JourneyForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class ReturnForm(_MayBeNotified):
    returned_on = GovukDateField(label=_("Came back on"), in_past=True, ask=_("Enter the day the person came back"))
    field_order = ("returned_on", "notified_on", "officer", "station", "in_visor_on")


class RequirementForm(PageForm):
    """A requirement whose offence or order is not on record."""

    source = ChoiceField(label=_("Because of"), choices=NotificationSource.choices)
    relevant_date = GovukDateField(
        label=_("Relevant date"),
        in_past=True,
        help_text=_("The day of conviction, caution or finding, or the day the order was made"),
        ask=_("Enter the relevant date"),
    )
    lasts = ChoiceField(
        label=_("How long"),
        choices=[
            ("until", _("Until a day")),
            ("indefinite", _("Without end")),
            ("unknown", _("The end is not known, or the order runs until further order")),
        ],
        ask=_("Select how long it lasts"),
    )
    ended_on = GovukDateField(
        label=_("First day no longer subject"), required=False, help_text=_("Only when it lasts until a day")
    )
    reason = TextareaField(
        label=_("Why it is recorded by hand"),
        max_length=4000,
        ask=_("Enter why it is recorded by hand"),
        help_text=_("Where it was read, and why the offence or order is not on record here"),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("lasts") == "until" and not cleaned.get("ended_on") and "ended_on" not in self.errors:
            self.add_error("ended_on", _now("Enter the first day the person is no longer subject"))
        return cleaned

    def values(self) -> dict[str, Any]:
        """As the service takes them."""
        asked = self.cleaned_data
        return {
            "source": asked["source"],
            "relevant_date": asked["relevant_date"],
            "ended_on": asked["ended_on"] if asked["lasts"] == "until" else None,
            "is_indefinite": asked["lasts"] == "indefinite",
            "reason": asked["reason"],
        }


class ChangeRequirementForm(RequirementForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class EndRequirementForm(PageForm):
    ended_on = GovukDateField(
        label=_("Ends on"),
        help_text=_("The first day on which the person is no longer subject"),
        ask=_("Enter the day it ends"),
    )
    end_reason = TextField(
        label=_("Why it ends"),
        max_length=120,
        ask=_("Enter why it ends"),
        help_text=_("For example, conviction quashed on appeal"),
    )
