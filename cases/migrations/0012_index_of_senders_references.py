"""Finds a sender's own reference without knowing the sender: every search with a figure in it asks for one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0011_notice_of_the_decision")]

    operations = [
        migrations.AddIndex(
            model_name="nominal",
            index=models.Index(
                condition=models.Q(("source_reference", ""), _negated=True),
                fields=["source_reference"],
                name="cases_nominal_by_source",
            ),
        )
    ]
