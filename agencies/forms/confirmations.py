"""The quarterly question about each member of a team."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import Membership
from pagekit.dates import long_date
from pagekit.fields import ChoiceField
from pagekit.forms import PageForm


class Answer(models.TextChoices):
    KEEP = "keep", gettext_lazy("Still needed")
    END = "end", gettext_lazy("No longer needed")


class ConfirmationForm(PageForm):
    """One question for each membership shown; whoever is not answered for is asked again."""

    def __init__(self, *args: Any, memberships: Iterable[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for membership in memberships:
            self.fields[str(membership.pk)] = _question(membership)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.values()):
            self.add_error(None, _("Answer for at least one person."))
        return cleaned

    def answers(self) -> dict[str, dict[uuid.UUID, bool]]:
        """Whether each membership that was answered for is still needed."""
        given = {name: value for name, value in self.cleaned_data.items() if value}
        return {"answers": {uuid.UUID(name): value == Answer.KEEP for name, value in given.items()}}


def _question(membership: Membership) -> ChoiceField:
    words = {"person": membership.user.full_name, "role": membership.get_role_display(), "team": membership.team.name}
    seen = membership.user.last_login
    last = _("Last signed in on %(day)s.") % {"day": long_date(seen)} if seen else _("Has never signed in.")
    return ChoiceField(
        label=_("%(person)s, %(role)s, %(team)s") % words,
        help_text=last,
        choices=Answer.choices,
        required=False,
    )
