"""The fixed vocabularies of the nominal's record, by subject. The codes are those of the cohort files."""

from cases.choices.law import (
    DisposalKind,
    OffenceOutcome,
    Schedule,
    ScreeningOutcome,
)
from cases.choices.record import (
    BASIS_CATEGORY,
    CATEGORY_PRECEDENCE,
    ORDER_APPLICANTS,
    REASONS_TO_CHANGE,
    AddressKind,
    AliasKind,
    Basis,
    Category,
    Ethnicity,
    EventType,
    InvolvementReason,
    Level,
    LimitReason,
    OrderType,
    Sex,
    Whereabouts,
)
from cases.choices.work import (
    LevelRoute,
    PracticeName,
)

__all__ = [
    "BASIS_CATEGORY",
    "CATEGORY_PRECEDENCE",
    "ORDER_APPLICANTS",
    "REASONS_TO_CHANGE",
    "AddressKind",
    "AliasKind",
    "Basis",
    "Category",
    "DisposalKind",
    "Ethnicity",
    "EventType",
    "InvolvementReason",
    "Level",
    "LevelRoute",
    "LimitReason",
    "OffenceOutcome",
    "OrderType",
    "PracticeName",
    "Schedule",
    "ScreeningOutcome",
    "Sex",
    "Whereabouts",
]
