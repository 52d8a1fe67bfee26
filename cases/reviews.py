"""What is read of a person's reviews: the last one, when the next is due and where that is set, what waits."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from cases.choices import Level, PracticeName
from cases.levels import in_force
from cases.models import LevelPeriod, LevelReview, Nominal
from cases.practice import Limit, limit_for
from cases.practice import limit as limit_in
from cases.review_questions import questions_of


@dataclass(frozen=True)
class NextReview:
    """When the level that holds is next reviewed. `limit` is the limit of practice, None when the date was chosen."""

    due_on: datetime.date
    level: int
    limit: Limit | None
    last: LevelReview | None

    def is_late(self, on: datetime.date) -> bool:
        return self.due_on < on


@dataclass(frozen=True)
class LevelStanding:
    """The level that holds, all reviews, and the next one."""

    level: LevelPeriod | None
    reviews: list[LevelReview]
    next: NextReview | None


@dataclass(frozen=True)
class Answered:
    """One question of a review with its answer, and the answer of the review before (None: not asked then)."""

    question: str
    answer: str
    before: str | None


def next_review(
    level: LevelPeriod | None, reviews: Iterable[LevelReview], limit: Limit | None, *, came_in: datetime.date
) -> NextReview | None:
    """When the level that holds is due for review: as its last review since it began says, else the interval after its
    start, or after the day on which the record came into the service if that was later. None without a level, or
    without any limit. The clock of reviews says the same in SQL.
    """
    if level is None:
        return None
    mine = [one for one in reviews if one.level == level.level and one.reviewed_on >= level.started_on]
    last = max(mine, key=lambda one: (one.reviewed_on, one.pk), default=None)
    if last is not None and last.next_due_on is not None:
        follows = limit is not None and limit.after(last.reviewed_on) == last.next_due_on
        return NextReview(last.next_due_on, level.level, limit if follows else None, last)
    since = max(level.started_on, came_in)
    return NextReview(limit.after(since), level.level, limit, last) if limit else None


def standing_of_level(nominal: Any, on: datetime.date) -> LevelStanding:
    """The level that holds with what was reviewed of it. The nominal comes from `with_standing`. Three queries."""
    level = in_force(nominal, on)
    reviews = list(nominal.reviews.select_related("reviewed_by", "countersigned_by"))
    limit = limit_in(PracticeName.REVIEW_INTERVAL, on, area=nominal.area_now, level=level.level) if level else None
    came_in = timezone.localdate(nominal.created_at)
    return LevelStanding(level, reviews, next_review(level, reviews, limit, came_in=came_in))


def furthest(nominal: Nominal, level: int, reviewed_on: datetime.date) -> Limit | None:
    """The limit within which the next review must lie: of Level 2 and 3 the outer one, if there is one."""
    if level >= Level.TWO and (outer := limit_for(nominal, PracticeName.REVIEW_OUTER_LIMIT, reviewed_on, level=level)):
        return outer
    return limit_for(nominal, PracticeName.REVIEW_INTERVAL, reviewed_on, level=level)


def review_before(review: LevelReview) -> LevelReview | None:
    """The review before this one, whatever the level."""
    others = LevelReview.objects.filter(nominal=review.nominal_id).exclude(pk=review.pk)
    return others.filter(reviewed_on__lte=review.reviewed_on).order_by("-reviewed_on", "-pk").first()


def answers_in_words(review: LevelReview, before: LevelReview | None = None) -> list[Answered]:
    """Every answer of a review beside that of the one before, in the words of the version that was asked."""
    asked = questions_of(review.form_version)
    earlier = said_in(before) if before else {}
    questions = asked.by_key() if asked else {}
    return [
        Answered(
            str(questions[key].text) if key in questions else key,
            questions[key].words_of(answer) if key in questions else answer,
            earlier.get(key),
        )
        for key, answer in _in_order(review.answers, list(questions))
    ]


def said_in(review: LevelReview) -> dict[str, str]:
    """The answers of a review by question, as they are read."""
    asked = questions_of(review.form_version)
    questions = asked.by_key() if asked else {}
    return {
        key: questions[key].words_of(answer) if key in questions else answer for key, answer in review.answers.items()
    }


def _in_order(answers: dict[str, str], keys: list[str]) -> list[tuple[str, str]]:
    known = [(key, answers[key]) for key in keys if key in answers]
    return [*known, *((key, value) for key, value in answers.items() if key not in keys)]
