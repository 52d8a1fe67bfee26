"""Search as a user sees it: who is found by what, and who never is."""

import datetime

import pytest

from agencies.choices import AgencyKind, Role
from agencies.teams import standard_team
from cases.choices import AliasKind, LimitReason
from cases.models import Alias, Exclusion, Nominal, Restriction
from cases.search import Match, find
from tests.personas import AREA, LONG_AGO, SECRET_FAMILY_NAME, SECRET_PNC, People, make_nominal, make_user

BORN = datetime.date(1980, 3, 27)
NONSENSE = [
    *(
        "",
        " ",
        "a",
        "1",
        "-",
        "???",
        "%",
        "_",
        "'",
        "\\",
        "*",
        "(",
        "[a-z]+",
        "';--",
        "🙂",
        "\x00",
        "\ud800",
        "31/2/1980",
    ),
    *("x" * 5000, "ab " * 5000, "(" * 5000, "9" * 5000, "ĳ" * 400, "c" * 200),
]


@pytest.fixture
def wanted(people: People) -> Nominal:
    """Somebody of the team, with an alias, a former family name and numbers."""
    nominal = make_nominal(
        people.team,
        family_name="Brackenridge",
        given_names="Ludovic Stephen",
        date_of_birth=BORN,
        crn="X123456",
        source_reference="WM/00-17b",
    )
    Alias.objects.create(nominal=nominal, family_name="Pumpernick")
    Alias.objects.create(nominal=nominal, kind=AliasKind.NICKNAME, given_names="Zebedee")
    return nominal


def references(matches: list[Match]) -> list[str]:
    return [match.nominal.reference for match in matches]


def first(people: People, text: str, born: datetime.date | None = None) -> Match:
    found = find(people.offender_manager, text, born)
    assert found, f"nobody found by {text!r}"
    return found[0]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("Ludovic Stephen Brackenridge", "same name"),
        ("brackenridge, LUDOVIC STEPHEN", "same name"),
        ("Ludovic Brackenridge", "same name"),
        ("Brackenridge", "same name"),
        ("Ludovik Brakenridge", "sounds alike"),
        ("Brackenridge Ludovic", "same name"),
        ("Ludovic Barckenridge", "sounds alike"),
        ("Ludovic Bcrakenridge", "other spelling"),
        ("Ludovc Brackenidge", "other spelling"),
        ("Brackenbridge", "other spelling"),
    ],
)
def test_a_person_is_found_by_a_name_written_nearly_so(people: People, wanted: Nominal, typed: str, why: str) -> None:
    match = first(people, typed)
    assert (match.nominal, why) == (wanted, match.why[0])
    assert match.matched_name == "Brackenridge, Ludovic Stephen"
    assert 0 < match.score <= 1


def test_a_former_family_name_finds_the_person_and_is_shown(people: People, wanted: Nominal) -> None:
    match = first(people, "ludovic pumpernick")
    assert (match.nominal, match.matched_name) == (wanted, "Pumpernick, Ludovic Stephen")
    assert match.why == ("alias", "same name")


def test_a_nickname_stands_with_the_family_name(people: People, wanted: Nominal) -> None:
    match = first(people, "Zebedee Brackenridge")
    assert (match.nominal, match.matched_name, match.why) == (wanted, "Brackenridge, Zebedee", ("alias", "same name"))


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("O’Grimble-Snodd", "ogrimble snodd"),
        ("McFiggis", "Mac Figgis"),
        ("MacFiggis", "mc figgis"),
        ("Llŷr-Pêl", "llyr pel"),
        ("Иванушкин", "иванушкин"),
    ],
)
def test_accents_hyphens_and_prefixes_do_not_matter(people: People, stored: str, typed: str) -> None:
    nominal = make_nominal(people.team, family_name=stored, given_names="Siân")
    match = first(people, f"SIAN {typed}")
    assert (match.nominal, match.why) == (nominal, ("same name",))


@pytest.mark.parametrize("typed", ["27/3/1980", "27.03.80", "1980-03-27", "27 March 1980", "3/27/1980 27/3/1980"])
def test_a_date_of_birth_in_the_box_finds_the_person(people: People, wanted: Nominal, typed: str) -> None:
    match = first(people, typed)
    assert (match.nominal, match.why) == (wanted, ("date of birth",))


def test_day_and_month_exchanged_still_find_the_person(people: People) -> None:
    nominal = make_nominal(people.team, date_of_birth=datetime.date(1981, 7, 4))
    assert first(people, born=datetime.date(1981, 4, 7), text="").nominal == nominal


def test_a_date_of_birth_decides_between_people_of_one_name(people: People, wanted: Nominal) -> None:
    make_nominal(people.team, family_name="Brackenridge", given_names="Ludovic Stephen")
    for match in (first(people, "Brackenridge 27/3/1980"), first(people, "Ludovic Brackenridge", BORN)):
        assert match.nominal == wanted
        assert "date of birth" in match.why


