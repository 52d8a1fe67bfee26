"""The clocks: every limit of law or practice that runs for a nominal, kept as rows that follow from the record.

Each subject registers its kinds (`register`) with one SQL statement that yields what should run; `refresh` makes the
table agree, for some nominals in the transaction that changed them, or for all by night. `differences` proves it.
"""

import pkgutil
from importlib import import_module

from cases.clocks.registry import ClockKind, Owner, kinds, register
from cases.clocks.upkeep import differences, refresh

__all__ = ["ClockKind", "Owner", "differences", "kinds", "load_kinds", "refresh", "register"]


def load_kinds() -> None:
    """Import every module of this package: each that is a subject registers its kinds."""
    for module in pkgutil.iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
