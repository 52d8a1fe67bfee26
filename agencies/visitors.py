"""Where a request comes from, as evidence: the visitor's address and not the proxy's."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str | None:
    """The address of the visitor; None when what is known is no address.

    Behind the proxy of the installation (`settings.BEHIND_TLS_PROXY`) it is the last of `X-Forwarded-For`, which the
    proxy adds; whatever stands before it the visitor may have written.
    """
    seen = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_TLS_PROXY:
        seen = request.headers.get("x-forwarded-for", seen).rsplit(",", 1)[-1]
    try:
        return str(ipaddress.ip_address(seen.strip()))
    except ValueError:
        return None
