"""Who may use the interface at all; which rows they get is decided by `cases.access`."""

from typing import TYPE_CHECKING

from django.conf import settings
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from agencies.second_factor import session_has_second_factor

if TYPE_CHECKING:  # that module is the one that imports this: a real import would go round in a circle
    from rest_framework.views import APIView


class SignedInWithSecondFactor(BasePermission):
    """Signed in, and outside demonstration with a second factor proved by this very session."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        if not (request.user and request.user.is_authenticated and request.user.is_active):
            return False
        return not settings.SECOND_FACTOR_REQUIRED or session_has_second_factor(request._request)
