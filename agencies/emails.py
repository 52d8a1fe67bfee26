"""Emails to people with an account: a subject and a text from `templates/emails/`, and never case content."""

import smtplib
from collections.abc import Mapping

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from agencies.errors import DomainError


def send_email(name: str, *, to: str, context: Mapping[str, object]) -> None:
    """Send `templates/emails/<name>_subject.txt` and `_message.txt`.

    Raises DomainError when the mail server does not take it.
    """
    words = {"service_name": settings.SERVICE_NAME, **context}
    subject = " ".join(render_to_string(f"emails/{name}_subject.txt", words).split())
    message = EmailMessage(subject, render_to_string(f"emails/{name}_message.txt", words).strip() + "\n", to=[to])
    try:
        message.send()
    except (smtplib.SMTPException, OSError):
        raise DomainError(_("The email could not be sent, so nothing was stored. Try again later.")) from None
