"""Words that are longer than a column, such as an address of the web, and where they may break."""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

_LONG, _PIECE = re.compile(r"\S{25,}"), re.compile(r"\S{1,8}")


def with_breaks(text: object) -> SafeString:
    """The text, escaped, with a place to break after every eight letters of a word of more than 24."""
    found = str(text)
    made, at = "", 0
    for word in _LONG.finditer(found):
        pieces = "<wbr>".join(escape(piece) for piece in _PIECE.findall(word[0]))
        made += escape(found[at : word.start()]) + pieces
        at = word.end()
    return mark_safe(made + escape(found[at:]))  # noqa: S308  (every part is escaped)
