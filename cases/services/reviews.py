"""Reviews of a level: recorded, countersigned or sent back, answered again. Two who review at once lose nothing."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.errors import Conflict, DomainError
from agencies.models import User
from cases.access import people_with
from cases.choices import AlertKind, Level, PracticeName, ReviewState
from cases.models import LevelPeriod, LevelReview, Nominal
from cases.practice import limit_for
from cases.review_questions import questions_for
from cases.reviews import furthest
from cases.rules.calendar import working_days_after
from cases.rules.reviews import Interval, refused_date, refused_outcome
from cases.services.acts import changed, hold
from cases.services.alerts import supervisors_of, tell, those_who_manage
from cases.services.rescreening import settle_prompts
from cases.services.versions import ChangedField, Overtaken, changes_since, require_version, version_of
from pagekit.dates import long_date

FIELDS = ("reviewed_on", "answers", "outcome", "rationale", "next_due_on")
#: Counts when no limit of the countersignature is set.
WORKING_DAYS = 10


@dataclass(frozen=True)
class ReviewValues:
    """What a reviewer says. Without `next_due_on` the limit of practice gives the next day."""

    reviewed_on: datetime.date
    answers: dict[str, str]
    outcome: str
    rationale: str
    next_due_on: datetime.date | None = None


@transaction.atomic
def record_review(*, actor: User, nominal: Nominal, seen: str, values: ReviewValues) -> LevelReview:
    """A review of the level that held on the day. `seen` is the key of the review that was the last when the form was
    drawn, empty for none: when there is another since, Conflict says so, and sent again with its key it is stored.

    Raises DomainError when no level held, when the outcome contradicts the answers, or for a next day too far ahead.
    """
    nominal = hold(nominal.pk)
    _refuse_overtaken(nominal, seen)
    level = _level_on(nominal, values.reviewed_on)
    row = LevelReview(nominal=nominal, level=level.level, reviewed_by=actor)
    _fill(row, values, level)
    _put_before_a_supervisor(row)
    row.save(force_insert=True)
    words = {"day": long_date(row.reviewed_on)}
    settle_prompts(nominal, actor=actor, up_to=row.reviewed_on, reply=_("Considered in the review of %(day)s.") % words)
    _done(nominal, row, actor=actor, what="recorded")
    return row


@transaction.atomic
def answer_again(*, actor: User, review: LevelReview, version: int, values: ReviewValues) -> LevelReview:
    """A review that was sent back, answered again; whoever does so becomes its reviewer.

    Raises Overtaken, field by field, when somebody else answered in the meantime.
    """
    nominal, row = _hold(review)
    _require_answers(row, version)
    if row.state != ReviewState.SENT_BACK:
        raise DomainError(_("This review waits for no answer: it was answered in the meantime, or never sent back."))
    level = _level_on(nominal, values.reviewed_on)
    row.reviewed_by, row.level = actor, level.level
    _fill(row, values, level)
    _put_before_a_supervisor(row)
    row.save()
    _done(nominal, row, actor=actor, what="answered again")
    return row


@transaction.atomic
def countersign_review(*, actor: User, review: LevelReview, version: int) -> LevelReview:
    """A supervisor stands by a review as they read it (`version`).

    Raises DomainError for one's own review and one that does not wait, Overtaken when it was changed since it was read.
    """
    nominal, row = _hold(review)
    _require_waiting(row, version, actor=actor)
    row.countersigned_by, row.countersigned_at = actor, timezone.now()
    row.state, row.step_due_on = ReviewState.STANDS, None
    row.save(update_fields=["countersigned_by", "countersigned_at", "state", "step_due_on"])
    changed(actor=actor, nominal=nominal, part="review", what="countersigned", review=str(row.pk))
    return row


@transaction.atomic
def send_back_review(*, actor: User, review: LevelReview, version: int, because: str) -> LevelReview:
    """A supervisor asks for more; the reviewer is told and answers within the same limit. Raises as `countersign`."""
    nominal, row = _hold(review)
    _require_waiting(row, version, actor=actor)
    today = timezone.localdate()
    row.sent_back_by, row.sent_back_on, row.sent_back_because = actor, today, because
    row.state, row.step_due_on = ReviewState.SENT_BACK, _step_due(nominal, today)
    row.save(update_fields=["sent_back_by", "sent_back_on", "sent_back_because", "state", "step_due_on"])
    reviewer = list(people_with(nominal).filter(pk=row.reviewed_by_id)) or those_who_manage(nominal)
    _tell(reviewer, AlertKind.REVIEW_SENT_BACK, nominal, row, actor=actor)
    changed(actor=actor, nominal=nominal, part="review", what="sent back", review=str(row.pk))
    return row


def latest_key(nominal: Nominal) -> str:
    """The key of the review that was recorded last, as a form sends it back; empty for none."""
    history: Any = LevelReview._meta.get_field("history_rows").related_model
    added = history.objects.filter(nominal_id=nominal.pk, pgh_label="insert").order_by("-pgh_id")
    return str(added.values_list("pgh_obj_id", flat=True).first() or "")


def _refuse_overtaken(nominal: Nominal, seen: str) -> None:
    latest = latest_key(nominal)
    if latest in ("", seen):
        return
    other = LevelReview.objects.select_related("reviewed_by").get(pk=latest)
    words = {"who": other.reviewed_by, "day": long_date(other.reviewed_on)}
    raise Conflict(
        _(
            "%(who)s recorded a review of %(day)s while you had this open. Nothing you typed is lost: read theirs"
            " beside your answers, and save again if yours is to stand too."
        )
        % words
    )


def _level_on(nominal: Nominal, day: datetime.date) -> LevelPeriod:
    level = nominal.levels.in_force(day).first()
    if level is None:
        raise DomainError(_("No level held on that day: there is none to review."), field="reviewed_on")
    return level


def _fill(row: LevelReview, values: ReviewValues, level: LevelPeriod) -> None:
    """The answers, with the version of the questions that they answer, and the day of the next review."""
    asked = questions_for(level.level, values.reviewed_on)
    if set(values.answers) != set(asked.by_key()):
        sentence = _(
            "On that day %(level)s held, whose review asks other questions. Choose a day of the level in force."
        )
        raise DomainError(sentence % {"level": level.get_level_display()}, field="reviewed_on")
    if refused := refused_outcome(values.outcome, values.answers.get("meetings", "")):
        raise DomainError(refused, field="outcome")
    row.reviewed_on, row.answers, row.form_version = values.reviewed_on, values.answers, asked.version
    row.outcome, row.rationale = values.outcome, values.rationale
    row.next_due_on = values.next_due_on or _next_due(row)
    _refuse_too_late(row)


def _next_due(row: LevelReview) -> datetime.date | None:
    limit = limit_for(row.nominal, PracticeName.REVIEW_INTERVAL, row.reviewed_on, level=row.level)
    return limit.after(row.reviewed_on) if limit else None


def _refuse_too_late(row: LevelReview) -> None:
    limit = furthest(row.nominal, row.level, row.reviewed_on)
    if limit is None or row.next_due_on is None:
        return
    interval = Interval(limit.after(row.reviewed_on), limit.words, limit.authority)
    if refused := refused_date(row.next_due_on, row.reviewed_on, interval):
        raise DomainError(refused, field="next_due_on")


def _put_before_a_supervisor(row: LevelReview) -> None:
    """A review by the lead agency waits for its supervisor; what a meeting reviewed stands."""
    if row.level >= Level.TWO:
        row.state, row.step_due_on = ReviewState.STANDS, None
        return
    row.state, row.step_due_on = ReviewState.WAITING, _step_due(row.nominal, timezone.localdate())


def _step_due(nominal: Nominal, today: datetime.date) -> datetime.date:
    limit = limit_for(nominal, PracticeName.COUNTERSIGN, today)
    return limit.after(today) if limit else working_days_after(today, WORKING_DAYS)


def _done(nominal: Nominal, row: LevelReview, *, actor: User, what: str) -> None:
    if row.state == ReviewState.WAITING:
        _tell(supervisors_of(nominal), AlertKind.REVIEW_TO_COUNTERSIGN, nominal, row, actor=actor)
    changed(actor=actor, nominal=nominal, part="review", what=what, review=str(row.pk), outcome=row.outcome)


def _tell(people: list[User], kind: AlertKind, nominal: Nominal, row: LevelReview, *, actor: User) -> None:
    facts = {"review": str(row.pk), "reviewed_on": row.reviewed_on.isoformat()}
    tell([one for one in people if one.pk != actor.pk], kind, nominal, **facts)


def _hold(review: LevelReview) -> tuple[Nominal, LevelReview]:
    nominal = hold(review.nominal_id)
    return nominal, LevelReview.objects.select_related("countersigned_by", "reviewed_by").get(pk=review.pk)


def _require_waiting(row: LevelReview, version: int, *, actor: User) -> None:
    require_version(row, version, FIELDS)
    if row.state != ReviewState.WAITING:
        raise DomainError(_NO_LONGER[ReviewState(row.state)]())
    if row.reviewed_by_id == actor.pk:
        raise DomainError(_("You reviewed this yourself: somebody else must countersign it."))


def _require_answers(row: LevelReview, version: int) -> None:
    """Raise Overtaken with each question that others answered differently since the version."""
    if version_of(row) == version:
        return
    found: list[ChangedField] = []
    for change in changes_since(row, version, FIELDS):
        found += _by_question(row, change) if change.name == "answers" else [change]
    if found:
        raise Overtaken(found, version_of(row))


def _by_question(row: LevelReview, change: ChangedField) -> list[ChangedField]:
    before, now = change.before or {}, change.now or {}
    questions = questions_for(row.level, row.reviewed_on).by_key()
    return [
        ChangedField(key, str(question.text), before.get(key, ""), now.get(key, ""), change.by, change.at)
        for key, question in questions.items()
        if before.get(key, "") != now.get(key, "")
    ]


# Functions, because nobody's language is known while the module loads.
_NO_LONGER = {
    ReviewState.SENT_BACK: lambda: _("Somebody sent this review back in the meantime."),
    ReviewState.STANDS: lambda: _("This review stands already: it waits for no countersignature."),
}
