"""A letter to one person about something that waits on a page too."""

import logging
from smtplib import SMTPException

from django.core.mail import EmailMessage

logger = logging.getLogger(__name__)


def write_to(user, subject, body, *, headers=None):
    """Send an e-mail to a person. A mail server that fails holds nothing up: what kind of thing went wrong is logged,
    and nothing of what was written."""
    try:
        EmailMessage(subject, body, to=[user.email], headers=headers).send()
    except (SMTPException, OSError) as error:
        logger.warning("A letter was not sent: %s", type(error).__name__)