@pytest.mark.parametrize("slip", [(1980, 3, 26), (1981, 3, 27), (1990, 3, 27), (1980, 3, 17), (1908, 3, 27)])
def test_a_slip_in_the_date_of_birth_is_forgiven(people: People, wanted: Nominal, slip: tuple[int, int, int]) -> None:
    assert first(people, "Ludovic Brackenritch", datetime.date(*slip)).nominal == wanted


@pytest.mark.parametrize("typed", ["X123456", "x 123456", "WM/00-17b", "wm/00-17B"])
def test_a_number_finds_exactly_the_person(people: People, wanted: Nominal, typed: str) -> None:
    if typed == "wm/00-17B":
        Nominal.objects.filter(pk=wanted.pk).update(source_reference="WM/00-17B")
    found = find(people.offender_manager, typed)
    assert references(found) == [wanted.reference]
    assert found[0].why == ("reference",)


def test_a_short_pnc_is_read_as_the_long_one(people: People) -> None:
    assert references(find(people.offender_manager, "01/12345a")) == [people.nominal.reference]


def test_our_reference_may_be_typed_as_it_was_heard(people: People) -> None:
    reference = people.nominal.reference
    heard = reference.replace("0", "O").replace("1", "l").replace("-", "").lower()
    for typed in (reference, reference.lower(), reference.replace("-", " "), heard):
        assert references(find(people.offender_manager, typed)) == [reference]


def test_a_name_that_could_be_a_reference_is_still_a_name(people: People) -> None:
    nominal = make_nominal(people.team, family_name="Margarets", given_names="Ned")
    assert first(people, "Margarets").nominal == nominal


@pytest.mark.parametrize("typed", NONSENSE)
def test_nonsense_finds_nobody_and_breaks_nothing(people: People, typed: str) -> None:
    assert find(people.offender_manager, typed) == []


def test_letters_and_signs_of_every_kind_are_only_letters_and_signs(people: People, wanted: Nominal) -> None:
    assert first(people, "'; DROP TABLE x; -- Ludovic Brackenridge").nominal == wanted
    assert first(people, "🙂 Ludovic %_ Brackenridge \\ \x00").nominal == wanted


@pytest.mark.parametrize("typed", [SECRET_FAMILY_NAME, f"Ottoline {SECRET_FAMILY_NAME}", "17/5/1980", SECRET_PNC])
def test_another_agencys_person_is_never_found(people: People, typed: str) -> None:
    hidden = people.strangers_nominal.reference
    for user in (people.offender_manager, people.outsider, people.superuser, people.leaver, people.inactive):
        assert hidden not in references(find(user, typed))
    assert hidden in references(find(people.stranger, typed))
    assert hidden in references(find(people.coordinator, typed))


def test_somebody_excluded_finds_nobody(people: People) -> None:
    Exclusion.objects.create(
        nominal=people.nominal, user=people.colleague, reason=LimitReason.KNOWS_PERSON, started_on=LONG_AGO
    )
    assert find(people.colleague, "Barnaby Thistlewick") == []
    assert find(people.colleague, people.nominal.reference) == []
    assert references(find(people.offender_manager, "Barnaby Thistlewick")) == [people.nominal.reference]


def test_a_restricted_person_is_found_by_nobody_who_is_not_listed(people: People) -> None:
    restriction = Restriction.objects.create(
        nominal=people.nominal, reason=LimitReason.HIGH_PROFILE, started_on=LONG_AGO
    )
    restriction.members.create(user=people.supervisor)
    assert find(people.offender_manager, "Thistlewick") == []
    assert references(find(people.supervisor, "Thistlewick")) == [people.nominal.reference]


def test_better_answers_out_of_sight_do_not_push_visible_ones_away(people: People) -> None:
    for _number in range(12):
        make_nominal(people.strangers_team, family_name="Wobblecroft", given_names="Tamsin", date_of_birth=BORN)
    nominal = make_nominal(people.team, family_name="Wobblecraft", given_names="Tamsyn")
    assert references(find(people.offender_manager, "Tamsin Wobblecroft", BORN, limit=3)) == [nominal.reference]


def test_a_person_with_many_names_is_one_answer(people: People, wanted: Nominal) -> None:
    same = {"nominal": wanted, "given_names": "Ludovic", "family_name": "Brackenridge"}
    Alias.objects.bulk_create(Alias(**same) for _number in range(9))
    assert references(find(people.offender_manager, "Ludovic Brackenridge")) == [wanted.reference]


def test_answers_carry_their_standing_and_number_of_queries_does_not_grow(
    people: People, django_assert_max_num_queries: object
) -> None:
    user = make_user(Role.OFFENDER_MANAGER, standard_team(AREA, AgencyKind.PROBATION))
    for number in range(8):
        nominal = make_nominal(people.team, family_name="Quibbleworth", given_names=f"Osric {chr(97 + number) * 3}")
        Alias.objects.create(nominal=nominal, given_names="Osrick")
    find(user, "nobody at all")
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        found = find(user, "Osric Quibleworth")
    assert len(found) == 8
    standings = {(match.nominal.level_now, match.nominal.category_now) for match in found}  # type: ignore[attr-defined]
    assert standings == {(1, 1)}
