"""What every answer carries, page, refusal and download alike, so that a browser keeps what it shows to itself."""

import pytest
from django.conf import settings

from tests.access_matrix import PERSONAS, READS
from tests.asking import Answer, Crowd


def _one_answer_of_each_status(name: str, crowd: Crowd) -> dict[str, Answer]:
    by_status = {status: persona for persona, status in zip(PERSONAS, READS[name], strict=True)}
    return {status: crowd.read(persona, name) for status, persona in by_status.items()}


@pytest.mark.parametrize("name", READS)
def test_every_answer_carries_the_headers_that_protect_it(name: str, crowd: Crowd) -> None:
    for status, answer in _one_answer_of_each_status(name, crowd).items():
        headers = answer.response.headers
        assert headers["X-Content-Type-Options"] == "nosniff", status
        assert headers["Referrer-Policy"] == "same-origin", status
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin", status
        assert headers["X-Frame-Options"] == "DENY", status
        assert "no-store" in headers["Cache-Control"], f"{status}: {headers['Cache-Control']}"


@pytest.mark.parametrize("name", READS)
def test_every_answer_forbids_what_its_page_does_not_bring(name: str, crowd: Crowd) -> None:
    for status, answer in _one_answer_of_each_status(name, crowd).items():
        policy = answer.response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, status
        assert "unsafe" not in policy, status
        assert "frame-ancestors 'none'" in policy, status
        assert "http" not in policy, status


def test_the_cookies_of_a_session_are_out_of_reach_of_scripts() -> None:
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.CSRF_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"
    assert settings.CSRF_COOKIE_SAMESITE in ("Lax", "Strict")
