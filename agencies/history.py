"""Change history that the application cannot rewrite: who, when, before and after, for every model.

Each insert, update and delete leaves a row in an append-only table beside the model's own, with who did it inside the
same protected row. The database role of the application may only read and insert there.
"""

from collections.abc import Callable
from typing import TypeVar

import pghistory
import pghistory.models
import pgtrigger
from django.db import models

M = TypeVar("M", bound=models.Model)


class HistoryRow(pghistory.models.Event):
    """One state of a tracked row. 64-bit keys, because these tables outgrow 32."""

    pgh_id = models.BigAutoField(primary_key=True)

    class Meta:
        abstract = True


def tracked(model: type[M]) -> type[M]:
    """Class decorator: keep the history of a model in `<Model>History`."""
    return _track(model.__name__)(model)


def tracked_without(*secrets: str) -> Callable[[type[M]], type[M]]:
    """As `tracked`, leaving out fields that must not outlive their use, such as a password's digest."""

    def decorate(model: type[M]) -> type[M]:
        return _track(model.__name__, list(secrets))(model)

    return decorate


def _track(name: str, exclude: list[str] | None = None) -> Callable:
    # The library keeps and changes the dicts that it is given: each model gets its own.
    no_truncate = pgtrigger.Trigger(
        name="no_truncate",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func="RAISE EXCEPTION 'append-only table %', TG_TABLE_NAME;",
    )
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        model_name=f"{name}History",
        exclude=exclude,
        append_only=True,
        base_model=HistoryRow,
        context_field=pghistory.ContextJSONField(),
        meta={"triggers": [no_truncate]},
    )
