"""Vocabularies of risk, plans, people and places."""

from django.db import models
from django.utils.translation import gettext_lazy as _

#: Tools in use, offered as suggestions: the field is free text, because tools and their versions come and go.
TOOLS: tuple[str, ...] = (
    "OASys",
    "RSR",
    "OSP-DC",
    "OSP-IIC",
    "ARMS",
    "RM2000",
    "SARA",
    "SAM",
    "DASH",
    "ERG22+",
    "AssetPlus",
    "OGRS3",
    "OVP",
    "OGP",
    "HCR-20",
    "RSVP",
)


class RiskBand(models.TextChoices):
    NOT_APPLICABLE = "n_a", _("Not applicable")
    LOW = "low", _("Low")
    MEDIUM = "medium", _("Medium")
    HIGH = "high", _("High")
    VERY_HIGH = "very_high", _("Very high")


#: From the least to the most. Bands and levels of risk of serious harm share their codes.
RISK_ORDER: tuple[str, ...] = (RiskBand.LOW, RiskBand.MEDIUM, RiskBand.HIGH, RiskBand.VERY_HIGH)

#: What the interval between home visits goes by.
VISIT_TOOLS: tuple[str, ...] = ("ARMS", "OSP-DC", "OSP-IIC", "RM2000")


class RoshLevel(models.TextChoices):
    """Risk of serious harm: very high is imminent, high at any time, medium unlikely without a change."""

    LOW = "low", _("Low")
    MEDIUM = "medium", _("Medium")
    HIGH = "high", _("High")
    VERY_HIGH = "very_high", _("Very high")


#: To whom, in the order of the form: the fields of an assessment of risk of serious harm.
ROSH_GROUPS: tuple[str, ...] = ("children", "public", "known_adult", "staff", "prisoners")


class RoshSetting(models.TextChoices):
    COMMUNITY = "community", _("In the community")
    CUSTODY = "custody", _("In custody")


class VisitOutcome(models.TextChoices):
    """Only a visit at which the person was seen starts the interval to the next."""

    SEEN = "seen", _("The person was seen")
    NOT_SEEN = "not_seen", _("Let in, but the person was not seen")
    TRIED = "tried", _("Tried: nobody answered, or nobody was let in")


class Pillar(models.TextChoices):
    SUPERVISION = "supervision", _("Supervision")
    MONITORING = "monitoring", _("Monitoring and control")
    INTERVENTIONS = "interventions", _("Interventions and treatment")
    VICTIM_SAFETY = "victim_safety", _("Victim safety")
    CONTINGENCY = "contingency", _("Contingency")


class FlagKind(models.TextChoices):
    STAFF_SAFETY = "staff_safety", _("Risk to staff")
    RESTRICTED_PATIENT = "restricted_patient", _("Restricted patient")
    FOREIGN_NATIONAL = "foreign_national", _("Foreign national")
    SERVICE = "service", _("Service personnel or veteran")
    WANTED = "wanted", _("Wanted")
    MISSING = "missing", _("Missing")
    CPPC = "cppc", _("Critical Public Protection Case")
    HIGH_PROFILE = "high_profile", _("High public interest")
    INTERPRETER = "interpreter", _("Needs an interpreter")
    LEGAL_HOLD = "legal_hold", _("Legal hold: keep everything")


class ParticularKind(models.TextChoices):
    PHONE = "phone", _("Telephone")
    EMAIL = "email", _("Email address")
    ONLINE = "online", _("Online identity")
    VEHICLE = "vehicle", _("Vehicle")
    PASSPORT = "passport", _("Passport or identity document")
    BANK_ACCOUNT = "bank_account", _("Bank account or card")
    EMPLOYMENT = "employment", _("Employment or education")


class AssociationKind(models.TextChoices):
    PARTNER = "partner", _("Partner")
    FAMILY = "family", _("Family")
    FRIEND = "friend", _("Friend")
    CO_DEFENDANT = "co_defendant", _("Co-defendant")
    ASSOCIATE = "associate", _("Associate")
    SUPPORTER = "supporter", _("Supportive person")
