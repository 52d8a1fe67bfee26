from cases.models.access import (
    Exclusion,
    Involvement,
    NominalGroupPermission,
    Restriction,
    RestrictionMember,
)
from cases.models.clocks import (
    Clock,
)
from cases.models.history import (
    CaseEvent,
    CategoryBasis,
    LevelPeriod,
    Responsibility,
    WhereaboutsPeriod,
)
from cases.models.imports import (
    CohortFault,
    CohortImport,
)
from cases.models.nominal import (
    Address,
    Alias,
    Nominal,
)
from cases.models.offences import (
    Disposal,
    EligibilityScreening,
    QualifyingOffence,
)
from cases.models.orders import (
    Order,
)
from cases.models.practice import (
    PracticeSetting,
)
from cases.models.search import (
    SearchName,
    SearchWord,
)

__all__ = [
    "Address",
    "Alias",
    "CaseEvent",
    "CategoryBasis",
    "Clock",
    "CohortFault",
    "CohortImport",
    "Disposal",
    "EligibilityScreening",
    "Exclusion",
    "Involvement",
    "LevelPeriod",
    "Nominal",
    "NominalGroupPermission",
    "Order",
    "PracticeSetting",
    "QualifyingOffence",
    "Responsibility",
    "Restriction",
    "RestrictionMember",
    "SearchName",
    "SearchWord",
    "WhereaboutsPeriod",
]
