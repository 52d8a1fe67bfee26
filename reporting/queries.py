"""How the annual tables are counted: one SQL relation for each way of counting, over dated history.

Each relation yields the rows behind the figures, `unit, code, line, col, nominal_id, day`: a row is counted once in its
cell, and the list behind a cell is the same rows. `unit` is the place, among those asked for, of the area or of the
group of areas taken as one; `line` and `col` are the numbers of `reporting.definitions`.

Everything is read as at its own date: in force is half open, the category is the first of 4, 1, 2, 3 in force that day,
the area is the one responsible that day, and nobody counts from the day of death on. Must not know who may see what.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from cases.choices import CATEGORY_PRECEDENCE, Category, Whereabouts
from reporting.choices import CountingRules, TravelRule, YearlyRule
from reporting.definitions import EVENT_RULES, MEETING_LEVELS, ORDER_RULES
from reporting.years import ReportingYear

_MEETINGS = ", ".join(str(level.value) for level in MEETING_LEVELS)
_PRECEDENCE = f"ARRAY[{', '.join(str(category.value) for category in CATEGORY_PRECEDENCE)}]"
_FOUR = Category.FOUR.value
_PLACES = "unnest(%(areas)s::text[], %(units)s::integer[]) AS place (area, unit)"


def rank(category: str) -> str:
    """The place of a category among those that hold: the lowest counts."""
    return f"array_position({_PRECEDENCE}, {category}::integer)"


def in_force(period: str, day: str) -> str:
    """The condition that a period holds a day, both given as SQL; in the words of the indexes on the histories."""
    return f"({period}.started_on <= {day} AND COALESCE({period}.ended_on, 'infinity'::date) > {day})"


def overlaps(period: str, started_on: str, ended_on: str) -> str:
    """The condition that a period shares a day with the half-open days given as SQL."""
    return f"({period}.started_on < {ended_on} AND ({period}.ended_on IS NULL OR {period}.ended_on > {started_on}))"


def alive(nominal: str, day: str) -> str:
    """The condition that a person lives on a day. Asks the few who died, not everybody."""
    return f"NOT EXISTS (SELECT 1 FROM cases_nominal dead WHERE dead.id = {nominal} AND dead.died_on <= {day})"  # noqa: S608


def category_on(nominal: str, day: str) -> str:
    """A lateral relation of one row and column, `held.category`: the one that counts on the day, NULL for none."""
    return (
        f"LATERAL (SELECT ({_PRECEDENCE})[min({rank('basis.category')})] AS category FROM cases_categorybasis basis"  # noqa: S608
        f" WHERE basis.nominal_id = {nominal} AND {in_force('basis', day)}) held"
    )


#: T1: people in the community on the day of the picture.
SNAPSHOT = f"""
    SELECT place.unit, 'T1' AS code, level.level AS line, ({_PRECEDENCE})[min({rank("basis.category")})] AS col,
           responsible.nominal_id, %(picture)s::date AS day
      FROM {_PLACES}
      JOIN cases_responsibility responsible ON responsible.area_id = place.area
       AND {in_force("responsible", "%(picture)s")}
      JOIN cases_levelperiod level ON level.nominal_id = responsible.nominal_id
       AND {in_force("level", "%(picture)s")}
      JOIN cases_whereaboutsperiod found ON found.nominal_id = responsible.nominal_id
       AND found.status = '{Whereabouts.COMMUNITY.value}' AND {in_force("found", "%(picture)s")}
      JOIN cases_categorybasis basis ON basis.nominal_id = responsible.nominal_id
       AND {in_force("basis", "%(picture)s")}
     WHERE {alive("responsible.nominal_id", "%(picture)s")}
     GROUP BY place.unit, responsible.nominal_id, level.level
    HAVING min({rank("basis.category")}) <> {CATEGORY_PRECEDENCE.index(Category.FOUR) + 1}
"""  # noqa: S608

#: T2: people at Level 2 or 3 on a day of the year. A stretch is the days spent at one level while the area was
#: responsible; of the bases that touch a level's stretches those reaching furthest hold on its last day with one.
YEARLY = f"""
    SELECT unit, 'T2' AS code, level AS line, category AS col, nominal_id, day
      FROM (
        SELECT placed.*, max(level) OVER (PARTITION BY unit, nominal_id) AS highest
          FROM (
            SELECT DISTINCT ON (stretch.unit, stretch.nominal_id, stretch.level)
                   stretch.unit, stretch.nominal_id, stretch.level, basis.category,
                   LEAST(basis.ended_on, stretch.ended_on) - 1 AS day
              FROM (
                SELECT place.unit, level.nominal_id, level.level,
                       GREATEST(level.started_on, responsible.started_on, %(start)s) AS started_on,
                       LEAST(level.ended_on, responsible.ended_on, dead.died_on, %(end)s) AS ended_on
                  FROM cases_levelperiod level
                  JOIN cases_responsibility responsible ON responsible.nominal_id = level.nominal_id
                   AND {overlaps("responsible", "level.started_on", "COALESCE(level.ended_on, %(end)s)")}
                  JOIN {_PLACES} ON place.area = responsible.area_id
                  LEFT JOIN cases_nominal dead ON dead.id = level.nominal_id AND dead.died_on IS NOT NULL
                 WHERE level.level IN ({_MEETINGS}) AND {overlaps("level", "%(start)s", "%(end)s")}
              ) stretch
              LEFT JOIN cases_categorybasis basis ON basis.nominal_id = stretch.nominal_id
               AND {overlaps("basis", "stretch.started_on", "stretch.ended_on")}
             WHERE stretch.started_on < stretch.ended_on
             ORDER BY stretch.unit, stretch.nominal_id, stretch.level, basis.category IS NULL, day DESC,
                      {rank("basis.category")}
          ) placed
      ) ranked
     WHERE category <> {_FOUR} AND (%(each_level)s OR level = highest)
