"""A week, read."""

from django.template.response import TemplateResponse

from coaching.meeting import Meeting
from coaching.record import record


def show_record(request, week):
    """The page of a week for somebody who reads it."""
    return TemplateResponse(request, "coaching/week.html", {"week": record(Meeting.load(week), request.user)})
