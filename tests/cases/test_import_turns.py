"""Two imports at once: the second waits for its turn and finds what the first stored."""

import threading
from pathlib import Path

import pytest
from django.db import connection, transaction

from cases.imports.outcome import Outcome
from cases.imports.service import take_turn
from cases.models import Nominal
from tests.cases.cohort_folders import Folder

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_second_of_two_imports_waits_and_then_finds_everything_stored(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "cohort")
    folder.run()
    waiting = threading.Event()
    outcomes: list[Outcome] = []

    def second() -> None:
        try:
            outcomes.append(folder.run(progress=lambda step, percent: waiting.set() if "Waiting" in step else None))
        finally:
            connection.close()

    thread = threading.Thread(target=second)
    with transaction.atomic():
        take_turn(lambda step, percent: None)
        thread.start()
        assert waiting.wait(30)
        Nominal.objects.filter(source_reference="R1").update(family_name="Changed")
        assert not outcomes
    thread.join(30)
    assert outcomes[0].counts["nominals"].changed == 1
    assert Nominal.objects.get(source_reference="R1").family_name == "Thistledown"
