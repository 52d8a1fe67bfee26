"""West Mercia's records of 2022/23, brought in once for a module and taken back at its end."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

COHORT = settings.BASE_DIR / "cases" / "data" / "demonstration" / "west-mercia-2022-23"


@pytest.fixture(scope="module")
def west_mercia(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("import_cohort", str(COHORT), verbosity=0)
        yield
        transaction.set_rollback(True)
