"""An ECT's log at a school."""

from urllib.parse import urlencode

from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from evidence.forms import LogFilter
from evidence.log import counts_of, page_of
from evidence.mix import Mix
from evidence.views.doors import areas_for, ect_log_or_404, entries_for


@require_safe
def log(request, school_id, ect_id):
    """What was logged about an ECT, newest first, with the mix of its sources; the address holds what to show."""
    place = ect_log_or_404(request.user, school_id, ect_id)
    today = timezone.localdate()
    form = LogFilter(request.GET, areas=areas_for(place.school))
    wanted = form.wanted
    entries = entries_for(place)
    page = page_of(entries, wanted, user=request.user, mentor_id=place.mentor_id, today=today)
    context = {
        "place": place,
        "form": form,
        "rows": page.rows,
        "may_share": any(row.share for row in page.rows),
        "narrowed": bool(wanted.keys() - {"after"}),
        "is_first_page": "after" not in wanted,
        "next": _next(request, page.after),
        "supported": supported(place.args, [row.pk for row in page.rows]),
    }
    if request.htmx.target == "entries":
        response = TemplateResponse(request, "evidence/log.html#entries", context)
    else:
        context["mix"] = Mix.of(counts_of(entries, today=today), own=place.is_own)
        response = TemplateResponse(request, "evidence/log.html", context)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def supported(args, entries):
    """Where the weeks say which foci rest on an entry (`at`, and its id) and on all of these (`all`, None for none).

    `args`: the log's school and ECT; `entries`: ids.
    """
    at = f"{reverse('coaching:supported_foci', args=args)}?"
    return {"at": f"{at}entry=", "all": at + urlencode([("entry", pk) for pk in entries]) if entries else None}


def _next(request, after):
    """The address of the next page: the same question, from its key on."""
    if not after:
        return ""
    query = request.GET.copy()
    query["after"] = after
    return f"?{query.urlencode()}"
