"""The index of names that search reads: every name people have or had, and every word that occurs in one.

The database keeps both, by triggers on the two tables of names, so that neither a bulk import nor a correction by hand
can leave them behind. Nothing in Python writes here.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from cases.models.nominal import Alias, Nominal


class SearchName(models.Model):
    """A person's main name, or one other name (`alias`), as it is compared.

    `name` is given names then family name, in lower case, without accents, apostrophes or hyphens, `Mc` written `mac`.
    `terms` holds its words and the date of birth as `19800327`, so that one index narrows by both. The foreign keys
    have no constraint: the triggers that make the rows remove them too, and a check per row would slow an import.
    """

    nominal = models.ForeignKey(Nominal, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    alias = models.ForeignKey(
        Alias, on_delete=models.DO_NOTHING, null=True, db_constraint=False, db_index=False, related_name="+"
    )
    name = models.TextField()
    terms = ArrayField(models.TextField())
    date_of_birth = models.DateField(null=True)

    class Meta:
        # A list of pending rows would have to be read whole by every search after an import.
        indexes = [GinIndex(fields=["terms"], fastupdate=False, name="cases_search_terms")]

    def __str__(self) -> str:
        return str(self.nominal_id)


class SearchWord(models.Model):
    """A word that occurs in some name, with the Daitch-Mokotoff codes of its sound.

    There are far fewer words than names: what a mistyped word may have meant is found here, and the names then by
    words that are exact. Two transactions may add the same word at once; that does no harm. A word stays when the last
    name with it goes.
    """

    word = models.TextField(db_index=True)
    codes = ArrayField(models.TextField())

    class Meta:
        indexes = [
            GinIndex(fields=["codes"], fastupdate=False, name="cases_search_codes"),
            # The only trigram index: with a GiST one beside it the planner takes the slower.
            GinIndex(fields=["word"], opclasses=["gin_trgm_ops"], fastupdate=False, name="cases_search_trigrams"),
        ]

    def __str__(self) -> str:
        return self.word
