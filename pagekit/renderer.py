"""How Django draws forms, fields and widgets: with the templates in `templates/forms`.

Kept apart from the engine of the pages so that a widget template never shadows a page's, and built once: an engine per
form would cost more than drawing the form.
"""

from functools import cached_property
from pathlib import Path

from django import forms
from django.forms.renderers import BaseRenderer, EngineMixin
from django.template.backends.django import DjangoTemplates

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
DJANGO_TEMPLATES = Path(forms.__file__).resolve().parent / "templates"


class GovukRenderer(EngineMixin, BaseRenderer):
    """Draws each form in GOV.UK markup; `settings.FORM_RENDERER` names it, so Django keeps one instance."""

    form_template_name = "forms/form.html"
    formset_template_name = "forms/formset.html"
    field_template_name = "forms/field.html"
    backend = DjangoTemplates

    @cached_property
    def engine(self) -> DjangoTemplates:
        """Our templates of forms, then of pages, then Django's, then what the installed apps bring (the admin's)."""
        return DjangoTemplates(
            {
                "APP_DIRS": True,
                "DIRS": [TEMPLATES / "forms", TEMPLATES, DJANGO_TEMPLATES],
                "NAME": "govukforms",
                "OPTIONS": {"builtins": ["pagekit.templatetags.pagekit"]},
            }
        )
