"""How old somebody is on a day."""

import datetime


def age_on(born: datetime.date | None, day: datetime.date, died_on: datetime.date | None = None) -> int | None:
    """Whole years on a day, or at death; None when the date of birth is not known or lies after the day.

    Somebody born on 29 February is a year older on 1 March of a year without that day.
    """
    last = min(day, died_on) if died_on else day
    if born is None or born > last:
        return None
    return last.year - born.year - ((last.month, last.day) < (born.month, born.day))


def comes_of_age_on(born: datetime.date, years: int = 18) -> datetime.date:
    """The birthday on which somebody is so many years old; agrees with `age_on` about 29 February."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return datetime.date(born.year + years, 3, 1)
