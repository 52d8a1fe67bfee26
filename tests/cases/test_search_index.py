"""The index of names follows the names, whoever writes them and however."""

import datetime
import io

import pytest
from django.db import connection

from cases.choices import AliasKind
from cases.models import Alias, Nominal, SearchName, SearchWord

pytestmark = pytest.mark.django_db
BORN = datetime.date(1980, 3, 27)


def index() -> set[tuple]:
    return set(SearchName.objects.values_list("nominal", "alias", "name", "date_of_birth"))


@pytest.fixture
def nominal() -> Nominal:
    return Nominal.objects.create(family_name="McFiggis", given_names="Siân-Marie", date_of_birth=BORN)


def test_a_new_person_is_indexed_folded(nominal: Nominal) -> None:
    assert index() == {(nominal.pk, None, "sian marie macfiggis", BORN)}


def test_its_terms_are_words_and_day_of_birth(nominal: Nominal) -> None:
    assert sorted(SearchName.objects.get().terms) == ["19800327", "macfiggis", "marie", "sian"]


def test_a_family_name_of_two_words_is_also_one(nominal: Nominal) -> None:
    Nominal.objects.update(family_name="Figgis-Bell", date_of_birth=None)
    assert sorted(SearchName.objects.get().terms) == ["bell", "figgis", "figgisbell", "marie", "sian"]


def test_every_word_is_known_once_with_its_sound(nominal: Nominal) -> None:
    Nominal.objects.create(family_name="MacFiggis", given_names="Marie 3rd")
    known = dict(SearchWord.objects.values_list("word", "codes"))
    assert set(known) == {"macfiggis", "marie", "sian", "rd"}
    assert SearchWord.objects.count() == 4
    assert known["sian"] == ["460000"]


def test_an_alias_that_is_half_a_name_takes_the_other_half(nominal: Nominal) -> None:
    alias = Alias.objects.create(nominal=nominal, kind=AliasKind.NICKNAME, given_names="Zeb")
    assert (nominal.pk, alias.pk, "zeb macfiggis", BORN) in index()
    nominal.family_name, nominal.date_of_birth = "O'Dell", None
    nominal.save()
    assert index() == {(nominal.pk, None, "sian marie odell", None), (nominal.pk, alias.pk, "zeb odell", None)}


def test_a_changed_or_removed_alias_changes_the_index(nominal: Nominal) -> None:
    alias = Alias.objects.create(nominal=nominal, family_name="Pumpernick", given_names="Ann")
    other = Alias.objects.create(nominal=nominal, family_name="Rye", given_names="Ann")
    Alias.objects.filter(pk=alias.pk).update(family_name="Spelt")
    main = (nominal.pk, None, "sian marie macfiggis", BORN)
    assert index() == {main, (nominal.pk, alias.pk, "ann spelt", BORN), (nominal.pk, other.pk, "ann rye", BORN)}
    alias.delete()
    assert index() == {main, (nominal.pk, other.pk, "ann rye", BORN)}


def test_a_removed_person_leaves_nothing(nominal: Nominal) -> None:
    Alias.objects.create(nominal=nominal, family_name="Pumpernick")
    nominal.delete()
    assert index() == set()


def test_a_bulk_import_is_indexed_by_its_own_statement(nominal: Nominal) -> None:
    names = io.StringIO(
        "".join(f"00000000-0000-4000-8000-{number:012}\tM-{number}\tGrimble\tNed\n" for number in range(500))
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE incoming (id uuid, reference text, family text, given text) ON COMMIT DROP"
        )
        cursor.copy_expert("COPY incoming FROM STDIN", names)
        cursor.execute("""
            INSERT INTO cases_nominal (id, reference, family_name, given_names, sex, ethnicity, pnc_id, cro_number, crn,
                                       noms_number, visor_ref, source_reference, version, created_at)
            SELECT id, reference, family, given, 'male', 'NS', '', '', '', '', '', '', 1, now() FROM incoming""")
    assert SearchName.objects.filter(name="ned grimble").count() == 500


def test_a_save_that_changes_no_name_leaves_the_index_alone(nominal: Nominal) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT xmin, ctid FROM cases_searchname")
        before = cursor.fetchall()
        Nominal.objects.update(crn="X123456")
        cursor.execute("SELECT xmin, ctid FROM cases_searchname")
        assert cursor.fetchall() == before
