"""Every page that each persona reaches by its links: no barrier, nothing too wide, no error link into the void."""

from urllib.parse import urlsplit

import pytest
from django.urls import resolve
from playwright.sync_api import Error

from agencies.choices import Role
from tests.access_matrix import READS
from tests.e2e.conftest import DESKTOP, PHONE, Opens
from tests.e2e.visitor import Visitor
from tests.routes import routes

#: Followed by a click in tests of their own: they end the session or hand out a file.
NOT_WALKED = {"account_logout", "admin:logout"}

_LINKS = "() => [...document.querySelectorAll('a[href]:not([download])')].map(link => link.href)"
_EMPTY_THE_FORM = """form => {
  for (const field of form.elements) {
    if (field.type === 'checkbox' || field.type === 'radio') field.checked = false
    else if (field.matches('textarea, select, input:not([type=hidden], [type=submit])')) field.value = ''
  }
}"""
#: What a page is made of, without its texts and numbers: one place or several for each kind of element.
_SHAPE = """() => {
  const counts = new Map(), main = document.querySelector('main')
  const walk = (element, above) => {
    const marks = element.getAttributeNames().filter(name => /^(aria-|role$|type$|for$|scope$|alt$|lang$)/.test(name))
    const says = !element.childElementCount && element.innerText ? '"' : ''
    const path = `${above}>${element.tagName}.${element.className}[${marks}]${says}`
    counts.set(path, Math.min(2, (counts.get(path) ?? 0) + 1))
    for (const child of element.children) if (child !== main) walk(child, path)
  }
  const shape = root => {
    counts.clear()
    walk(root, '')
    return [...counts].map(one => one.join('*')).sort().join('\\n')
  }
  return [document.documentElement, main].map(shape)
}"""
_FORM = "main form[method=post]:has(input:not([type=hidden]), textarea, select)"


#: Shapes that were looked at already, of a route's own part and of the frame around it: what is wrong with a page rests
#: on them, and most pages look alike to most.
_looked_at: set[tuple[str, int]] = set()


def _is_new(name: str, visitor: Visitor) -> bool:
    """Whether no persona met a page of this route, or a frame, of this shape before."""
    frame, own = visitor.page.evaluate(_SHAPE)
    seen = {("", hash(frame)), (name, hash(own))}
    is_new = not seen <= _looked_at
    _looked_at.update(seen)
    return is_new


def _email(role: str) -> str:
    return f"{role.replace('_', '-')}@mappa.example"


def _route(path: str) -> str:
    found = resolve(urlsplit(path).path)
    return found.view_name or found.route


def _pages(visitor: Visitor) -> list[str]:
    """Links of the page as it is to further pages of the site."""
    found = [urlsplit(address) for address in visitor.page.evaluate(_LINKS)]
    here = urlsplit(visitor.site.address).netloc
    return [f"{one.path}?{one.query}".rstrip("?") for one in found if one.netloc == here]


def _faults(visitor: Visitor) -> list[str]:
    faults = visitor.barriers()
    if visitor.page.locator("h1").count() != 1:
        faults.append(f"{visitor.path}: {visitor.page.locator('h1').count()} main headings")
    visitor.page.set_viewport_size(PHONE)
    faults += [f"{visitor.path}: on a phone too wide: {part}" for part in visitor.wider_than_the_screen()]
    visitor.page.set_viewport_size(DESKTOP)
    return faults


def _faults_of_a_refused_form(visitor: Visitor) -> list[str]:
    """Send the page's form empty; when it comes back, its summary must lead to its fields."""
    form = visitor.page.locator(_FORM).first
    send = form.locator("button:not([type=button])")
    if not send.count():  # sent by a script, once a passkey has answered
        return []
    form.evaluate(_EMPTY_THE_FORM)
    send.first.click()
    visitor.page.wait_for_load_state()
    if not visitor.page.locator(".govuk-error-summary").count():
        return []
    faults = [f"{visitor.path}: leads to no field: {link}" for link in visitor.lost_error_links()]
    if not visitor.page.title().startswith("Error:"):
        faults.append(f"{visitor.path}: the title does not say that there is an error")
    return faults + visitor.barriers()


def _opened(visitor: Visitor, path: str) -> bool:
    """Whether a page came; a file is handed out instead, which is tried in tests of its own."""
    try:
        visitor.open(path)
    except Error as error:
        if "Download is starting" not in str(error):
            raise
        return False
    return True


def _walk(visitor: Visitor) -> tuple[dict[str, str], list[str]]:
    """One page of each route that can be reached from the home page, and everything wrong with any of them."""
    waiting, seen, faults = ["/"], {}, []
    while waiting:
        path = waiting.pop(0)
        name = _route(path)
        if (
            name in seen
            or name in NOT_WALKED
            or not routes()[name].is_ours | name.startswith(("account", "mfa", "user"))
        ):
            continue
        seen[name] = path
        if not _opened(visitor, path):
            continue
        waiting += _pages(visitor)
        if not _is_new(name, visitor):
            continue
        faults += _faults(visitor)
        if visitor.page.locator(_FORM).count():
            faults += _faults_of_a_refused_form(visitor)
    return seen, faults


@pytest.mark.parametrize("role", Role.values)
def test_no_page_that_a_persona_reaches_has_a_barrier(role: str, visit: Opens) -> None:
    seen, faults = _walk(visit(_email(role)))
    assert not faults, "\n".join(faults)
    assert len(seen) > 3
    assert set(seen) <= set(READS)
