"""The monthly dip sample: the same however often it is drawn, at least one, scored by who took no part."""

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from agencies.models import AuditEvent
from agencies.querysets.periods import midnight
from cases.choices import PracticeName, ReviewState
from cases.clocks import differences, refresh
from cases.models import Clock, DipSample, LevelReview, PracticeSetting
from cases.services.dip_samples import draw_dip_samples, drawn, month_before
from cases.services.limits import exclude
from cases.tasks import draw_samples
from tests.asking import client_of
from tests.cases.filling import errors_of, text_of
from tests.cases.reviews.reviewing import address, make_review, send
from tests.personas import AREA, LONG_AGO, People, make_nominal

pytestmark = pytest.mark.django_db
LIST = reverse("cases:dip_samples")
MONTH = datetime.date(2026, 10, 1)
KEYS = st.lists(st.uuids(), min_size=1, max_size=40, unique=True)


def signed(people: People, count: int = 1, on: datetime.date | None = None) -> list[LevelReview]:
    """Reviews of so many people, countersigned last month or on a day."""
    day = on or month_before(timezone.localdate()) + datetime.timedelta(days=9)
    return [
        make_review(
            make_nominal(people.team), people.offender_manager, reviewed_on=day, state=ReviewState.STANDS,
            countersigned_by=people.supervisor, countersigned_at=midnight(day) + datetime.timedelta(hours=9),
        )
        for _number in range(count)
    ]  # fmt: skip


@given(KEYS, st.integers(1, 100), st.randoms())
def test_the_same_reviews_are_drawn_in_whatever_order_they_come(
    keys: list[uuid.UUID], per_cent: int, chance: st.DataObject
) -> None:
    first = drawn(AREA, MONTH, keys, per_cent)
    chance.shuffle(keys)  # type: ignore[attr-defined]
    assert drawn(AREA, MONTH, keys, per_cent) == first
    assert set(first) <= set(keys)
    assert len(set(first)) == len(first) == max(1, -(-len(keys) * per_cent // 100))


def test_no_review_no_sample() -> None:
    assert drawn(AREA, MONTH, [], 5) == []


def test_a_share_of_last_months_reviews_is_drawn_once(people: People) -> None:
    signed(people, 21)
    signed(people, 3, on=LONG_AGO)
    make_review(people.nominal, people.offender_manager)
    assert draw_dip_samples(timezone.localdate()) == 2  # five in a hundred of 21, rounded up
    assert draw_samples() == 0
    assert draw_dip_samples(timezone.localdate()) == 0
    month = month_before(timezone.localdate())
    assert set(DipSample.objects.values_list("month", "area")) == {(month, AREA)}


def test_an_area_may_sample_more(people: People) -> None:
    PracticeSetting.objects.create(
        name=PracticeName.DIP_SAMPLE,
        area_id=AREA,
        value=50,
        unit="per_cent",
        effective_from=LONG_AGO,
        authority="Board",
    )
    signed(people, 5)
    assert draw_dip_samples(timezone.localdate()) == 3


def test_the_unit_is_asked_to_score_until_it_did(people: People) -> None:
    (review,) = signed(people)
    draw_dip_samples(timezone.localdate())
    sample = DipSample.objects.get()
    clock = Clock.objects.get(nominal=review.nominal, kind="dip_sample_score")
    assert (clock.due_on, clock.source_id) == (sample.due_on, sample.pk)
    assert clock.team is not None
    assert clock.team.agency.kind == "mappa_unit"
    nothing = send(people.coordinator, review.nominal, "sample", sample.pk)
    assert errors_of(nothing) == ["Select a score from 1 to 4", "Enter what is good and what is missing"]
    scored = {"score": "3", "comment": "Sound, if short."}
    response = send(people.coordinator, review.nominal, "sample", sample.pk, **scored)
    assert response.headers["Location"] == LIST
    sample.refresh_from_db()
    assert (sample.score, sample.scored_by) == (3, people.coordinator)
    assert not Clock.objects.filter(kind="dip_sample_score").exists()


def test_the_score_is_read_by_the_lead_team_and_not_by_others(people: People) -> None:
    (review,) = signed(people)
    DipSample.objects.create(
        review=review, area_id=AREA, month=MONTH, due_on=MONTH, score=2, comment="Too short.",
        scored_by=people.coordinator, scored_at=timezone.now(),
    )  # fmt: skip
    where = address(review.nominal, "sample", DipSample.objects.get().pk)
    assert "Too short." in text_of(client_of(people.offender_manager).get(where))
    chairs = text_of(client_of(people.panel_chair).get(where))
    assert "It is scored." in chairs
    assert "Too short." not in chairs


def test_two_who_score_at_once_are_told(people: People) -> None:
    (review,) = signed(people)
    draw_dip_samples(timezone.localdate())
    sample = DipSample.objects.get()
    page = client_of(people.coordinator).get(address(review.nominal, "sample", sample.pk))
    sample.score, sample.comment = 4, "Exemplary."
    sample.save()
    late = send(people.coordinator, review.nominal, "sample", sample.pk, seen=page, score="1", comment="Poor.")
    assert "changed this while you had it open" in errors_of(late)[0]
    assert "Exemplary." in text_of(late)
    sample.refresh_from_db()
    assert sample.score == 4


def test_nobody_scores_a_review_of_their_own(people: People) -> None:
    (review,) = signed(people)
    LevelReview.objects.update(countersigned_by=people.coordinator)
    draw_dip_samples(timezone.localdate())
    sample = DipSample.objects.get()
    response = send(people.coordinator, review.nominal, "sample", sample.pk, score="4", comment="Splendid.")
    assert errors_of(response) == ["You reviewed or countersigned this: somebody else must score it."]


def test_the_list_shows_the_areas_samples_and_how_the_scores_fall(people: People) -> None:
    reviews = signed(people, 3)
    for number, review in enumerate(reviews):
        month = MONTH if number else datetime.date(2026, 9, 1)
        DipSample.objects.create(
            review=review, area_id=AREA, month=month, due_on=timezone.localdate(), score=3 if number else None
        )
    client = client_of(people.coordinator)
    response = client.get(LIST)
    shown = text_of(response)
    assert "1 still to be scored." in shown
    assert "3: satisfactory 2 100%" in shown
    assert [one.month.month for one in response.context["page"]] == [10, 10, 9]
    assert "Limit: 5 per cent" in shown
    only = text_of(client.get(LIST, {"month": "2026-09-01"}))
    assert reviews[0].nominal.reference in only
    assert reviews[1].nominal.reference not in only
    assert text_of(client.get(LIST, {"state": "scored"})).count("M-") == 2
    event = AuditEvent.objects.filter(route="cases:dip_samples").latest("pk")
    assert sorted(event.shown) == sorted(one.nominal.reference for one in reviews[1:])


def test_a_sample_about_somebody_one_may_not_see_is_neither_listed_nor_counted(people: People) -> None:
    (review,) = signed(people)
    DipSample.objects.create(review=review, area_id=AREA, month=MONTH, due_on=MONTH, score=1)
    exclude(actor=people.administrator, nominal=review.nominal, reason="knows_person", user=people.coordinator)
    shown = text_of(client_of(people.coordinator).get(LIST))
    assert review.nominal.reference not in shown
    assert "No review was drawn that fits these filters." in shown


def test_the_clocks_agree_after_a_draw(people: People) -> None:
    signed(people, 3)
    refresh()
    draw_dip_samples(timezone.localdate())
    assert differences() == ([], [])
