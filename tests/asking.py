"""Everybody at a browser of their own: requests by each, whose effects are undone, and the evidence that they left.

What the tests of access and of security ask with. The people stay for a whole module: signing them in for each of some
thousand requests would take longer than the requests.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from agencies.models import AuditEvent, User
from tests.access_matrix import PERSONAS
from tests.personas import People
from tests.routes import routes
from tests.subjects import make_world


@dataclass(frozen=True)
class Answer:
    """What came back, and the evidence that the request left."""

    status: int
    response: HttpResponse
    text: str
    events: list[AuditEvent]

    @property
    def location(self) -> str:
        return self.response.headers.get("Location", "")

    @property
    def asks_to_sign_in(self) -> bool:
        doors = (reverse("account_login"), reverse("admin:login"))
        return self.status == 302 and self.location.startswith(tuple(f"{door}?next=" for door in doors))

    @property
    def told(self) -> str:
        """As the access matrix writes it."""
        return "in" if self.asks_to_sign_in else str(self.status)

    @property
    def refusals(self) -> list[AuditEvent]:
        return [event for event in self.events if event.outcome == "refused"]


def client_of(user: User | None, **options: Any) -> Client:
    """A browser in which somebody is signed in, or nobody."""
    client = Client(**options)
    if user is not None:
        client.force_login(user)
    return client


class Crowd:
    """Everybody of the matrix, signed in."""

    def __init__(self) -> None:
        self.world = make_world()
        self.people: People = self.world.people
        self.clients = {name: client_of(self.people[name]) for name in PERSONAS}
        self._read: dict[tuple[str, str], Answer] = {}

    def path(self, name: str) -> str:
        return self.world.path(routes()[name])

    def read(self, persona: str, name: str) -> Answer:
        """What a plain GET of a route answers; asked for once, however many tests look at it."""
        if (persona, name) not in self._read:
            self._read[persona, name] = self.ask(persona, self.path(name))
        return self._read[persona, name]

    def ask(self, persona: str, path: str, method: str = "get", data: Any = None, **options: Any) -> Answer:
        """One request, then database and browser as they were before. `options` are those of Django's test client."""
        client = self.clients[persona]
        cookies = deepcopy(client.cookies)
        with transaction.atomic():
            last = AuditEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
            response = getattr(client, method)(path, data or {}, **options)
            text = _everything_sent(response)
            events = list(AuditEvent.objects.filter(pk__gt=last).select_related("actor"))
            transaction.set_rollback(True)
        client.cookies = cookies
        return Answer(response.status_code, response, text, events)


def _everything_sent(response: HttpResponse) -> str:
    """A stream reads the database while it is sent, so it is read before anything is undone."""
    streamed = getattr(response, "streaming_content", None)
    content = b"".join(streamed) if streamed is not None else response.content
    return content.decode("utf-8", "replace")


@contextmanager
def crowd_for_a_while() -> Iterator[Crowd]:
    """Everybody, until the block ends and they never were."""
    with transaction.atomic():
        yield Crowd()
        transaction.set_rollback(True)
