"""The fixed vocabularies of a nominal's record. The codes are those of the cohort files."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Category(models.IntegerChoices):
    ONE = 1, _("Category 1")
    TWO = 2, _("Category 2")
    THREE = 3, _("Category 3")
    FOUR = 4, _("Category 4")


#: Which category counts when several hold: the first of these in force.
CATEGORY_PRECEDENCE: tuple[Category, ...] = (Category.FOUR, Category.ONE, Category.TWO, Category.THREE)


class Basis(models.TextChoices):
    """Why a category holds."""

    NOTIFICATION_REQUIREMENT = "notification_requirement", _("Subject to notification requirements")
    SENTENCE_12_MONTHS = "sentence_12_months", _("Sentence of 12 months or more")
    HOSPITAL_ORDER = "hospital_order", _("Hospital or guardianship order")
    OTHER_DANGEROUS = "other_dangerous", _("Other dangerous offender")
    TERRORISM_NOTIFICATION = "terrorism_notification", _("Subject to terrorism notification")
    TERRORISM_SENTENCE = "terrorism_sentence", _("Sentence for a terrorism offence")
    TERRORISM_RISK = "terrorism_risk", _("At risk of involvement in terrorism")


#: The category that each basis brings, with the provision it rests on.
BASIS_CATEGORY: dict[Basis, tuple[Category, str]] = {
    Basis.NOTIFICATION_REQUIREMENT: (Category.ONE, "CJA 2003 s.327(2)"),
    Basis.SENTENCE_12_MONTHS: (Category.TWO, "CJA 2003 s.327(3)(b)"),
    Basis.HOSPITAL_ORDER: (Category.TWO, "CJA 2003 s.327(3)(b)"),
    Basis.OTHER_DANGEROUS: (Category.THREE, "CJA 2003 s.325(2)(b)"),
    Basis.TERRORISM_NOTIFICATION: (Category.FOUR, "CJA 2003 s.325(2)"),
    Basis.TERRORISM_SENTENCE: (Category.FOUR, "CJA 2003 s.325(2)"),
    Basis.TERRORISM_RISK: (Category.FOUR, "CJA 2003 s.325(2)"),
}


class Level(models.IntegerChoices):
    ONE = 1, _("Level 1")
    TWO = 2, _("Level 2")
    THREE = 3, _("Level 3")


class Whereabouts(models.TextChoices):
    COMMUNITY = "community", _("In the community")
    PRISON = "prison", _("In prison")
    MHA_HOSPITAL = "mha_hospital", _("Detained under the Mental Health Act")
    ABROAD = "abroad", _("Abroad")


class OrderType(models.TextChoices):
    SHPO = "shpo", _("Sexual harm prevention order")
    INTERIM_SHPO = "interim_shpo", _("Interim sexual harm prevention order")
    SRO = "sro", _("Sexual risk order")
    INTERIM_SRO = "interim_sro", _("Interim sexual risk order")
    NOTIFICATION_ORDER = "notification_order", _("Notification order")
    INTERIM_NOTIFICATION_ORDER = "interim_notification_order", _("Interim notification order")
    SOPO = "sopo", _("Sexual offences prevention order (before 2015)")
    ROSHO = "rosho", _("Risk of sexual harm order (before 2015)")
    FTO = "fto", _("Foreign travel order (before 2015)")
    STPO = "stpo", _("Slavery and trafficking prevention order")
    STRO = "stro", _("Slavery and trafficking risk order")
    VOO = "voo", _("Violent offender order")
    SPO = "spo", _("Stalking protection order")
    INTERIM_SPO = "interim_spo", _("Interim stalking protection order")
    DAPO = "dapo", _("Domestic abuse protection order")
    CBO = "cbo", _("Criminal behaviour order")
    SCPO = "scpo", _("Serious crime prevention order")
    SVRO = "svro", _("Serious violence reduction order")
    RESTRAINING_ORDER = "restraining_order", _("Restraining order")
    NON_MOLESTATION = "non_molestation", _("Non-molestation order")
    TERRORISM_NOTIFICATION = "terrorism_notification", _("Terrorism notification requirements")


#: Words for the codes by which cohort files say who asked for an order; anything else stands as it was written.
ORDER_APPLICANTS: dict[str, str | Promise] = {
    "on_conviction": _("Made on conviction"),
    "police": _("Applied for by the police"),
    "chief_officer": _("Applied for by the police"),
    "nca": _("Applied for by the National Crime Agency"),
    "other": _("Applied for by somebody else"),
}


class EventType(models.TextChoices):
    """What happened on a day, as the annual tables count it."""

    BREACH_CAUTIONED = "notification_breach_cautioned", _("Cautioned for breach of notification requirements")
    BREACH_CONVICTED = "notification_breach_convicted", _("Convicted of breach of notification requirements")
    REVOKED = "indefinite_notification_revoked", _("Indefinite notification revoked on application")
    SRO_BREACH = "sro_breach_notification", _("Became subject to notification after breach of a sexual risk order")
    RETURNED_LICENCE = "returned_to_custody_licence_breach", _("Returned to custody for breach of licence")
    RETURNED_SHPO = "returned_to_custody_shpo_breach", _("Returned to custody for breach of a SHPO")
    SFO_CHARGED = "sfo_charged", _("Charged with a serious further offence")
    SFO_CONVICTED = "sfo_convicted", _("Convicted of a serious further offence")


class Sex(models.TextChoices):
    MALE = "male", _("Male")
    FEMALE = "female", _("Female")
    NOT_KNOWN = "not_known", _("Not known")


class Ethnicity(models.TextChoices):
    """The police 18+1 self-defined codes. Pages show the words, not the code."""

    W1 = "W1", _("White: British")
    W2 = "W2", _("White: Irish")
    W3 = "W3", _("White: Gypsy or Irish Traveller")
    W9 = "W9", _("Any other White background")
    M1 = "M1", _("White and Black Caribbean")
    M2 = "M2", _("White and Black African")
    M3 = "M3", _("White and Asian")
    M9 = "M9", _("Any other mixed background")
    A1 = "A1", _("Asian: Indian")
    A2 = "A2", _("Asian: Pakistani")
    A3 = "A3", _("Asian: Bangladeshi")
    A4 = "A4", _("Asian: Chinese")
    A9 = "A9", _("Any other Asian background")
    B1 = "B1", _("Black: Caribbean")
    B2 = "B2", _("Black: African")
    B9 = "B9", _("Any other Black background")
    O1 = "O1", _("Chinese (code in use before 2011)")
    O2 = "O2", _("Arab")
    O9 = "O9", _("Any other ethnic group")
    NS = "NS", _("Not stated")


class AliasKind(models.TextChoices):
    ALIAS = "alias", _("Alias")
    NICKNAME = "nickname", _("Nickname")
    FORMER = "former", _("Former name")


class AddressKind(models.TextChoices):
    HOME = "home", _("Home")
    APPROVED_PREMISES = "approved_premises", _("Approved premises")
    NO_FIXED_ABODE = "no_fixed_abode", _("No fixed abode: area of closest links")
    OTHER = "other", _("Other")


class InvolvementReason(models.TextChoices):
    """Why a team may see a nominal. The guardian rows follow from these."""

    LEADS = "leads", _("Leads the management of this person")
    AREA_UNIT = "area_unit", _("MAPPA unit of the responsible area")
    INVOLVED = "involved", _("Its agency is involved")
    INVITED = "invited", _("Invited to a meeting about this person")
    APPROVED_REQUEST = "approved_request", _("Its request for access was approved")
    TRANSFERRED_OUT = "transferred_out", _("Its area was responsible before a transfer")
    STAYING = "staying", _("The person stays in its area")


#: Reasons that also let a team change the record; the others let it look.
REASONS_TO_CHANGE: frozenset[InvolvementReason] = frozenset({InvolvementReason.LEADS, InvolvementReason.AREA_UNIT})

#: Reasons of another area, which let a team look for a time and do nothing more.
REASONS_TO_LOOK_ALONE: frozenset[InvolvementReason] = frozenset(
    {InvolvementReason.TRANSFERRED_OUT, InvolvementReason.STAYING}
)


class LimitReason(models.TextChoices):
    """Why somebody is shut out. Fixed wording: free text would itself disclose."""

    CONFLICT_OF_INTEREST = "conflict_of_interest", _("Conflict of interest")
    KNOWS_PERSON = "knows_person", _("Knows or is related to the person")
    STAFF_MEMBER = "staff_member", _("The person works or worked for the agency")
    NATIONAL_SECURITY = "national_security", _("National security")
    HIGH_PROFILE = "high_profile", _("High public interest")
