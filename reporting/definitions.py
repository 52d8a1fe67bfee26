"""What each annual table counts: T1 to T9 in prose and as data. Pages, files and queries all read it here.

Category 4 is in none of them: it is returned separately and published nationally only.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.choices import Category, EventType, Level, OrderType
from reporting.choices import CountingRules
from reporting.years import FIRST_YEAR

Words = str | Promise

#: The key of a total, in place of a row's or a column's own.
TOTAL = "total"
#: The row and the column of a table that is one figure.
ONE = "one"


@dataclass(frozen=True)
class Line:
    """A row or a column. `number` is what the queries call it; `key` stands in addresses and files."""

    number: int
    key: str
    title: Words


@dataclass(frozen=True)
class EventRule:
    """Which events a table counts: people, once each, on the day it happened.

    `category` narrows it to one on that day. With `by_level` only people at Level 2 or 3 that day count; of several
    events the one at the highest level, then the latest. Without, the latest.
    """

    kinds: tuple[EventType, ...]
    category: Category | None = None
    by_level: bool = False


@dataclass(frozen=True)
class OrderRule:
    """Which full orders a row of T5 counts, made on somebody in Category 1 that day."""

    kind: OrderType
    restricting_travel_only: bool = False
    is_switched: bool = False


@dataclass(frozen=True)
class Table:
    """One annual table. `title` may name the day of the picture as %(day)s.

    `json_key` is where it stands in the JSON file; empty: each row under its own key. `dashes` are the cells, by row
    and column, that cannot occur: a dash, not nought. `switch` names the counting rule that governs it.
    """

    code: str
    json_key: str
    title: Words
    counted: Words
    unit: Words
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    has_totals: bool = False
    dashes: frozenset[tuple[str, str]] = frozenset()
    switch: str = ""
    notes: tuple[Words, ...] = ()

    @property
    def row_keys(self) -> list[str]:
        """The keys of the rows as printed, the total last."""
        return [line.key for line in self.rows] + [TOTAL] * self.has_totals

    @property
    def column_keys(self) -> list[str]:
        """The keys of the columns as printed, the total last; a single column has no total beside it."""
        return [line.key for line in self.columns] + [TOTAL] * (self.has_totals and len(self.columns) > 1)

    @property
    def is_one_figure(self) -> bool:
        return len(self.rows) == len(self.columns) == 1

    def row_title(self, key: str) -> Words:
        return next((line.title for line in self.rows if line.key == key), _("Total"))

    def column_title(self, key: str) -> Words:
        return next((line.title for line in self.columns if line.key == key), _("Total"))


#: The categories in the tables, in order; what goes before them on a day is `cases.choices.CATEGORY_PRECEDENCE`.
COUNTED_CATEGORIES = (Category.ONE, Category.TWO, Category.THREE)
#: The levels of meetings: those that T2, T7 and T8 count.
MEETING_LEVELS = (Level.TWO, Level.THREE)

_LEVELS = tuple(Line(level.value, f"level_{level.value}", level.label) for level in Level)
_MEETING_LEVELS = tuple(line for line in _LEVELS if line.number in MEETING_LEVELS)
_CATEGORIES = tuple(Line(one.value, f"category_{one.value}", one.label) for one in COUNTED_CATEGORIES)
_CATEGORY_1 = _CATEGORIES[:1]
_PEOPLE, _ORDERS = _("people"), _("orders")
_NUMBER = Line(0, ONE, _("Number"))


def _one_figure(title: Words) -> tuple[Line, ...]:
    return (Line(0, ONE, title),)


TABLES: tuple[Table, ...] = (
    Table(
        "T1",
        "snapshot",
        _("MAPPA-eligible people on %(day)s"),
        _(
            "People alive, in Category 1, 2 or 3 and at a level, in the community that day. People in prison, detained"
            " under the Mental Health Act or abroad are not counted."
        ),
        _PEOPLE,
        _LEVELS,
        _CATEGORIES,
        has_totals=True,
        dashes=frozenset({("level_1", "category_3")}),
        notes=(_("Nobody can be in Category 3 at Level 1."),),
    ),
    Table(
        "T2",
        "yearly",
        _("Level 2 and Level 3 by category, total for the year"),
        _(
            "People at that level on at least one day of the year, wherever they were. The category is the one on the"
            " last day of the year spent at that level on which a category was in force."
        ),
        _PEOPLE,
        _MEETING_LEVELS,
        _CATEGORIES,
        has_totals=True,
        switch="yearly",
    ),
    Table(
        "T3",
        "notification_breach",
        _("Category 1: cautioned or convicted for breach of notification requirements"),
        _("People, once each, in Category 1 on the day they were cautioned or convicted."),
        _PEOPLE,
        _one_figure(_("Cautioned or convicted")),
        (_NUMBER,),
    ),
    Table(
        "T4",
        "lifetime_notification_revoked",
        _("Lifetime notification requirements revoked on application"),
        _("People, once each."),
        _PEOPLE,
        _one_figure(_("Revoked")),
        (_NUMBER,),
    ),
    Table(
        "T5",
        "",
        _("Restrictive orders made on people in Category 1"),
        _(
            "Orders made in the year on somebody in Category 1 that day. Full orders only: an interim order is not"
            " counted."
        ),
        _ORDERS,
        (
            Line(1, "shpo", _("Sexual harm prevention orders")),
            Line(2, "shpo_foreign_travel", _("Sexual harm prevention orders with a foreign travel restriction")),
            Line(3, "notification_order", _("Notification orders")),
        ),
        (_NUMBER,),
        switch="shpo",
    ),
    Table(
        "T6",
        "sro_breach_notification",
        _("Became subject to notification requirements after breach of a sexual risk order"),
        _("People, once each."),
        _PEOPLE,
        _one_figure(_("Became subject")),
        (_NUMBER,),
    ),
    Table(
        "T7",
        "returned_licence",
        _("Level 2 and Level 3: returned to custody for breach of licence"),
        _(
            "People, once each, by level and category on the day of return. Of several returns the one at the highest"
            " level counts, then the latest."
        ),
        _PEOPLE,
        _MEETING_LEVELS,
        _CATEGORIES,
        has_totals=True,
        switch="yearly",
    ),
    Table(
        "T8",
        "returned_shpo",
        _("Level 2 and Level 3: returned to custody for breach of a sexual harm prevention order"),
        _(
            "People in Category 1, once each, by level on the day of return. Of several returns the one at the highest"
            " level counts, then the latest."
        ),
        _PEOPLE,
        _MEETING_LEVELS,
        _CATEGORY_1,
        has_totals=True,
        switch="yearly",
    ),
    Table(
        "T9",
        "rate_per_100000",
        _("People subject to notification requirements for every 100,000 people"),
        _(
            "The Category 1 total of table T1, for every 100,000 people aged 10 and over, as a whole number (half"
            " rounds up)."
        ),
        _("for every 100,000"),
        _one_figure(_("Subject to notification requirements")),
        (_NUMBER,),
    ),
)

BY_CODE: dict[str, Table] = {table.code: table for table in TABLES}

#: The order of the JSON file.
JSON_ORDER = ("T1", "T2", "T3", "T4", "T6", "T5", "T7", "T8", "T9")

EVENT_RULES: dict[str, EventRule] = {
    "T3": EventRule((EventType.BREACH_CAUTIONED, EventType.BREACH_CONVICTED), Category.ONE),
    "T4": EventRule((EventType.REVOKED,)),
    "T6": EventRule((EventType.SRO_BREACH,)),
    "T7": EventRule((EventType.RETURNED_LICENCE,), by_level=True),
    "T8": EventRule((EventType.RETURNED_SHPO,), Category.ONE, by_level=True),
}

#: By the number of the row in T5.
ORDER_RULES: dict[int, OrderRule] = {
    1: OrderRule(OrderType.SHPO, is_switched=True),
    2: OrderRule(OrderType.SHPO, restricting_travel_only=True),
    3: OrderRule(OrderType.NOTIFICATION_ORDER),
}

#: The counting rules that hold from a year on, oldest first: they belong to a year, as the notes do.
RULES_FROM: tuple[tuple[int, CountingRules], ...] = ((FIRST_YEAR, CountingRules()),)


def rules_of(year: int) -> CountingRules:
    """The counting rules of the year that begins on 1 April of `year`, unless somebody switches."""
    return [rules for first, rules in RULES_FROM if first <= year][-1]
