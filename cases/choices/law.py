"""Vocabularies of offences, eligibility, notification, orders and breaches."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Schedule(models.TextChoices):
    """The lists of offences that the law keeps."""

    SOA_3 = "soa_sch3", _("Sexual Offences Act 2003, Schedule 3")
    CJA_15_1 = "cja_sch15_1", _("Criminal Justice Act 2003, Schedule 15, Part 1 (violent)")
    CJA_15_2 = "cja_sch15_2", _("Criminal Justice Act 2003, Schedule 15, Part 2 (sexual)")
    CJA_327_4A = "cja_327_4a", _("Criminal Justice Act 2003, section 327(4A)")
    TERRORISM = "terrorism", _("Terrorism offences")


class OffenceOutcome(models.TextChoices):
    CONVICTED = "convicted", _("Convicted")
    CAUTIONED = "cautioned", _("Cautioned")
    INSANITY = "insanity", _("Not guilty by reason of insanity")
    DISABILITY = "disability", _("Under a disability and did the act")
    OTHER_DISPOSAL = "other_disposal", _("Other disposal")


class DisposalKind(models.TextChoices):
    IMPRISONMENT = "imprisonment", _("Imprisonment or detention")
    SUSPENDED_SENTENCE = "suspended_sentence", _("Suspended sentence")
    EXTENDED_SENTENCE = "extended_sentence", _("Extended sentence")
    LIFE = "life", _("Life sentence")
    PUBLIC_PROTECTION = "public_protection", _("Imprisonment or detention for public protection")
    LIFELONG_RESTRICTION = "lifelong_restriction", _("Order for lifelong restriction")
    DETENTION_AND_TRAINING = "detention_and_training", _("Detention and training order")
    HOSPITAL_RESTRICTED = "hospital_restricted", _("Hospital order with restriction")
    HOSPITAL = "hospital", _("Hospital order")
    GUARDIANSHIP = "guardianship", _("Guardianship order")
    CAUTION = "caution", _("Caution")
    CONDITIONAL_DISCHARGE = "conditional_discharge", _("Conditional discharge")
    COMMUNITY_ORDER = "community_order", _("Community order")
    YOUTH_REHABILITATION = "youth_rehabilitation", _("Youth rehabilitation order")
    FINE = "fine", _("Fine")
    OTHER = "other", _("Other")


class ScreeningOutcome(models.TextChoices):
    CATEGORY_1 = "category_1", _("Category 1")
    CATEGORY_2 = "category_2", _("Category 2")
    CATEGORY_3 = "category_3", _("Category 3")
    CATEGORY_4 = "category_4", _("Category 4")
    NOT_ELIGIBLE = "not_eligible", _("Not MAPPA eligible")


class NotificationSource(models.TextChoices):
    """What made a person subject to notification."""

    DISPOSAL = "disposal", _("Conviction, caution or finding")
    SHPO = "shpo", _("Sexual harm prevention order")
    NOTIFICATION_ORDER = "notification_order", _("Notification order")
    SRO_BREACH = "sro_breach", _("Breach of a sexual risk order")


class NotificationKind(models.TextChoices):
    INITIAL = "initial", _("First notification")
    PERIODIC = "periodic", _("Yearly notification")
    WEEKLY = "weekly", _("Weekly notification, no sole or main residence")
    CHANGE_NAME = "change_name", _("Change of name")
    CHANGE_ADDRESS = "change_address", _("Change of home address")
    STAY = "stay", _("Stay elsewhere of 7 days")
    CHILD_HOUSEHOLD = "child_household", _("Household with a child, 12 hours or more")
    PASSPORT = "passport", _("Passport or identity document")
    BANK = "bank", _("Bank account or card")
    TRAVEL_OUT = "travel_out", _("Journey abroad")
    TRAVEL_RETURN = "travel_return", _("Return from abroad")
    RELEASE = "release", _("Release from custody")


class RevocationOutcome(models.TextChoices):
    REVOKED = "revoked", _("Requirement ended")
    REFUSED = "refused", _("Application refused")


class OrderTermKind(models.TextChoices):
    PROHIBITION = "prohibition", _("Prohibition")
    REQUIREMENT = "requirement", _("Positive requirement")
    FOREIGN_TRAVEL = "foreign_travel", _("Foreign travel restriction")
    MONITORING = "monitoring", _("Electronic monitoring")


class OrderChangeKind(models.TextChoices):
    VARIED = "varied", _("Varied")
    RENEWED = "renewed", _("Renewed")
    DISCHARGED = "discharged", _("Discharged")
    APPEALED = "appealed", _("Changed on appeal")
    REPLACED = "replaced", _("Replaced by a later order")
    ENDED = "ended", _("Ended otherwise")


class OrderEnd(models.TextChoices):
    """What a change does to the end of an order."""

    STAYS = "stays", _("Stays as it is")
    NEW_END = "new_end", _("A new end")
    OPEN = "open", _("Until further order")
    ENDS = "ends", _("The order ends that day")


class BreachOf(models.TextChoices):
    NOTIFICATION = "notification", _("Notification requirements")
    ORDER = "order", _("An order")
    LICENCE = "licence", _("Licence")


class BreachOutcome(models.TextChoices):
    OPEN = "open", _("Not decided yet")
    NO_FURTHER_ACTION = "no_further_action", _("No further action")
    CAUTIONED = "cautioned", _("Cautioned")
    CHARGED = "charged", _("Charged")
    CONVICTED = "convicted", _("Convicted")
    ACQUITTED = "acquitted", _("Not guilty or discontinued")


class RecallBecause(models.TextChoices):
    LICENCE = "licence", _("Breach of licence")
    SHPO = "shpo", _("Breach of a sexual harm prevention order")
    NEW_OFFENCE = "new_offence", _("New offence")


class CustodyDateKind(models.TextChoices):
    PAROLE_HEARING = "parole_hearing", _("Parole hearing")
    EARLIEST_RELEASE = "earliest_release", _("Earliest release")
    PLANNED_RELEASE = "planned_release", _("Planned release")
    LICENCE_ENDS = "licence_ends", _("Licence ends")
    SENTENCE_ENDS = "sentence_ends", _("Sentence ends")
