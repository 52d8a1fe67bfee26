"""The monthly dip sample: drawn from the reviews of Level 1 that were countersigned in a month, scored by the unit.

A month's draw is the same however often it is made: it is seeded by area and month, and made once for each.
"""

import datetime
import math
import random
import uuid
from collections import defaultdict

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.errors import DomainError
from agencies.models import User
from agencies.querysets.periods import midnight
from cases.choices import Level, PracticeName, ReviewState
from cases.clocks import refresh
from cases.models import DipSample, LevelReview, Responsibility
from cases.practice import limit
from cases.rules.calendar import months_after
from cases.services.acts import changed, hold
from cases.services.versions import require_version

FIELDS = ("score", "comment")
#: Counts when no limit is set.
PER_CENT = 5


def month_before(day: datetime.date) -> datetime.date:
    """The first day of the month before the one in which a day lies."""
    return months_after(day.replace(day=1), -1)


@transaction.atomic
def draw_dip_samples(on: datetime.date) -> int:
    """Draw last month's sample in each area that has none yet. Returns how many reviews were drawn. Safe to repeat."""
    month = month_before(on)
    drawn_in = set(DipSample.objects.filter(month=month).values_list("area", flat=True))
    due_on = months_after(month, 2) - datetime.timedelta(days=1)
    made = [
        DipSample(review_id=key, area_id=area, month=month, due_on=due_on)
        for area, keys in _countersigned(month, on).items()
        if area not in drawn_in
        for key in drawn(area, month, keys, _share(area, on))
    ]
    DipSample.objects.bulk_create(made, ignore_conflicts=True)
    if made:
        nominals = LevelReview.objects.filter(pk__in=[one.review_id for one in made]).values_list("nominal", flat=True)
        refresh(list(nominals))
    return len(made)


def drawn(area: str, month: datetime.date, keys: list[uuid.UUID], per_cent: int) -> list[uuid.UUID]:
    """Which of these reviews are drawn: so many in a hundred, rounded up, at least one. The same for the same input."""
    count = min(len(keys), max(1, math.ceil(len(keys) * per_cent / 100)))
    chance = random.Random(f"{area} {month.isoformat()}")  # noqa: S311  (a sample that can be drawn again, no secret)
    return chance.sample(sorted(keys), count) if keys else []


@transaction.atomic
def score_dip_sample(*, actor: User, sample: DipSample, version: int, score: int, comment: str) -> DipSample:
    """Score a drawn review, or correct its score. Raises Overtaken when somebody else scored it in the meantime,
    DomainError for a review in which the actor took part.
    """
    nominal = hold(sample.review.nominal_id)
    row = DipSample.objects.select_related("review").get(pk=sample.pk)
    if actor.pk in (row.review.reviewed_by_id, row.review.countersigned_by_id):
        raise DomainError(_("You reviewed or countersigned this: somebody else must score it."))
    require_version(row, version, FIELDS)
    row.score, row.comment, row.scored_by = score, comment, actor
    row.scored_at = timezone.now()
    row.save(update_fields=[*FIELDS, "scored_by", "scored_at"])
    changed(actor=actor, nominal=nominal, part="dip sample", code=score, sample=str(row.pk))
    return row


def _countersigned(month: datetime.date, on: datetime.date) -> dict[str, list[uuid.UUID]]:
    """The reviews of Level 1 countersigned in a month, by the area that is responsible for the person at the draw."""
    responsible = Responsibility.objects.in_force(on).filter(nominal=OuterRef("nominal"))
    rows = (
        LevelReview.objects.filter(
            level=Level.ONE,
            state=ReviewState.STANDS,
            countersigned_at__gte=midnight(month),
            countersigned_at__lt=midnight(months_after(month, 1)),
        )
        .annotate(in_area=Subquery(responsible.values("area")[:1]))
        .values_list("in_area", "pk")
        .order_by("in_area")
    )
    found: dict[str, list[uuid.UUID]] = defaultdict(list)
    for area, key in rows:
        if area is not None:
            found[area].append(key)
    return found


def _share(area: str, on: datetime.date) -> int:
    set_here = limit(PracticeName.DIP_SAMPLE, on, area=area)
    return set_here.value if set_here else PER_CENT
