"""Single sign-on by OpenID Connect: it opens an account that exists and is switched on, makes none, links none.

The identity provider's second factor is believed only when its identity token says so in a value that
`settings.OIDC_SECOND_FACTOR_VALUES` names. Otherwise the person proves one here, like everybody.
"""

from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.sign_in_events import record_refusal


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never: an account comes by invitation."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Turn away whoever has no account here, or one that is switched off, with the same sentence."""
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            _refuse(request, "single sign-on: linking")
        user = sociallogin.user
        if not sociallogin.is_existing or user is None:
            _refuse(request, "single sign-on: unknown")
        if not user.is_active:
            _refuse(request, "single sign-on: switched off", user)

    def on_authentication_error(self, request: HttpRequest, provider: Any, *args: Any, **kwargs: Any) -> None:
        record_refusal("single sign-on: failed")


def identity_claims(sociallogin: SocialLogin) -> dict[str, Any]:
    """The claims of the identity token, which the provider signed; not those of its user information page."""
    claims = (sociallogin.account.extra_data or {}).get("id_token")
    return claims if isinstance(claims, dict) else {}


def _refuse(request: HttpRequest, rule: str, user: Any = None) -> NoReturn:
    record_refusal(rule, user=user)
    messages.error(request, _("Single sign-on found no account here that you can use. Ask your administrator."))
    raise ImmediateHttpResponse(HttpResponseRedirect(reverse("account_login")))
