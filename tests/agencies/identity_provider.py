"""A small OpenID Connect provider on this machine, so that single sign-on is tried to the end of its round."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

CLIENT_ID = "mappa"


@dataclass
class Provider:
    """What the provider says of whoever comes back next."""

    address: str
    person: dict[str, Any] = field(default_factory=dict)
    claims: dict[str, Any] = field(default_factory=dict)

    def documents(self) -> dict[str, dict[str, Any]]:
        now = int(time.time())
        token = {"iss": self.address, "aud": CLIENT_ID, "iat": now, "exp": now + 60, **self.person, **self.claims}
        endpoints = {name: f"{self.address}/{name}" for name in ("authorization_endpoint", "token_endpoint")}
        endpoints |= {"userinfo_endpoint": f"{self.address}/userinfo", "jwks_uri": f"{self.address}/keys"}
        return {
            "/.well-known/openid-configuration": {"issuer": self.address, **endpoints},
            "/token_endpoint": {
                "access_token": "a",
                "token_type": "Bearer",
                "id_token": jwt.encode(token, "k" * 32, algorithm="HS256"),
            },
            "/userinfo": self.person,
        }

    def send_back(
        self, client: Client, email: str, *, verified: bool = True, link: bool = False, **claims: Any
    ) -> HttpResponse:
        """Somebody goes to the provider from the sign-in page, and comes back as the provider says."""
        self.person = {"sub": "subject-1", "email": email, "email_verified": verified}
        self.claims = claims
        process = "?process=connect" if link else ""
        sent = client.post(f"{reverse('openid_connect_login', args=['sso'])}{process}")
        state = parse_qs(urlsplit(sent.headers["Location"]).query)["state"][0]
        back = reverse("openid_connect_callback", args=["sso"])
        return client.get(back, {"code": "c", "state": state})  # type: ignore[return-value]

    def settings(self) -> dict[str, Any]:
        app = {"provider_id": "sso", "name": "the force's directory", "client_id": CLIENT_ID, "secret": "s"}
        app |= {"settings": {"server_url": self.address, "verified_email": []}}  # type: ignore[dict-item]
        return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


@contextmanager
def running_provider() -> Iterator[Provider]:
    """A provider that listens on a port of its own for as long as the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps(provider.documents()[urlsplit(self.path).path]).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.do_GET()

        def log_message(self, *args: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = Provider(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
