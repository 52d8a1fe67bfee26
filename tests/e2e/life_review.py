"""The second part of a whole life: reviewed at Level 1; a notification missed, flagged that day; a caution for it."""

import re

from playwright.sync_api import expect

from pagekit.dates import long_date
from tests.e2e.hand import banner, choose, fill_day, follow, group, main, press, write
from tests.e2e.life_story import TODAY, YESTERDAY, Cast

TEXTS = {
    "What has changed since the last review?": "Moved to days; nothing else.",
    "What does that rest on?": "ARMS of last month and two visits.",
    "Does the person keep to licence, orders and notification?": "The yearly notification is late by a day.",
    "Has there been any offending, arrest or worrying behaviour?": "None known to the police.",
    "Where does the person live, with whom, and is it suitable?": "Alone in the same flat.",
    "Is a victim or a child at risk?": "No child in the household.",
    "Which other agencies did you ask, and what do they know?": "Probation and housing: nothing.",
    "What is the plan until the next review?": "A visit each month.",
    "Rationale": "The lead agency manages this with ordinary checks.",
}


def review(cast: Cast) -> None:
    """The officer reviews Level 1; the supervisor finds it in the worklist and countersigns."""
    officer, supervisor = cast.officer, cast.supervisor
    officer.open(cast.tab("reviews"))
    press(officer, "Review Level 1")
    for label, text in TEXTS.items():
        main(officer).get_by_label(label, exact=True).fill(text)
    for question, answer in (("still right?", "Yes"), ("add anything", "No"), ("Outcome", "Stays at this level")):
        asked = officer.page.get_by_role("group", name=re.compile(re.escape(question)))
        asked.get_by_role("radio", name=answer, exact=True).check()
    press(officer, "Save the review")
    expect(main(officer)).to_contain_text("A supervisor countersigns it.")
    supervisor.open("/worklist/?whose=team&kind=review_countersign")
    duty = main(supervisor).locator("tbody tr", has_text=cast.reference)
    duty.get_by_role("link").first.click()
    press(supervisor, "Countersign or send back")
    choose(supervisor, "Do you stand by this review?", "Yes, countersign it")
    press(supervisor, "Save")
    expect(main(supervisor)).to_contain_text("countersigned by Sybil Supervisor")


def miss_a_notification(cast: Cast) -> None:
    """Owed by yesterday: today it stands as overdue in the worklist of who manages, and as missed on the record."""
    officer = cast.officer
    officer.open("/worklist/?whose=mine&kind=notify_periodic&when=late")
    row = main(officer).locator("tbody tr", has_text=cast.reference)
    expect(row).to_contain_text(long_date(YESTERDAY))
    expect(row).to_contain_text("Overdue")
    officer.open(cast.tab("notification"))
    expect(main(officer)).to_contain_text("1 notification was not made in time.")
    expect(main(officer)).to_contain_text("1 day late")


def breach(cast: Cast) -> None:
    """A caution for it, recorded from the page that flags it."""
    officer = cast.officer
    follow(officer, "Record a breach of notification")
    expect(group(officer, "Breach of").get_by_role("radio", name="Notification requirements")).to_be_checked()
    fill_day(officer, "Occurred on", YESTERDAY)
    write(officer, "What happened", "Came a day late and said so.")
    choose(officer, "Outcome", "Cautioned")
    fill_day(officer, "Outcome on", TODAY)
    press(officer, "Save")
    officer.open(cast.record)
    expect(main(officer)).to_contain_text("Cautioned for breach of notification requirements")
    expect(banner(officer)).to_contain_text("Level 1")
