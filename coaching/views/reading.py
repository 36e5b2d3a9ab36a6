"""A week, read."""

from django.template.response import TemplateResponse
from django.utils import timezone

from coaching.due import due_words
from coaching.meeting import Meeting
from coaching.record import record


def show_record(request, week):
    """The page of a week for somebody who reads it."""
    due = due_words(week, today=timezone.localdate())
    return TemplateResponse(request, "coaching/week.html", {"week": record(Meeting.load(week), request.user, due=due)})
