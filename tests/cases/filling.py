"""Filling forms in tests as a browser would."""

import datetime
import html
import re
from typing import Any


def boxes(name: str, day: datetime.date | None) -> dict[str, str]:
    """The three boxes of a date."""
    return {f"{name}_{part}": str(getattr(day, part)) if day else "" for part in ("day", "month", "year")}


def text_of(response: Any) -> str:
    """What a page says, without tags and with single spaces."""
    text = re.sub(r"<(script|style)\b.*?</\1>|<[^>]*>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(html.unescape(text).split())


def errors_of(response: Any) -> list[str]:
    """The lines of a page's error summary."""
    summary = re.search(r'govuk-error-summary__list">(.*?)</ul>', response.content.decode(), re.DOTALL)
    lines = re.findall(r"<li>(.*?)</li>", summary[1], re.DOTALL) if summary else []
    return [html.unescape(re.sub(r"<[^>]*>", "", line)).strip() for line in lines]


def value_of(response: Any, name: str) -> str:
    """What an input of a page holds."""
    found = re.search(rf'<input[^>]*name="{name}"[^>]*>', response.content.decode())
    value = re.search(r'value="([^"]*)"', found[0]) if found else None
    return html.unescape(value[1]) if value else ""
