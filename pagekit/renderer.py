"""How Django draws forms, fields and widgets: with the templates in `templates/forms`.

Kept apart from the engine of the pages so that a widget template never shadows a page's, and built once: an engine per
form would cost more than drawing the form.
"""

from functools import cached_property
from pathlib import Path

from django.forms.renderers import EngineMixin
from django.template.backends.django import DjangoTemplates

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"


class GovukRenderer(EngineMixin):  # type: ignore[misc]
    """Draws each form in GOV.UK markup; `settings.FORM_RENDERER` names it, so Django keeps one instance."""

    form_template_name = "forms/form.html"
    formset_template_name = "forms/formset.html"
    field_template_name = "forms/field.html"
    backend = DjangoTemplates

    @cached_property
    def engine(self) -> DjangoTemplates:
        """Templates of forms first, then of pages, then what the installed apps bring (the admin's widgets)."""
        return DjangoTemplates(
            {
                "APP_DIRS": True,
                "DIRS": [TEMPLATES / "forms", TEMPLATES],
                "NAME": "govukforms",
                "OPTIONS": {"builtins": ["pagekit.templatetags.pagekit"]},
            }
        )
