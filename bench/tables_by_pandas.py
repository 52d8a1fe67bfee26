"""The annual tables counted with pandas, as somebody would who fetches the histories and works in memory.

An answer of its own: the measurement checks that it equals the product's. Days are numbers since 2000; open is FAR.
"""

import io
from typing import Any

import pandas as pd
from django.db import connection

from cases.choices import CATEGORY_PRECEDENCE
from reporting.definitions import EVENT_RULES, ORDER_RULES
from reporting.years import ReportingYear

FAR = 1_000_000
#: (area, table, line, column) and how many it counts.
Counts = dict[tuple[str, str, int, int], int]
_PERIOD = "started_on - date '2000-01-01' AS first, coalesce(ended_on - date '2000-01-01', 1000000) AS last"
NEEDED = {
    "people": "SELECT id AS nominal, died_on - date '2000-01-01' AS died FROM cases_nominal WHERE died_on IS NOT NULL",
    "duties": f"SELECT nominal_id AS nominal, area_id AS area, {_PERIOD} FROM cases_responsibility",
    "levels": f"SELECT nominal_id AS nominal, level, {_PERIOD} FROM cases_levelperiod",
    "bases": f"SELECT nominal_id AS nominal, category, {_PERIOD} FROM cases_categorybasis",
    "places": f"SELECT nominal_id AS nominal, status, {_PERIOD} FROM cases_whereaboutsperiod",
    "events": "SELECT id, nominal_id AS nominal, event_type AS kind, occurred_on - date '2000-01-01' AS day"
    " FROM cases_caseevent",
    "orders": "SELECT id, nominal_id AS nominal, order_type AS kind, made_on - date '2000-01-01' AS day,"
    " foreign_travel_restriction::int AS travel FROM cases_order",
}


def fetch() -> dict[str, Any]:
    """The needed columns of every table, by COPY, which is the quickest way out."""
    frames = {}
    with connection.cursor() as cursor:
        for name, select in NEEDED.items():
            data = io.StringIO()
            cursor.cursor.copy_expert(f"COPY ({select}) TO STDOUT (FORMAT csv, HEADER)", data)
            data.seek(0)
            frames[name] = pd.read_csv(data)
    return frames


class Tables:
    """T1 to T8 of every area for a year."""

    def __init__(self, frames: dict[str, Any], year: ReportingYear) -> None:
        self.frames = frames
        self.start, self.end, self.picture = (_number(day) for day in (year.started_on, year.ended_on, year.picture_on))
        bases = frames["bases"]
        ranks = {category.value: place for place, category in enumerate(CATEGORY_PRECEDENCE)}
        self.bases = bases.assign(rank=bases["category"].map(ranks))
        self.died = frames["people"].set_index("nominal")["died"]

    def count(self) -> Counts:
        return self._snapshot() | self._yearly() | self._events() | self._orders()

    def _alive(self, frame: Any, day: Any) -> Any:
        return frame[frame["nominal"].map(self.died).fillna(FAR) > day]

    def _snapshot(self) -> Counts:
        def held(name: str) -> Any:
            frame = self.bases if name == "bases" else self.frames[name]
            return frame[(frame["first"] <= self.picture) & (frame["last"] > self.picture)].drop(
                columns=["first", "last"]
            )

        places = held("places")
        people = held("duties").merge(held("levels"), on="nominal")
        people = people.merge(places[places["status"] == "community"], on="nominal").merge(held("bases"), on="nominal")
        people = self._alive(people, self.picture)
        ranks = people.groupby(["area", "nominal", "level"], as_index=False)["rank"].min()
        return _counted(ranks.assign(code="T1", line=ranks["level"], col=_category(ranks["rank"])))

    def _yearly(self) -> Counts:
        levels, duties = self.frames["levels"], self.frames["duties"]
        high = levels[(levels["level"] >= 2) & (levels["first"] < self.end) & (levels["last"] > self.start)]
        both = high.merge(duties, on="nominal", suffixes=("", "_duty"))
        both["died"] = both["nominal"].map(self.died).fillna(FAR)
        both["from"] = both[["first", "first_duty"]].max(axis=1).clip(lower=self.start)
        both["to"] = both[["last", "last_duty", "died"]].min(axis=1).clip(upper=self.end)
        both = both[both["from"] < both["to"]][["area", "nominal", "level", "from", "to"]]
        based = both.merge(self.bases, on="nominal")
        based = based[(based["first"] < based["to"]) & (based["last"] > based["from"])]
        based["day"] = based[["last", "to"]].min(axis=1) - 1
        based = based.sort_values(["day", "rank"], ascending=[False, True])
        based = based.drop_duplicates(["area", "nominal", "level"])
        highest = both.groupby(["area", "nominal"], as_index=False)["level"].max()
        found = based.merge(highest, on=["area", "nominal", "level"])
        return _counted(found.assign(code="T2", line=found["level"], col=_category(found["rank"])))

    def _on_the_day(self, frame: Any) -> Any:
        """Rows of the year with the area, level and category of their day; without the two last where none held."""
        frame = frame[(frame["day"] >= self.start) & (frame["day"] < self.end)]
        frame = self._alive(frame, frame["day"])
        frame = _holding(frame.merge(self.frames["duties"], on="nominal"))
        levels = _holding(frame.merge(self.frames["levels"], on="nominal"))[["id", "level"]]
        ranks = _holding(frame.merge(self.bases, on="nominal")).groupby("id")["rank"].min()
        return frame.merge(levels, on="id", how="left").merge(ranks, on="id", how="left")

    def _events(self) -> Counts:
        happened = self._on_the_day(self.frames["events"])
        happened = happened[happened["rank"] != 0]
        found: Counts = {}
        for code, rule in EVENT_RULES.items():
            rows = happened[happened["kind"].isin([kind.value for kind in rule.kinds])]
            if rule.category:
                rows = rows[_category(rows["rank"]) == rule.category.value]
            if rule.by_level:
                rows = rows[(rows["level"] >= 2) & rows["rank"].notna()]
            rows = rows.assign(
                code=code,
                line=rows["level"] if rule.by_level else 0,
                col=_category(rows["rank"]) if rule.by_level else 0,
            )
            rows = rows.sort_values(["line", "day", "id"], ascending=False).drop_duplicates(["area", "nominal"])
            found |= _counted(rows)
        return found

    def _orders(self) -> Counts:
        made = self._on_the_day(self.frames["orders"])
        made = made[_category(made["rank"]) == 1]
        found: Counts = {}
        for line, rule in ORDER_RULES.items():
            rows = made[(made["kind"] == rule.kind.value) & (made["travel"] >= int(rule.restricting_travel_only))]
            found |= _counted(rows.assign(code="T5", line=line, col=0))
        return found


def _number(day: Any) -> int:
    return int((pd.Timestamp(day) - pd.Timestamp("2000-01-01")).days)


def _holding(frame: Any) -> Any:
    """Rows whose period holds their day, without the period."""
    return frame[(frame["first"] <= frame["day"]) & (frame["last"] > frame["day"])].drop(columns=["first", "last"])


def _category(ranks: Any) -> Any:
    return ranks.map({place: category.value for place, category in enumerate(CATEGORY_PRECEDENCE)})


def _counted(rows: Any) -> Counts:
    """How many rows in each cell; Category 4 counts in none."""
    rows = rows[rows["col"] != 4]
    sizes = rows.groupby(["area", "code", "line", "col"]).size()
    return {(area, code, int(line), int(col)): int(size) for (area, code, line, col), size in sizes.items()}
