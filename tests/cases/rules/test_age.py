"""How old somebody is."""

import datetime

import pytest

from cases.rules.age import age_on

BORN = datetime.date(1980, 5, 17)


@pytest.mark.parametrize(
    ("born", "day", "died", "age"),
    [
        (BORN, datetime.date(2026, 5, 16), None, 45),
        (BORN, datetime.date(2026, 5, 17), None, 46),
        (BORN, BORN, None, 0),
        (datetime.date(2004, 2, 29), datetime.date(2023, 2, 28), None, 18),
        (datetime.date(2004, 2, 29), datetime.date(2023, 3, 1), None, 19),
        (BORN, datetime.date(2026, 5, 17), datetime.date(2000, 1, 1), 19),
        (BORN, datetime.date(1999, 1, 1), datetime.date(2000, 1, 1), 18),
        (BORN, datetime.date(1979, 1, 1), None, None),
        (None, datetime.date(2026, 1, 1), None, None),
    ],
)
def test_somebody_is_as_old_as_the_birthdays_they_have_had(
    born: datetime.date | None, day: datetime.date, died: datetime.date | None, age: int | None
) -> None:
    assert age_on(born, day, died) == age