"""  # noqa: S608

#: T3, T4, T6, T7, T8: people to whom something happened, once each by `definitions.EventRule`.
EVENTS = f"""
    SELECT DISTINCT ON (unit, code, nominal_id, CASE WHEN %(each_level)s THEN line END)
           unit, code, line, col, nominal_id, day
      FROM (
        SELECT place.unit, wanted.code, CASE WHEN wanted.by_level THEN level.level ELSE 0 END AS line,
               CASE WHEN wanted.by_level THEN held.category ELSE 0 END AS col,
               event.nominal_id, event.occurred_on AS day
          FROM unnest(%(event_codes)s::text[], %(event_kinds)s::text[], %(event_categories)s::integer[],
                      %(event_by_level)s::boolean[]) AS wanted (code, kind, category, by_level)
          JOIN cases_caseevent event ON event.event_type = wanted.kind
           AND event.occurred_on >= %(start)s AND event.occurred_on < %(end)s
          JOIN cases_responsibility responsible ON responsible.nominal_id = event.nominal_id
           AND {in_force("responsible", "event.occurred_on")}
          JOIN {_PLACES} ON place.area = responsible.area_id
          LEFT JOIN cases_levelperiod level ON level.nominal_id = event.nominal_id
           AND {in_force("level", "event.occurred_on")}
         CROSS JOIN {category_on("event.nominal_id", "event.occurred_on")}
         WHERE {alive("event.nominal_id", "event.occurred_on")} AND held.category IS DISTINCT FROM {_FOUR}
           AND (wanted.category IS NULL OR held.category = wanted.category)
           AND (NOT wanted.by_level OR (level.level IN ({_MEETINGS}) AND held.category IS NOT NULL))
      ) happened
     ORDER BY unit, code, nominal_id, CASE WHEN %(each_level)s THEN line END, line DESC, day DESC
"""  # noqa: S608

#: T5: full orders made in the year on somebody in Category 1 that day.
ORDERS = f"""
    SELECT place.unit, 'T5' AS code, wanted.line, 0 AS col, made.nominal_id, made.made_on AS day
      FROM unnest(%(order_lines)s::integer[], %(order_kinds)s::text[], %(order_travel)s::boolean[],
                  %(order_home)s::boolean[]) AS wanted (line, kind, travel_only, home_only)
      JOIN cases_order made ON made.order_type = wanted.kind
       AND made.made_on >= %(start)s AND made.made_on < %(end)s
       AND (NOT wanted.travel_only OR made.foreign_travel_restriction)
       AND NOT (wanted.home_only AND made.foreign_travel_restriction)
      JOIN cases_responsibility responsible ON responsible.nominal_id = made.nominal_id
       AND {in_force("responsible", "made.made_on")}
      JOIN {_PLACES} ON place.area = responsible.area_id
      JOIN {category_on("made.nominal_id", "made.made_on")} ON held.category = {Category.ONE.value}
     WHERE {alive("made.nominal_id", "made.made_on")}
"""  # noqa: S608

#: Which relation answers which tables.
RELATIONS: dict[str, frozenset[str]] = {
    SNAPSHOT: frozenset({"T1"}),
    YEARLY: frozenset({"T2"}),
    EVENTS: frozenset(EVENT_RULES),
    ORDERS: frozenset({"T5"}),
}


def relation_of(code: str) -> str:
    """The relation that holds the rows of a table."""
    return next(relation for relation, codes in RELATIONS.items() if code in codes)


def parameters(units: Mapping[str, Iterable[str]], year: ReportingYear, rules: CountingRules) -> dict[str, Any]:
    """What the relations are asked about: areas by the unit that takes them as one, the year, the switches."""
    places = [(area, number) for number, areas in enumerate(units.values()) for area in areas]
    return {
        "areas": [area for area, _number in places],
        "units": [number for _area, number in places],
        "start": year.started_on,
        "end": year.ended_on,
        "picture": year.picture_on,
        "each_level": rules.yearly == YearlyRule.EACH_LEVEL,
        **_event_parameters(),
        **_order_parameters(rules),
    }


def _event_parameters() -> dict[str, list[Any]]:
    wanted = [(code, kind.value, rule) for code, rule in EVENT_RULES.items() for kind in rule.kinds]
    return {
        "event_codes": [code for code, _kind, _rule in wanted],
        "event_kinds": [kind for _code, kind, _rule in wanted],
        "event_categories": [rule.category and rule.category.value for _code, _kind, rule in wanted],
        "event_by_level": [rule.by_level for _code, _kind, rule in wanted],
    }


def _order_parameters(rules: CountingRules) -> dict[str, list[Any]]:
    leaves_out_travel = rules.shpo == TravelRule.WITHOUT_TRAVEL
    return {
        "order_lines": list(ORDER_RULES),
        "order_kinds": [rule.kind.value for rule in ORDER_RULES.values()],
        "order_travel": [rule.restricting_travel_only for rule in ORDER_RULES.values()],
        "order_home": [rule.is_switched and leaves_out_travel for rule in ORDER_RULES.values()],
    }
