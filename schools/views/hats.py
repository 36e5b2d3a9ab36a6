"""The switch between a person's hats."""

from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from schools import worn


@require_POST
def wear_hat(request):
    """Put another of one's own hats on, and go home with it."""
    hats = worn.hats_of(request.user)
    for hat in hats:
        if hat.key == request.POST.get("hat"):
            worn.note(request.session, hats)
            worn.put_on(request.session, hat)
            return redirect("coaching:home")
    raise Http404
