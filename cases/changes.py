"""The change history of a nominal and the parts of its record, in plain words: who, when, which field, before, after.

Reads the append-only history tables; must not decide who may read them. Of a link between two people it tells those who
may see both.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import User
from cases.access import path_to_nominal, visible
from cases.models import (
    Address,
    Alias,
    Allocation,
    Assessment,
    Association,
    Breach,
    CaseEvent,
    CategoryBasis,
    ChangeToNotify,
    CustodyDate,
    DipSample,
    Disposal,
    Document,
    DocumentVersion,
    EligibilityScreening,
    Exclusion,
    Flag,
    ForeignTravel,
    HomeVisit,
    HouseholdChild,
    IndefiniteReview,
    Involvement,
    LevelPeriod,
    LevelReview,
    Nominal,
    Notification,
    NotificationRequirement,
    Order,
    OrderChange,
    OrderTerm,
    Particular,
    PlanEntry,
    Recall,
    Referral,
    RescreenPrompt,
    Responsibility,
    Restriction,
    RiskManagementPlan,
    RoshAssessment,
    Transfer,
    WhereaboutsPeriod,
)
from cases.review_questions import question_words
from cases.wording import words_of
from pagekit.dates import long_date

#: The parts everybody who sees the record reads the changes of, those only for who says who may see it, and those for
#: who keeps the record or scores reviews.
PARTS: dict[type[models.Model], str | Promise] = {
    Nominal: gettext_lazy("Person"),
    Alias: gettext_lazy("Other name"),
    Address: gettext_lazy("Address"),
    Responsibility: gettext_lazy("Responsible area and lead"),
    Allocation: gettext_lazy("Who manages"),
    CategoryBasis: gettext_lazy("Basis of a category"),
    LevelPeriod: gettext_lazy("Level"),
    WhereaboutsPeriod: gettext_lazy("Whereabouts"),
    Order: gettext_lazy("Order"),
    OrderTerm: gettext_lazy("Prohibition or requirement of an order"),
    OrderChange: gettext_lazy("What happened to an order"),
    CaseEvent: gettext_lazy("Event"),
    Breach: gettext_lazy("Breach"),
    Recall: gettext_lazy("Recall or return to custody"),
    CustodyDate: gettext_lazy("Custody date"),
    Disposal: gettext_lazy("Offence"),
    EligibilityScreening: gettext_lazy("Screening of eligibility"),
    Particular: gettext_lazy("Contact or trace"),
    Association: gettext_lazy("Associate"),
    HouseholdChild: gettext_lazy("Child in the household"),
    Assessment: gettext_lazy("Assessment"),
    RoshAssessment: gettext_lazy("Risk of serious harm"),
    HomeVisit: gettext_lazy("Home visit"),
    Flag: gettext_lazy("Flag"),
    RiskManagementPlan: gettext_lazy("Risk management plan"),
    PlanEntry: gettext_lazy("Measure of the plan"),
    Referral: gettext_lazy("Referral"),
    Transfer: gettext_lazy("Transfer to another area"),
    Document: gettext_lazy("Document"),
    DocumentVersion: gettext_lazy("File of a document"),
    LevelReview: gettext_lazy("Review"),
    RescreenPrompt: gettext_lazy("Prompt to screen again"),
    NotificationRequirement: gettext_lazy("Notification requirement"),
    Notification: gettext_lazy("Notification"),
    ChangeToNotify: gettext_lazy("Change to notify"),
    ForeignTravel: gettext_lazy("Journey abroad"),
    IndefiniteReview: gettext_lazy("Review of indefinite notification"),
}
ACCESS_PARTS: dict[type[models.Model], str | Promise] = {
    Involvement: gettext_lazy("Team with access"),
    Exclusion: gettext_lazy("Exclusion"),
    Restriction: gettext_lazy("Restriction"),
}
SCORED_PARTS: dict[type[models.Model], str | Promise] = {DipSample: gettext_lazy("Sampled review")}
#: Fields that count or link and tell nobody anything.
_SILENT = frozenset(
    {
        "id",
        "nominal",
        "version",
        "created_at",
        "source_area",
        "source_reference",
        "responsibility",
        "answer",
        "offence_code",
        "other",
        "recorded_by",
        "recorded_at",
        "made_by",
        "made_at",
        "is_current",
        "plan",
        "place",
        "line",
        "event",
        "brought_by",
        "outcome_due_on",
        "sections",
        "form_version",
        "journey",
        "requirement",
        "document",
        "stored_name",
        "content_type",
        "sha256",
        "uploaded_by",
        "uploaded_at",
        "scanned_at",
        "review",
        "scored_by",
        "scored_at",
    }
)
_OF_HISTORY = "pgh_"


@dataclass(frozen=True)
class Line:
    """One field: its words, what it said (empty when added), what it says (empty when removed)."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """One save of one row. `kind` is insert, update or delete; `by` is empty when no user did it."""

    part: str
    kind: str
    at: datetime.datetime
    by: str
    lines: list[Line] = field(default_factory=list)


def changes_of(nominal: Nominal, *, reader: User, with_access: bool, with_scores: bool) -> list[Change]:
    """Every change, newest first. As many queries as there are kinds of part, and one for each kind of thing named."""
    parts = {**PARTS, **(ACCESS_PARTS if with_access else {}), **(SCORED_PARTS if with_scores else {})}
    every = [step for model, words in parts.items() for step in _steps(model, str(words), nominal)]
    steps = _in_sight(every, reader)
    names = _Names(steps)
    found = (_change(step, names) for step in steps)
    return sorted((one for one in found if one.lines), key=lambda one: one.at, reverse=True)


@dataclass(frozen=True)
class _Step:
    """A row's state after a save, with the state before."""

    model: type[models.Model]
    words: str
    before: Any
    after: Any

    def values(self) -> Iterator[tuple[Any, Any, Any]]:
        """Each field that changed, with both values; of a new or removed row those that say something."""
        kind = self.after.pgh_label
        for one in self.model._meta.concrete_fields:
            if one.name in _SILENT:
                continue
            now = getattr(self.after, one.attname, None)
            was = getattr(self.before, one.attname, None) if self.before is not None else None
            if kind == "delete":
                was, now = now, None
            if was != now and not (_says_nothing(was) and _says_nothing(now)):
                yield one, was, now


