"""Measures what evidence costs: a request that leaves one event with 25 references against one that leaves none."""

from collections.abc import Iterator

from django.test import Client, override_settings

from bench.measuring import Act, Line, interleaved, line
from bench.standpoints import Standpoints


def measure(standpoints: Standpoints, factor: float) -> Iterator[Line]:
    """Signed in, through every middleware; the page itself does nothing."""
    user, _team = next(iter(standpoints.values()))
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user)

    def asking(address: str) -> Act:
        def act() -> None:
            assert client.get(address).status_code == 200  # noqa: S101

        return act

    with override_settings(ROOT_URLCONF="bench.bare_urls"):
        timings = interleaved({"bare": asking("/bare/"), "evidence": asking("/evidence/")}, rounds=101)
    extra = timings["evidence"].all_ms - timings["bare"].all_ms
    yield line("request without evidence", timings["bare"])
    yield line(
        "request with one event of 25 references",
        timings["evidence"],
        timings["bare"],
        "request without evidence",
        note=f"{extra:.2f} ms more",
    )
