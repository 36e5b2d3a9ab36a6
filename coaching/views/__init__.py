"""What people see and press of the week."""

from coaching.views.home import home

__all__ = ["home"]
