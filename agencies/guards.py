"""Pages that need a capability that stands alone say so in one line above the view."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from agencies.choices import AuditAction
from agencies.roles import Capability
from agencies.standing import require_capability

View = Callable[..., HttpResponse]


def needs(capability: Capability, action: AuditAction = AuditAction.ADMINISTER) -> Callable[[View], View]:
    """Decorate a view: 403, with a refused event, unless one of the user's roles gives the capability."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            require_capability(request.user, capability, action)
            return view(request, *args, **kwargs)

        return guarded

    return decorate
