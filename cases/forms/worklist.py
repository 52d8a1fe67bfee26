"""What of the worklist to show."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.clocks import kinds
from cases.worklist import When
from pagekit.fields import ChoiceField, with_blank
from pagekit.forms import PageForm


class WorklistFilter(PageForm):
    when = ChoiceField(
        label=_("When"), choices=with_blank(When.choices, _("Any time")), widget=forms.Select, required=False
    )
    kind = ChoiceField(label=_("What is due"), widget=forms.Select, required=False)
    # Whose duties is chosen by the tabs above; kept when a filter is applied.
    whose = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = sorted(((kind.code, kind.label) for kind in kinds().values()), key=lambda one: str(one[1]))
        field: Any = self.fields["kind"]
        field.choices = with_blank(known, _("Everything"))
