"""Vocabularies of offences, how they were dealt with, and eligibility."""

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
