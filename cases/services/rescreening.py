"""Prompts to look at a level again because something happened: left by the services that record what happened."""

import datetime

from cases.choices import RescreenTrigger
from cases.models import Nominal, RescreenPrompt


def prompt_to_rescreen(nominal: Nominal, trigger: RescreenTrigger, happened_on: datetime.date) -> None:
    """Ask for the level to be looked at again; once for each trigger and day. The nominal must be held."""
    RescreenPrompt.objects.get_or_create(nominal=nominal, trigger=trigger, happened_on=happened_on)
