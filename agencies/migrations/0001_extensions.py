"""What the database must be able to do before the first table: half-open periods that exclude each other, and search
by sound and by likeness. All four come with every PostgreSQL; creating them needs the owner's rights."""

from django.contrib.postgres.operations import (
    BtreeGistExtension,
    CreateExtension,
    TrigramExtension,
    UnaccentExtension,
)
from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []

    operations = [BtreeGistExtension(), TrigramExtension(), UnaccentExtension(), CreateExtension("fuzzystrmatch")]
