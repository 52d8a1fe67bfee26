"""Vocabularies of files made for download."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ExportFormat(models.TextChoices):
    CSV = "csv", "CSV"
    XLSX = "xlsx", _("Excel workbook")


class ExportProblem(models.TextChoices):
    """Why a file could not be made, or is not given out any more."""

    NOT_ALLOWED = "not_allowed", _("You may no longer download lists of people.")
    TOO_MANY = "too_many", _("The list had grown too long. Choose more filters and ask again.")
    BROKEN = "broken", _("Something went wrong. Ask again; if it goes wrong again, tell your administrator.")
    NOT_YOURS = "not_yours", _("You may no longer see everybody in it. Ask again for those you may see.")
