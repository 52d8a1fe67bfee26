"""What the rule of eligibility is told, and the questions it may have to ask."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from cases.choices import DisposalKind, OffenceOutcome, Schedule
from cases.rules.notification import Term

#: No length is recorded, or none belongs to the disposal.
NO_TERM = Term()


class Question(StrEnum):
    """What can be missing. The first four are facts of the record; the rest is answered in the check."""

    DATE_OF_BIRTH = "date_of_birth"
    COMMITTED_ON = "committed_on"
    LENGTH = "length"
    VICTIM_UNDER_18 = "victim_under_18"
    VICTIM_UNDER_16 = "victim_under_16"
    SEXUAL_PURPOSE = "sexual_purpose"
    LEGAL_VIEW = "legal_view"
    NOTHING_ON_RECORD = "nothing_on_record"
    SERIOUS_HARM = "serious_harm"
    NEEDS_MEETINGS = "needs_meetings"
    TERRORISM_RISK = "terrorism_risk"


#: Questions the check asks about one offence, whose answers are no part of the record.
ASKED_OF_AN_OFFENCE = (Question.VICTIM_UNDER_16, Question.SEXUAL_PURPOSE, Question.LEGAL_VIEW)


@dataclass(frozen=True)
class Missing:
    """A question without an answer; `offence` is the key of the offence it is about, empty for the person."""

    question: Question
    sentence: str
    offence: str = ""


@dataclass(frozen=True)
class Entry:
    """An offence on one of the law's lists. `thresholds`: alternatives, each of conditions that must all be met."""

    schedule: Schedule
    title: str
    effective_from: datetime.date
    effective_to: datetime.date | None = None
    thresholds: tuple[tuple[str, ...], ...] = ()
    authority: str = ""
    is_checked: bool = True

    def has_ended_by(self, day: datetime.date) -> bool:
        return self.effective_to is not None and self.effective_to <= day


@dataclass(frozen=True)
class Offence:
    """One offence dealt with. `entries` are its places on the law's lists, empty when it is on none.

    `legal_view` is the answer to an open reading of the law: True when it counts, None when nobody gave one.
    """

    key: str
    title: str
    outcome: OffenceOutcome
    disposal: DisposalKind
    dealt_with_on: datetime.date
    sentenced_on: datetime.date | None = None
    committed_on: datetime.date | None = None
    term: Term = NO_TERM
    is_consecutive: bool = False
    is_overseas: bool = False
    needs_legal_review: bool = False
    entries: tuple[Entry, ...] = ()
    victim_under_18: bool | None = None
    victim_under_16: bool | None = None
    sexual_purpose: bool | None = None
    legal_view: bool | None = None

    @property
    def sentence_day(self) -> datetime.date:
        return self.sentenced_on or self.dealt_with_on


@dataclass(frozen=True)
class Notifying:
    """An order or a requirement that makes the person subject to notification. Half open."""

    text: str
    started_on: datetime.date
    ended_on: datetime.date | None = None

    def holds(self, day: datetime.date) -> bool:
        return self.started_on <= day and (self.ended_on is None or day < self.ended_on)


@dataclass(frozen=True)
class EligibilityFacts:
    """A person as the record and the check know them on a day. None: not answered.

    `indefinite_ended_on` is the day from which the police ended indefinite requirements on review (section 91C).
    """

    on: datetime.date
    offences: tuple[Offence, ...] = ()
    born_on: datetime.date | None = None
    notifying: tuple[Notifying, ...] = ()
    indefinite_ended_on: datetime.date | None = None
    nothing_on_record: bool | None = None
    serious_harm: bool | None = None
    needs_meetings: bool | None = None
    terrorism_risk: bool | None = None

    def with_offence(self, key: str) -> Offence | None:
        return next((one for one in self.offences if one.key == key), None)
