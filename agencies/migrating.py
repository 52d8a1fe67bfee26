"""A migration operation that makes many related tables at the cost of one.

Django renders every related model again after each operation. Nearly all of ours are related to the nominal and to the
user, and each has its history beside it, so that a few hundred operations took minutes. Here the state changes of all
are made first and rendered once. Used by migrations alone.
"""

from typing import Any

from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation


class Together(Operation):
    """Apply operations as one: tables made here come out in their final form, with their constraints and indexes.

    Operations on tables that existed before run one by one, from the state before to the state after the whole.
    """

    reduces_to_sql = True
    reversible = True
    serialization_expand_args = ["operations"]

    def __init__(self, operations: list[Operation]) -> None:
        self.operations = operations
        self._made = {operation.name_lower for operation in operations if isinstance(operation, CreateModel)}

    def state_forwards(self, app_label: str, state: Any) -> None:
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for operation in self.operations:
            if isinstance(operation, CreateModel) or not self._concerns_made(operation):
                operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for operation in reversed(self.operations):
            if isinstance(operation, CreateModel) or not self._concerns_made(operation):
                operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def _concerns_made(self, operation: Operation) -> bool:
        name = getattr(operation, "model_name_lower", None) or getattr(operation, "name_lower", "")
        return name in self._made

    def describe(self) -> str:
        return f"Make {len(self._made)} tables together"
