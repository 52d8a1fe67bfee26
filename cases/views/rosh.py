"""Risk of serious harm now, at the top of the tab: the highest level, each group, the bands of tools; its history."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazily

from cases import sections
from cases.choices import ROSH_GROUPS, RiskBand, RoshLevel, RoshSetting, Whereabouts
from cases.forms.risk import ChangeRoshForm, RoshForm
from cases.models import Nominal, RoshAssessment
from cases.services import rosh
from cases.views.page import actor_of, fetch, form_view, sent
from cases.views.risk_parts import CHANGE, Kind, add_page, correct_page, fetch_risk, remove_page, row_of, stored
from cases.wording import label_of, words_of
from pagekit.dates import long_date

KIND = Kind(RoshAssessment, rosh.FIELDS, "now")

RISK_COLOURS: dict[str, str] = {
    RiskBand.VERY_HIGH: "red",
    RiskBand.HIGH: "orange",
    RiskBand.MEDIUM: "yellow",
    RiskBand.LOW: "green",
    RiskBand.NOT_APPLICABLE: "grey",
}


def _now(asked: sections.Asked) -> dict[str, Any]:
    fetch_risk(asked.nominal)
    rows = list(asked.nominal.rosh_assessments.all())
    shown = latest_by_setting(asked.nominal, rows)
    return {
        "settings": [_setting(row) for row in shown],
        "groups": [
            {"label": words_of(RoshAssessment, group), "levels": [_level(getattr(row, group)) for row in shown]}
            for group in ROSH_GROUPS
        ],
        "bands": _bands(asked.nominal),
        "history": [{"row": row, **_setting(row), "levels": _levels(row)} for row in rows],
    }


def latest_by_setting(nominal: Nominal, rows: Iterable[RoshAssessment]) -> list[RoshAssessment]:
    """The latest assessment in each setting, the one where the person is first. `rows` come newest first."""
    latest: dict[str, RoshAssessment] = {}
    for row in rows:
        latest.setdefault(row.setting, row)
    return [latest[setting] for setting in _settings(nominal) if setting in latest]


def _settings(nominal: Any) -> list[str]:
    """Where the person is comes first."""
    in_custody = getattr(nominal, "whereabouts_now", None) in (Whereabouts.PRISON, Whereabouts.MHA_HOSPITAL)
    both = [RoshSetting.COMMUNITY.value, RoshSetting.CUSTODY.value]
    return both[::-1] if in_custody else both


def _setting(row: RoshAssessment) -> dict[str, Any]:
    return {
        "where": row.get_setting_display(),
        "assessed_on": row.assessed_on,
        "nature": row.nature,
        **_level(row.highest),
    }


def _level(level: str) -> dict[str, str]:
    return {"level": label_of(RoshLevel, level), "colour": RISK_COLOURS.get(level, "")}


def _levels(row: RoshAssessment) -> list[dict[str, str]]:
    return [{"label": words_of(RoshAssessment, group), **_level(getattr(row, group))} for group in ROSH_GROUPS]


def _bands(nominal: Nominal) -> list[dict[str, Any]]:
    """The latest band by each tool, the most recent first."""
    found: dict[str, dict[str, Any]] = {}
    for row in nominal.assessments.all():
        shown = {"tool": row.tool, "band": row.get_band_display(), "colour": RISK_COLOURS[row.band]}
        found.setdefault(row.tool.casefold(), {**shown, "assessed_on": row.assessed_on})
    return list(found.values())


sections.register(sections.Section("risk", "now", _lazily("Risk now"), "cases/risk/_now.html", _now, place=10))


def _before(nominal: Nominal, setting: str) -> dict[str, str]:
    """What each group was last assessed as, in words."""
    row = nominal.rosh_assessments.filter(setting=setting).first() or nominal.rosh_assessments.first()
    if row is None:
        return {}
    words = {group: label_of(RoshLevel, getattr(row, group)) for group in ROSH_GROUPS}
    told = {"where": row.get_setting_display().lower(), "day": long_date(row.assessed_on)}
    return {
        group: _("Last: %(level)s, %(where)s, %(day)s") % {"level": level, **told}
        for group, level in words.items()
        if level
    }


def _tell_what_follows(request: HttpRequest, row: RoshAssessment) -> RoshAssessment:
    if rosh.asks_to_screen(row):
        messages.warning(
            request, _("The highest level changed with this assessment: the level is to be screened again.")
        )
    return row


@form_view
def record_rosh(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    setting = _settings(nominal)[0]
    form = RoshForm(sent(request), initial={"setting": setting}, before=_before(nominal, setting))
    return add_page(
        request, KIND, nominal, form,
        lambda: _tell_what_follows(
            request, rosh.record_rosh(actor=actor_of(request), nominal=nominal, values=form.values())
        ),
        (_("Record risk of serious harm"), _("Risk of serious harm recorded.")),
    )  # fmt: skip


@form_view
def correct_rosh(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal, row = row_of(request, KIND, pk, part)
    form = ChangeRoshForm(sent(request), initial=stored(KIND, row))
    return correct_page(
        request, KIND, nominal, form,
        lambda: _tell_what_follows(
            request,
            rosh.correct_rosh(
                actor=actor_of(request), rosh=row, version=form.cleaned_data["version"], values=form.values()
            ),
        ),
        (_("Correct risk of serious harm"), _("Risk of serious harm corrected.")),
    )  # fmt: skip


@form_view
def remove_rosh(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal, row = row_of(request, KIND, pk, part)
    words = {"where": row.get_setting_display().lower(), "day": long_date(row.assessed_on)}
    question = _(
        "Remove the assessment of risk of serious harm of %(day)s, %(where)s? Only if it was recorded by mistake. The"
        " one before counts again; the change history keeps it."
    )
    return remove_page(
        request, KIND, nominal,
        lambda: rosh.remove_rosh(actor=actor_of(request), rosh=row),
        (_("Remove risk of serious harm"), _("The assessment is removed."), question % words),
        _("Remove"),
    )  # fmt: skip
