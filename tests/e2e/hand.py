"""What a hand does on a page: fills a day, chooses, presses, follows. Each waits until the next page is there."""

import datetime
import re

from playwright.sync_api import Locator

from tests.e2e.visitor import Visitor


def main(visitor: Visitor) -> Locator:
    """The page without its header and footer."""
    return visitor.page.locator("main")


def banner(visitor: Visitor) -> Locator:
    """The head of a record: who it is and how they stand."""
    return visitor.page.get_by_role("region", name="About this person")


def group(visitor: Visitor, legend: str) -> Locator:
    """A question with several boxes, by how it begins."""
    return main(visitor).get_by_role("group", name=re.compile(rf"^{re.escape(legend)}"))


def fill_day(visitor: Visitor, legend: str, day: datetime.date) -> None:
    boxes = group(visitor, legend)
    for box, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        boxes.get_by_label(box, exact=True).fill(str(value))


def fill(visitor: Visitor, **answers: str) -> None:
    """Fill boxes, each named by its label with underscores for spaces."""
    for label, text in answers.items():
        write(visitor, label.replace("_", " "), text)


def write(visitor: Visitor, label: str, text: str) -> None:
    main(visitor).get_by_role("textbox", name=re.compile(rf"^{re.escape(label)}")).first.fill(text)


def choose(visitor: Visitor, legend: str, answer: str) -> None:
    """Answer a question that offers a few answers."""
    group(visitor, legend).get_by_role("radio", name=answer, exact=True).check()


def select(visitor: Visitor, label: str, answer: str) -> None:
    """Choose from a list by the answer's beginning."""
    box = main(visitor).get_by_role("combobox", name=re.compile(rf"^{re.escape(label)}"))
    box.select_option(box.locator("option", has_text=answer).first.get_attribute("value"))


def press(visitor: Visitor, name: str) -> None:
    with visitor.page.expect_navigation():
        main(visitor).get_by_role("button", name=name, exact=True).click()


def follow(visitor: Visitor, name: str) -> None:
    """Follow the first link that is called so, or begins so. What only a screen reader hears may come after a space."""
    heard = re.escape(name).replace(":", " ?:").replace(",", " ?,")
    with visitor.page.expect_navigation():
        main(visitor).get_by_role("link", name=re.compile(f"^{heard}")).first.click()
