"""The fixed vocabularies of who takes part in MAPPA, and why the law says so."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Nation(models.TextChoices):
    ENGLAND = "England", _("England")
    WALES = "Wales", _("Wales")


class StatutoryRole(models.TextChoices):
    """What the Criminal Justice Act 2003, section 325, makes of an agency."""

    RESPONSIBLE_AUTHORITY = "responsible_authority", _("Responsible Authority")
    DUTY_TO_COOPERATE = "duty_to_cooperate", _("Duty to co-operate")
    NEITHER = "neither", _("Invited case by case")


class AgencyKind(models.TextChoices):
    POLICE = "police", _("Police")
    PROBATION = "probation", _("Probation Service")
    PROBATION_NSD = "probation_nsd", _("Probation Service, National Security Division")
    PRISON = "prison", _("HM Prison Service")
    MAPPA_UNIT = "mappa_unit", _("MAPPA unit")
    YOUTH_JUSTICE = "youth_justice", _("Youth justice service")
    DWP = "dwp", _("Department for Work and Pensions")
    NHS_ENGLAND = "nhs_england", _("NHS England")
    EDUCATION = "education", _("Local authority: education")
    CHILDRENS_SOCIAL_CARE = "childrens_social_care", _("Local authority: children's social care")
    ADULT_SOCIAL_CARE = "adult_social_care", _("Local authority: adult social care")
    HOUSING = "housing", _("Local housing authority")
    REGISTERED_LANDLORD = "registered_landlord", _("Registered social landlord")
    INTEGRATED_CARE_BOARD = "integrated_care_board", _("Integrated care board")
    LOCAL_HEALTH_BOARD = "local_health_board", _("Local Health Board (Wales)")
    HEALTH = "health", _("NHS trust, mental health")
    ELECTRONIC_MONITORING = "electronic_monitoring", _("Electronic monitoring provider")
    IMMIGRATION = "immigration", _("Home Office Immigration Enforcement")
    VICTIM_LIAISON = "victim_liaison", _("Victim liaison unit (Probation Service)")
    APPROVED_PREMISES = "approved_premises", _("Approved premises")
    DOMESTIC_ABUSE_SERVICE = "domestic_abuse_service", _("Specialist domestic abuse service")
    SUBSTANCE_MISUSE = "substance_misuse", _("Substance misuse provider")
    SERVICE_POLICE = "service_police", _("Ministry of Defence and service police")
    CPS = "cps", _("Crown Prosecution Service")
    THIRD_SECTOR = "third_sector", _("Third sector organisation")


@dataclass(frozen=True)
class KindFacts:
    """How the law sees a kind of agency. `nations` is where it exists."""

    role: StatutoryRole
    legal_basis: str = ""
    nations: tuple[str, ...] = (Nation.ENGLAND, Nation.WALES)
    is_national: bool = False


_RA = StatutoryRole.RESPONSIBLE_AUTHORITY
_DTC = StatutoryRole.DUTY_TO_COOPERATE
_NEITHER = StatutoryRole.NEITHER

#: One row for each kind: role, legal basis, where it exists, whether one agency serves both nations.
KIND_FACTS: dict[AgencyKind, KindFacts] = {
    AgencyKind.POLICE: KindFacts(_RA, "CJA 2003 s.325(1)"),
    AgencyKind.PROBATION: KindFacts(_RA, "CJA 2003 s.325(1)", is_national=True),
    AgencyKind.PROBATION_NSD: KindFacts(_RA, "CJA 2003 s.325(1)", is_national=True),
    AgencyKind.PRISON: KindFacts(_RA, "CJA 2003 s.325(1)", is_national=True),
    AgencyKind.MAPPA_UNIT: KindFacts(_RA, "CJA 2003 s.325(2)"),
    AgencyKind.YOUTH_JUSTICE: KindFacts(_DTC, "CJA 2003 s.325(6)(a)"),
    AgencyKind.DWP: KindFacts(_DTC, "CJA 2003 s.325(6)(b)", is_national=True),
    AgencyKind.NHS_ENGLAND: KindFacts(_DTC, "CJA 2003 s.325(6)(ba)", (Nation.ENGLAND,), is_national=True),
    AgencyKind.EDUCATION: KindFacts(_DTC, "CJA 2003 s.325(6)"),
    AgencyKind.CHILDRENS_SOCIAL_CARE: KindFacts(_DTC, "CJA 2003 s.325(6)"),
    AgencyKind.ADULT_SOCIAL_CARE: KindFacts(_DTC, "CJA 2003 s.325(6)"),
    AgencyKind.HOUSING: KindFacts(_DTC, "CJA 2003 s.325(6)"),
    AgencyKind.REGISTERED_LANDLORD: KindFacts(_DTC, "CJA 2003 s.325(6)"),
    AgencyKind.INTEGRATED_CARE_BOARD: KindFacts(_DTC, "CJA 2003 s.325(6)", (Nation.ENGLAND,)),
    AgencyKind.LOCAL_HEALTH_BOARD: KindFacts(_DTC, "CJA 2003 s.325(6)", (Nation.WALES,)),
    AgencyKind.HEALTH: KindFacts(_DTC, "CJA 2003 s.325(6)"),
    AgencyKind.ELECTRONIC_MONITORING: KindFacts(_DTC, "CJA 2003 s.325(6)", is_national=True),
    AgencyKind.IMMIGRATION: KindFacts(_DTC, "CJA 2003 s.325(6)", is_national=True),
    AgencyKind.VICTIM_LIAISON: KindFacts(_NEITHER, is_national=True),
    AgencyKind.APPROVED_PREMISES: KindFacts(_NEITHER, is_national=True),
    AgencyKind.DOMESTIC_ABUSE_SERVICE: KindFacts(_NEITHER),
    AgencyKind.SUBSTANCE_MISUSE: KindFacts(_NEITHER),
    AgencyKind.SERVICE_POLICE: KindFacts(_NEITHER, is_national=True),
    AgencyKind.CPS: KindFacts(_NEITHER, is_national=True),
    AgencyKind.THIRD_SECTOR: KindFacts(_NEITHER),
}


class Role(models.TextChoices):
    OFFENDER_MANAGER = "offender_manager", _("Offender manager")
    TEAM_SUPERVISOR = "team_supervisor", _("Team supervisor")
    MAPPA_ADMINISTRATOR = "mappa_administrator", _("MAPPA administrator")
    MAPPA_COORDINATOR = "mappa_coordinator", _("MAPPA co-ordinator")
    PANEL_CHAIR = "panel_chair", _("Panel chair")
    PANEL_MEMBER = "panel_member", _("Panel member")
    VICTIM_LIAISON_OFFICER = "victim_liaison_officer", _("Victim liaison officer")
    SMB_MEMBER = "smb_member", _("SMB member")
    LAY_ADVISER = "lay_adviser", _("Lay adviser")
    DATA_PROTECTION_OFFICER = "data_protection_officer", _("Data protection officer")
    SYSTEM_ADMINISTRATOR = "system_administrator", _("System administrator")


class InvitationStatus(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    ACCEPTED = "accepted", _("Accepted")
    EXPIRED = "expired", _("Expired")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class AuditAction(models.TextChoices):
    VIEW = "view", _("Viewed")
    LIST = "list", _("Listed")
    SEARCH = "search", _("Searched")
    CREATE = "create", _("Created")
    CHANGE = "change", _("Changed")
    EXPORT = "export", _("Exported")
    DOWNLOAD = "download", _("Downloaded")
    IMPORT = "import", _("Imported")
    GRANT = "grant", _("Gave access")
    REVOKE = "revoke", _("Ended access")
    SIGN_IN = "sign_in", _("Signed in")
    SIGN_OUT = "sign_out", _("Signed out")
    SIGN_IN_FAILED = "sign_in_failed", _("Failed to sign in")
    ADMINISTER = "administer", _("Administered accounts")


class AuditOutcome(models.TextChoices):
    ALLOWED = "allowed", _("Allowed")
    REFUSED = "refused", _("Refused")
