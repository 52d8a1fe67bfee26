"""Puts drawn rows into their tables by COPY, as the owner, without the change history that nobody made."""

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model

from bench.population import Row

#: In the order in which they refer to each other; the columns are those of the drawn rows.
COLUMNS = {
    "nominal": (
        "cases_nominal",
        "id reference family_name given_names date_of_birth sex ethnicity pnc_id cro_number crn noms_number visor_ref "
        "died_on source_area_id source_reference version created_at",
    ),
    "alias": ("cases_alias", "id nominal_id kind family_name given_names"),
    "responsibility": ("cases_responsibility", "nominal_id area_id lead_agency_id lead_team_id started_on ended_on"),
    "categorybasis": ("cases_categorybasis", "nominal_id category basis started_on ended_on"),
    "levelperiod": ("cases_levelperiod", "nominal_id level decided_by_id rationale started_on ended_on"),
    "whereaboutsperiod": ("cases_whereaboutsperiod", "nominal_id status started_on ended_on"),
    "involvement": ("cases_involvement", "id nominal_id team_id reason responsibility_id note started_on ended_on"),
    "order": (
        "cases_order",
        "id nominal_id order_type made_on ends_on foreign_travel_restriction court applicant ended_on end_reason",
    ),
    "caseevent": ("cases_caseevent", "nominal_id event_type occurred_on"),
    "user": (
        "agencies_user",
        "id password last_login is_superuser email full_name grade is_active is_staff joined_at switched_off_at "
        "switched_off_because",
    ),
    "membership": ("agencies_membership", "id user_id team_id role started_on ended_on"),
    "auditevent": (
        "agencies_auditevent",
        "at actor_id action outcome rule subject_type subject_id subject_reference shown detail route method address "
        "request_id",
    ),
}
#: So many drawn rows are in memory at once.
BATCH = 200_000


def copy_all(rows: Iterable[tuple[str, Row]]) -> dict[str, int]:
    """Store the rows, in transactions of many. Returns how many went into each table."""
    counts: dict[str, int] = defaultdict(int)
    drawn = iter(rows)
    while batch := list(islice(drawn, BATCH)):
        lines = defaultdict(list)
        for table, row in batch:
            lines[table].append("\t".join(map(str, row)))
        with transaction.atomic(), connection.cursor() as cursor:
            for table in filter(lines.__contains__, COLUMNS):
                cursor.cursor.copy_expert(*_copy(table, lines[table]))
                counts[table] += len(lines[table])
    return dict(counts)


def _copy(table: str, lines: list[str]) -> tuple[str, io.StringIO]:
    """The statement and its data. Columns that the drawn rows say nothing of get what the model holds then."""
    name, columns = COLUMNS[table]
    given = columns.split()
    others = {
        str(field.column): field.get_default()
        for field in _model(name)._meta.concrete_fields
        if field.column not in given and not field.null and not (field.primary_key or field.generated)
    }
    rest = "".join(f"\t{_written(value)}" for value in others.values())
    return f"COPY {name} ({', '.join([*given, *others])}) FROM STDIN", io.StringIO(
        "".join(f"{line}{rest}\n" for line in lines)
    )


def _model(table: str) -> type[Model]:
    return next(model for model in apps.get_models() if model._meta.db_table == table)


def _written(value: object) -> object:
    return {True: "t", False: "f"}.get(value, value) if isinstance(value, bool) else value


@contextmanager
def without_history() -> Iterator[None]:
    """No row of history is written inside: this data set has no past of edits, and it would double the time."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, quote_ident(tgname) FROM pg_trigger WHERE tgname LIKE 'pgtrigger_%'"
        )
        triggers = cursor.fetchall()
        _switch(triggers, "DISABLE")
    yield
    with connection.cursor() as cursor:
        _switch(triggers, "ENABLE")


def _switch(triggers: list[tuple[str, str]], state: str) -> None:
    with connection.cursor() as cursor:
        for table, trigger in triggers:
            cursor.execute(f"ALTER TABLE {table} {state} TRIGGER {trigger}")
