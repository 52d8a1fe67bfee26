"""Sentences that several field classes share, made from a field's label."""

from django.utils.functional import lazy
from django.utils.translation import gettext as _


def lowered(label: object) -> str:
    """The label as it stands inside a sentence: 'Family name' becomes 'family name', 'PNC number' stays."""
    words = str(label)
    first_word = words.split(" ", 1)[0]
    if len(first_word) > 1 and first_word[1:] != first_word[1:].lower():
        return words
    return words[:1].lower() + words[1:]


def ask_to_enter(label: object) -> str:
    """What is said beside a field to be typed in that was left empty."""
    return _("Enter %(thing)s") % {"thing": lowered(label)}


def ask_to_select(label: object) -> str:
    """What is said beside a field to be chosen from that was left empty."""
    return _("Select %(thing)s") % {"thing": lowered(label)}


def ask_to_confirm(label: object) -> str:
    """What is said beside a single checkbox that has to be ticked and was not."""
    return _("Confirm: %(thing)s") % {"thing": label}


# Fields are declared while modules load, before anybody's language is known.
ask_to_enter_lazily = lazy(ask_to_enter, str)
ask_to_select_lazily = lazy(ask_to_select, str)
ask_to_confirm_lazily = lazy(ask_to_confirm, str)
