"""What must be true of the settings before real people's records go near them.

`faults` is asked by the settings themselves, so that an unsafe service does not start at all, and by
`manage.py check --deploy`. Must import nothing that reads the settings.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register

SHORTEST_SECRET = 50
# Beginnings of the keys that examples and generators of new projects carry.
KNOWN_SECRETS = ("django-insecure", "change", "example", "secret", "default", "insecure", "password")


def faults(settings: Mapping[str, Any]) -> list[str]:
    """What is missing or unsafe for production, each as half a sentence naming its variable; [] when all is well."""
    return [*_secret_faults(settings), *_host_faults(settings), *_switch_faults(settings), *_server_faults(settings)]


def refusal(found: list[str]) -> str:
    """The sentence to stop with."""
    return f"MAPPA_MODE is production and the service will not start: {'; '.join(found)}."


def _secret_faults(settings: Mapping[str, Any]) -> Iterator[str]:
    key = settings["SECRET_KEY"]
    if not key:
        yield "SECRET_KEY is missing"
    elif _is_weak(key):
        yield f"SECRET_KEY is a default or too short (at least {SHORTEST_SECRET} characters made at random)"
    keys = settings["MFA_ENCRYPTION_KEYS"]
    if not keys:
        yield "MFA_ENCRYPTION_KEYS is missing"
    elif any(map(_is_weak, keys)):
        yield f"MFA_ENCRYPTION_KEYS has a default or too short key (at least {SHORTEST_SECRET} characters each)"
    elif key in keys:
        yield "MFA_ENCRYPTION_KEYS must not hold SECRET_KEY"


def _is_weak(key: str) -> bool:
    return len(key) < SHORTEST_SECRET or len(set(key)) < 10 or key.lower().startswith(KNOWN_SECRETS)


def _host_faults(settings: Mapping[str, Any]) -> Iterator[str]:
    hosts = settings["ALLOWED_HOSTS"]
    if not hosts:
        yield "ALLOWED_HOSTS is missing"
    if any("*" in host or host.startswith(".") for host in hosts):
        yield "ALLOWED_HOSTS has a wildcard (name each host in full)"
    if any("*" in origin or not origin.startswith("https://") for origin in settings["CSRF_TRUSTED_ORIGINS"]):
        yield "CSRF_TRUSTED_ORIGINS has a wildcard or an address without https"


def _switch_faults(settings: Mapping[str, Any]) -> Iterator[str]:
    if settings["DEBUG"]:
        yield "DEBUG is on"
    for name in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECOND_FACTOR_REQUIRED"):
        if not settings[name]:
            yield f"{name} is off"


def _server_faults(settings: Mapping[str, Any]) -> Iterator[str]:
    if not settings["_application_url"]:
        yield "DATABASE_URL is missing"
    if not settings["REDIS_URL"]:
        yield "REDIS_URL is missing"


@register(Tags.security, deploy=True)
def production_is_safe(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    """The same faults as messages, and one more: not being in production at all."""
    from mappa import settings

    found = faults(vars(settings)) if settings.PRODUCTION else ["MAPPA_MODE is not production"]
    return [Error(f"{fault}.", id="mappa.E001") for fault in found]
