"""How every app says no: with the reason, for the person to read."""

from django.core.exceptions import PermissionDenied


class Refused(PermissionDenied):
    """What somebody asked for and may not do; its text is the reason. Django answers 403 by itself."""


def refuse_if(reason):
    """Raise `Refused` with `reason` unless it is ""."""
    if reason:
        raise Refused(reason)
