"""The index of names that search reads: one row for a person's main name and one for each other name.

The database keeps it, by triggers on the two tables of names, so that neither a bulk import nor a correction by hand
can leave it behind. Nothing in Python writes here.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from cases.models.nominal import Alias, Nominal


class SearchName(models.Model):
    """A name as it is compared: lower case, no accents, apostrophes or hyphens, `Mc` written `mac`.

    `name` is given names then family name; `codes` the Daitch-Mokotoff codes of every word. `alias` is empty for the
    main name. The foreign keys have no constraint: the triggers that make the rows remove them too, and a check per
    row would cost an import a second per 100,000 people.
    """

    nominal = models.ForeignKey(Nominal, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    alias = models.ForeignKey(
        Alias, on_delete=models.DO_NOTHING, null=True, db_constraint=False, db_index=False, related_name="+"
    )
    name = models.TextField()
    codes = ArrayField(models.TextField())
    date_of_birth = models.DateField(null=True, db_index=True)

    class Meta:
        indexes = [
            GinIndex(fields=["codes"], name="cases_search_codes"),
            # The only trigram index: with a GiST one beside it the planner takes the slower.
            GinIndex(fields=["name"], opclasses=["gin_trgm_ops"], name="cases_search_trigrams"),
        ]

    def __str__(self) -> str:
        return str(self.nominal_id)
