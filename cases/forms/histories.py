"""Whereabouts and bases of categories: what is recorded from which day."""

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agencies.models.periods import Period
from cases.choices import BASIS_CATEGORY, Category, Whereabouts
from pagekit.dates import long_date
from pagekit.fields import CheckboxField, ChoiceField, GovukDateField
from pagekit.forms import PageForm


class FollowingForm(PageForm):
    """A period of a history of which one only may hold: it may end the one before."""

    started_on = GovukDateField(label=_("From"), ask=_("Enter the day from which it holds"))
    ended_on = GovukDateField(
        label=_("Until"),
        required=False,
        help_text=_("The first day it no longer holds; empty when it still does"),
    )
    ends_previous = CheckboxField(label=_("End the one before on the day this starts"), required=False, initial=True)

    def __init__(self, *args: Any, current: Period | None, words: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if current is None:
            del self.fields["ends_previous"]
            return
        since = {"what": words, "day": long_date(current.started_on)}
        self.fields["ends_previous"].label = _now("End '%(what)s' (from %(day)s) on the day this starts") % since

    def ends_previous_one(self) -> bool:
        return bool(self.cleaned_data.get("ends_previous", False))


class WhereaboutsForm(FollowingForm):
    status = ChoiceField(label=_("Where the person is"), choices=Whereabouts.choices)

    field_order = ("status", "started_on", "ended_on", "ends_previous")


def bases() -> list[tuple[str, str]]:
    """Every basis with the category it brings."""
    return [
        (basis.value, _now("%(basis)s (%(category)s)") % {"basis": basis.label, "category": Category(category).label})
        for basis, (category, _provision) in BASIS_CATEGORY.items()
    ]


class BasisForm(PageForm):
    basis = ChoiceField(label=_("Basis"), choices=bases)
    started_on = GovukDateField(
        label=_("From"),
        ask=_("Enter the day from which it holds"),
        help_text=_("The day of conviction, caution, finding, sentence, order or decision"),
    )
    ended_on = GovukDateField(
        label=_("Until"), required=False, help_text=_("Leave empty when the end is not known or there is none")
    )
