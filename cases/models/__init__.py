from cases.models.access import (
    Exclusion,
    Involvement,
    NominalGroupPermission,
    Restriction,
    RestrictionMember,
)
from cases.models.alerts import (
    Alert,
    DigestChoice,
)
from cases.models.breaches import (
    Breach,
    CustodyDate,
    Recall,
)
from cases.models.caseload import (
    Allocation,
)
from cases.models.clocks import (
    Clock,
)
from cases.models.documents import (
    Document,
    DocumentVersion,
    ExportFile,
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
from cases.models.notification import (
    ChangeToNotify,
    ForeignTravel,
    IndefiniteReview,
    Notification,
    NotificationRequirement,
)
from cases.models.offences import (
    Disposal,
    EligibilityScreening,
    QualifyingOffence,
)
from cases.models.orders import (
    Order,
    OrderChange,
    OrderTerm,
)
from cases.models.particulars import (
    Association,
    HouseholdChild,
    Particular,
    Trace,
)
from cases.models.plans import (
    PlanEntry,
    RiskManagementPlan,
)
from cases.models.practice import (
    PracticeSetting,
)
from cases.models.referrals import (
    Referral,
    ReferralStep,
)
from cases.models.reviews import (
    DipSample,
    LevelReview,
    RescreenPrompt,
)
from cases.models.risk import (
    Assessment,
    Flag,
    HomeVisit,
    RoshAssessment,
)
from cases.models.search import (
    SearchName,
    SearchWord,
)
from cases.models.transfers import (
    Transfer,
)

__all__ = [
    "Address",
    "Alert",
    "Alias",
    "Allocation",
    "Assessment",
    "Association",
    "Breach",
    "CaseEvent",
    "CategoryBasis",
    "ChangeToNotify",
    "Clock",
    "CohortFault",
    "CohortImport",
    "CustodyDate",
    "DigestChoice",
    "DipSample",
    "Disposal",
    "Document",
    "DocumentVersion",
    "EligibilityScreening",
    "Exclusion",
    "ExportFile",
    "Flag",
    "ForeignTravel",
    "HomeVisit",
    "HouseholdChild",
    "IndefiniteReview",
    "Involvement",
    "LevelPeriod",
    "LevelReview",
    "Nominal",
    "NominalGroupPermission",
    "Notification",
    "NotificationRequirement",
    "Order",
    "OrderChange",
    "OrderTerm",
    "Particular",
    "PlanEntry",
    "PracticeSetting",
    "QualifyingOffence",
    "Recall",
    "Referral",
    "ReferralStep",
    "RescreenPrompt",
    "Responsibility",
    "Restriction",
    "RestrictionMember",
    "RiskManagementPlan",
    "RoshAssessment",
    "SearchName",
    "SearchWord",
    "Stay",
    "Trace",
    "Transfer",
    "WhereaboutsPeriod",
]
