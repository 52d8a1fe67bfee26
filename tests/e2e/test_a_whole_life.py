"""One person's whole life in MAPPA, each step in the browser as whoever takes it, and counted in the annual tables."""

from tests.e2e.conftest import Opens
from tests.e2e.hand import choose, follow, main, press, write
from tests.e2e.life_beginning import allocate, convict, make_order, notify, register, screen, set_level
from tests.e2e.life_end import keep_a_view, leave, remember, revoke
from tests.e2e.life_figures import AT_LEVEL_1, LAST, MEETINGS, NOW, THEN, Figures, figures, grown, listed_behind
from tests.e2e.life_meetings import accept, hand_over, recall, refer
from tests.e2e.life_review import breach, miss_a_notification, review
from tests.e2e.life_story import GLOUCESTERSHIRE, NEIGHBOUR, WILTSHIRE, Cast
from tests.e2e.visitor import Visitor


def _invite_a_neighbour(visit: Opens) -> Visitor:
    """A co-ordinator of another area's unit: invited, as everybody with an account is."""
    administrator, newcomer = visit("system-administrator@mappa.example"), visit()
    administrator.open("/teams/?q=Wiltshire+MAPPA+unit")
    follow(administrator, "Wiltshire MAPPA unit")
    press(administrator, "Invite somebody")
    write(administrator, "Email address", NEIGHBOUR)
    write(administrator, "Full name", "Wystan Neighbourly")
    choose(administrator, "Role", "MAPPA co-ordinator")
    press(administrator, "Send the invitation")
    newcomer.open(newcomer.link_in_a_letter_to(NEIGHBOUR, "/join/"))
    newcomer.page.get_by_label("Password", exact=True).fill("a-long-invented-password")
    main(newcomer).get_by_role("button").last.click()
    newcomer.page.wait_for_load_state()
    return newcomer


def _cast(visit: Opens) -> Cast:
    names = ("offender-manager", "team-supervisor", "mappa-coordinator", "victim-liaison-officer")
    officer, supervisor, coordinator, victim_liaison = (visit(f"{name}@mappa.example") for name in names)
    neighbour, probation = _invite_a_neighbour(visit), visit("probation-offender-manager@mappa.example")
    return Cast(officer, supervisor, coordinator, victim_liaison, neighbour, probation)


def test_a_person_is_known_from_the_conviction_to_the_exit_and_every_step_counts_once(visit: Opens) -> None:
    cast = _cast(visit)
    before = figures(cast)
    for step in (register, allocate, convict, screen, make_order, notify, set_level, review, miss_a_notification):
        step(cast)
    cast.unseen_by_strangers()
    for step in (breach, refer, accept, recall):
        step(cast)
        cast.unseen_by_strangers()
    here = {(GLOUCESTERSHIRE, THEN): {**AT_LEVEL_1, "T5/shpo/one": 1}, (GLOUCESTERSHIRE, LAST): AT_LEVEL_1}
    nothing_there: dict[tuple[str, int], Figures] = {(WILTSHIRE, LAST): {}, (WILTSHIRE, NOW): {}}
    assert grown(before, cast) == {**here, (GLOUCESTERSHIRE, NOW): MEETINGS, **nothing_there}
    for step in (hand_over, keep_a_view, revoke, leave, remember):
        step(cast)
    # What happens on the day of the move belongs to the area that is responsible that day, and to no other.
    moved = {(GLOUCESTERSHIRE, NOW): {}, (WILTSHIRE, LAST): {}, (WILTSHIRE, NOW): {**MEETINGS, "T4/one/one": 1}}
    assert grown(before, cast) == {**here, **moved}
    listed_behind(cast, "T4/one/one")
    listed_behind(cast, "T7/level_2/category_1")
