"""allauth's forms of signing in, in plain words. What they check and do stays allauth's; settings name them."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.utils.translation import gettext_lazy as _

from pagekit.forms import PlainWords

CODE_HINT = _("The 6 numbers your app shows, or one of your recovery codes")
PASSWORD_HINT = _("At least 12 characters. Three or more words that do not belong together are easy to remember.")


class Relabelled(PlainWords):
    """A form whose fields are given our labels and hints before their messages are made from them."""

    labels: dict[str, Any] = {}
    hints: dict[str, Any] = {}
    short: tuple[str, ...] = ("code",)

    def before_messages(self) -> None:
        """Labels, hints and widths of the class; a field the form does not have is left out."""
        for name in self.labels.keys() & self.fields.keys():
            self.fields[name].label = self.labels[name]
        for name in self.hints.keys() & self.fields.keys():
            self.fields[name].help_text = self.hints[name]
        for name in self.fields.keys() & set(self.short):
            self.fields[name].widget.attrs["class"] = "govuk-input--width-10"


class LoginForm(Relabelled, account.LoginForm):
    """Email and password; the way to a new password is a link of the page, not a hint of the field."""

    labels = {"login": _("Email address")}
    hints = {"password": ""}


class ReauthenticateForm(Relabelled, account.ReauthenticateForm):
    """The password once more."""


class AddEmailForm(Relabelled, account.AddEmailForm):
    """Another address of the account."""

    labels = {"email": _("Email address")}


class ChangePasswordForm(Relabelled, account.ChangePasswordForm):
    """From the old password to a new one."""

    labels = {
        "oldpassword": _("Current password"),
        "password1": _("New password"),
        "password2": _("New password again"),
    }
    hints = {"oldpassword": "", "password1": PASSWORD_HINT}


class SetPasswordForm(Relabelled, account.SetPasswordForm):
    """The first password of an account that had none."""

    labels = {"password1": _("Password"), "password2": _("Password again")}
    hints = {"password1": PASSWORD_HINT}


class ResetPasswordForm(Relabelled, account.ResetPasswordForm):
    """Where to send the link."""

    labels = {"email": _("Email address")}


class ResetPasswordKeyForm(Relabelled, account.ResetPasswordKeyForm):
    """The new password, behind the link."""

    labels = ChangePasswordForm.labels
    hints = {"password1": PASSWORD_HINT}


class AuthenticateForm(Relabelled, second_factor.AuthenticateForm):
    """The second step of signing in."""

    hints = {"code": CODE_HINT}


class ReauthenticateCodeForm(Relabelled, second_factor.ReauthenticateForm):
    """The second step once more."""

    hints = {"code": CODE_HINT}


class ActivateTOTPForm(Relabelled, totp.ActivateTOTPForm):
    """The first code of a new authenticator app."""

    labels = {"code": _("Code from the app")}
    hints = {"code": _("6 numbers")}


class AddWebAuthnForm(Relabelled, webauthn.AddWebAuthnForm):
    """A new passkey or security key."""

    labels = {"name": _("Name of the key")}


class EditWebAuthnForm(Relabelled, webauthn.EditWebAuthnForm):
    """Another name for a key."""

    labels = {"name": _("Name of the key")}