def _in_sight(steps: list[_Step], reader: User) -> list[_Step]:
    """Without the links to people whose records the reader may not see: who they are may stand in a note."""
    linked = {step.after.other_id for step in steps if step.model is Association} - {None}
    if not linked:
        return steps
    seen = set(visible(Nominal.objects.filter(pk__in=linked), reader).values_list("pk", flat=True))
    return [step for step in steps if step.model is not Association or step.after.other_id in {None, *seen}]


def _says_nothing(value: Any) -> bool:
    return value is None or value is False or value in ("", {})


def _steps(model: type[models.Model], words: str, nominal: Nominal) -> Iterator[_Step]:
    """Each state with the one before of the same thing: of the row, or of the rows that its `history_key` makes one."""
    same = getattr(model, "history_key", "pgh_obj_id")
    last: dict[Any, Any] = {}
    for row in _history(model, nominal).order_by("pgh_id"):
        key = getattr(row, same)
        yield _Step(model, words, last.get(key), row)
        last[key] = row


def _history(model: type[models.Model], nominal: Nominal) -> models.QuerySet[Any]:
    """Every state of the rows that lead to a nominal, in one statement however many steps away they are. The rows
    between are taken from their history too: one that was removed still says whose it was.
    """
    states = apps.get_model(model._meta.app_label, f"{model.__name__}History")._default_manager
    if model is Nominal:
        return states.filter(pgh_obj_id=nominal.pk)
    step, _mark, further = path_to_nominal(model).partition("__")
    if not further:
        return states.filter(**{step: nominal.pk})
    parent: Any = model._meta.get_field(step).related_model
    return states.filter(**{f"{step}_id__in": _history(parent, nominal).values("pgh_obj_id")})


class _Names:
    """The names of everything that the steps refer to: people, teams, agencies, areas; one query for each kind."""

    def __init__(self, steps: Iterable[_Step]) -> None:
        keys: dict[type[models.Model], set[Any]] = defaultdict(set)
        for step in steps:
            if (user := (step.after.pgh_context or {}).get("user")) is not None:
                keys[User].add(user)
            for one, was, now in step.values():
                if one.is_relation:
                    keys[one.related_model] |= {was, now} - {None}
        self.known = {(model, str(row.pk)): str(row) for model, wanted in keys.items() for row in _rows(model, wanted)}

    def of(self, model: type[models.Model], key: Any) -> str:
        return self.known.get((model, str(key)), "") if key is not None else ""


def _rows(model: type[models.Model], keys: set[Any]) -> Iterable[models.Model]:
    return model._default_manager.filter(pk__in=keys)


def _change(step: _Step, names: _Names) -> Change:
    lines = [_line(one, was, now, names) for one, was, now in step.values()]
    by = names.of(User, (step.after.pgh_context or {}).get("user"))
    is_carried_over = step.before is not None and step.after.pgh_label == "insert"
    kind = "update" if is_carried_over else step.after.pgh_label
    return Change(step.words, kind, step.after.pgh_created_at, by, lines)


def _line(one: Any, was: Any, now: Any, names: _Names) -> Line:
    if isinstance(was or now, dict):
        before, after = was or {}, now or {}
        keys = [key for key in (after or before) if before.get(key) != after.get(key)]
        was, now = ({key: said.get(key, "") for key in keys} for said in (before, after))
    return Line(words_of(one.model, one.name), _words(one, was, names), _words(one, now, names))


def _words(one: Any, value: Any, names: _Names) -> str:
    """A stored value as a person reads it."""
    if one.is_relation:
        return names.of(one.related_model, value)
    if value is None or value == "":
        return ""
    if one.choices:
        return str(dict(one.flatchoices).get(value, value))
    if isinstance(value, dict):  # the answers to a review's questions
        return "\n".join(f"{question_words(key)}: {answer}" for key, answer in value.items() if answer)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return long_date(value) if isinstance(value, datetime.date) else str(value)
