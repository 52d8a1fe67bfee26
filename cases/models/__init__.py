from cases.models.access import (
    Exclusion,
    Involvement,
    NominalGroupPermission,
    Restriction,
    RestrictionMember,
)
from cases.models.history import (
    CaseEvent,
    CategoryBasis,
    LevelPeriod,
    Responsibility,
    WhereaboutsPeriod,
)
from cases.models.imports import CohortImport
from cases.models.nominal import Address, Alias, Nominal
from cases.models.orders import Order
from cases.models.search import SearchName

__all__ = [
    "Address",
    "Alias",
    "CaseEvent",
    "CategoryBasis",
    "CohortImport",
    "Exclusion",
    "Involvement",
    "LevelPeriod",
    "Nominal",
    "NominalGroupPermission",
    "Order",
    "Responsibility",
    "Restriction",
    "RestrictionMember",
    "SearchName",
    "WhereaboutsPeriod",
]
