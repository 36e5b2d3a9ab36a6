"""Pages that belong to no app."""

from django.template.response import TemplateResponse


def csrf_failure(request, reason=""):
    return TemplateResponse(request, "403.html", {"reason": "This page had been open too long."}, status=403)
