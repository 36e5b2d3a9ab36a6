"""How a page that took what was sent goes on."""

from django.http import JsonResponse
from django.shortcuts import redirect


def go_on(request, address):
    """On to another page: a browser is sent there, a script that sent a form which waits is told where."""
    return redirect(address) if request.accepts("text/html") else JsonResponse({"href": address})
