"""Vocabularies of the work between meetings."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PracticeName(models.TextChoices):
    """Limits of practice that a setting holds: each has an authority and a day from which it counts."""

    CATEGORY_END_PROMPT = "category_end_prompt", _("Prompt before a category ends")


class LevelRoute(models.TextChoices):
    """How a level was decided. Level 2 and 3 move only by a meeting, or by its chair until the next one ratifies."""

    LEAD_AGENCY = "lead_agency", _("Lead agency's screening")
    REFERRAL = "referral", _("MAPPA unit's decision on a referral")
    MEETING = "meeting", _("MAPPA meeting")
    CHAIR = "chair", _("Chair between meetings, to be ratified")
    BROUGHT_IN = "brought_in", _("Brought in with the record")
