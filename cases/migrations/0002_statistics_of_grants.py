"""Tells the planner how unevenly grants lie: one area's unit holds thousands, a small agency a few dozen.

Without it a mid-sized team is guessed far too small and its list page takes several times as long.
"""

from django.db import migrations

TABLE = "cases_nominalgrouppermission"


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_nominals_and_histories")]

    operations = [
        migrations.RunSQL(
            sql=[
                f"ALTER TABLE {TABLE} ALTER COLUMN group_id SET STATISTICS 2000",
                f"ALTER TABLE {TABLE} SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02)",
            ],
            reverse_sql=[
                f"ALTER TABLE {TABLE} ALTER COLUMN group_id SET STATISTICS -1",
                f"ALTER TABLE {TABLE} RESET (autovacuum_vacuum_scale_factor, autovacuum_analyze_scale_factor)",
            ],
        )
    ]
