"""An ECT's whole record: taken away, brought along from another school, and who else has read it (A106, A107)."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Sum
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coaching.actions import earlier
from coaching.dates import long_day, week_name
from coaching.models import EarlierRecord
from coaching.record_forms import RecordForm
from coaching.record_shown import counts_of, shown_record
from coaching.record_taken import as_archive, as_data, as_page, attachments_of
from coaching.views.doors import journey_for
from coaching.whole_record import whole_record
from evidence.files.words import sized
from evidence.models import Evidence, PrivateNote
from schools.models import AccessRecord, Mentorship
from schools.posted import posted_key
from schools.reading_on import LEFT, reads_at, why_not_when_left
from schools.refusal import refuse_if

# What is taken away is opened in no page of ours.
AS_A_FILE = {
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@require_safe
def own_record(request):
    """What is one's own to take away."""
    context = {
        "pairs": own_places_for(request.user),
        "notes": notes_for(request.user).count(),
        **files_for(request.user),
    }
    return TemplateResponse(request, "coaching/record.html", context)


@require_safe
def take_record(request, form):
    """One's whole record as a file: for people (html), for programs (json), or both with attached files (zip)."""
    if form not in ("html", "json", "zip"):
        raise Http404
    user, at = request.user, timezone.now()
    name = f"so-that-record-{timezone.localtime(at):%Y-%m-%d}.{form}"
    headers = AS_A_FILE | {"Content-Disposition": content_disposition_header(True, name)}
    record = whole_record(user, at=at, files=form == "zip")
    if form == "zip":
        pieces = as_archive(record, attachments_of(user, record))
        return StreamingHttpResponse(pieces, content_type="application/zip", headers=headers)
    content = as_page(record) if form == "html" else as_data(record)
    return HttpResponse(content, content_type="application/octet-stream", headers=headers)


@require_safe
def access_record(request, school_id, ect_id):
    """Who but the pair read or took away an ECT's coaching at a school, and who has been their mentor, if for a minute
    only (a leader can name anybody, themselves too): for both of the pair."""
    pair = journey_for(request.user, school_id, ect_id)
    rows = [
        {
            "who": row.by.name,
            "when": f"{_on(row.at)}, {timezone.localtime(row.at):%H:%M}",
            "what": row.get_kind_display() + (f" (week of {week_name(row.week_of)})" if row.week_of else ""),
            "why": row.why or "The reason was erased.",
        }
        for row in accesses_for(pair)
    ]
    mentors = [
        {"name": row.mentor.name, "stand_in": row.stand_in, "since": _day(row.starts_on), "until": _until(row)}
        for row in mentors_for(pair)
    ]
    context = _place(request.user, pair) | {"rows": rows, "mentors": mentors}
    return TemplateResponse(request, "coaching/access_record.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def earlier_records(request, school_id, ect_id):
    """The records that an ECT brought along: the ECT puts one here (POST), the mentor reads what was offered."""
    pair = journey_for(request.user, school_id, ect_id)
    own = request.user.pk == pair.ect_id
    form = RecordForm(request.POST or None, request.FILES or None) if own else None
    if request.method == "POST":
        refuse_if("" if own else "Only the ECT brings a record along.")
        refuse_if(why_not_when_left(request.user, pair))
        form = RecordForm(request.POST, request.FILES)
        if form.is_valid():
            stamp = {"key": posted_key(request), "by": request.user, "at": timezone.now()}
            try:
                record = earlier.bring_record(pair, content=form.cleaned_data["file"].read(), **stamp)
            except ValidationError as error:
                form.add_error("file", error)
            else:
                return redirect("coaching:earlier_record", record.pk)
    may_bring = own and not why_not_when_left(request.user, pair)
    context = _place(request.user, pair) | {
        "form": form,
        "key": uuid.uuid4(),
        "may_bring": may_bring,
        "left": LEFT if own and not may_bring else "",
        "records": [
            {"pk": row.pk, "came_from": row.came_from, "is_offered": row.offered_at is not None, "when": _on(row.at)}
            for row in records_for(request.user, pair)
        ],
    }
    status = 422 if form is not None and form.errors else 200
    return TemplateResponse(request, "coaching/earlier_records.html", context, status=status)


@require_safe
def earlier_record(request, record_id):
    """A record that was brought along, to be read: by its ECT, and once it is offered by who mentors them there."""
    record, pair = record_or_404(request.user, record_id)
    context = _place(request.user, pair) | {
        "record": shown_record(record.held),
        "row": record,
        "held": counts_of(record.held),
        "offered": _on(record.offered_at) if record.offered_at else "",
    }
    return TemplateResponse(request, "coaching/earlier_record.html", context)


@require_POST
def offer_record(request, record_id):
    record, pair = record_or_404(request.user, record_id)
    refuse_if(why_not_when_left(request.user, pair))
    earlier.offer_record(record, by=request.user, at=timezone.now())
    messages.success(request, "Your mentor can read it now.")
    return redirect("coaching:earlier_record", record.pk)


@require_POST
def take_back_record(request, record_id):
    record, pair = record_or_404(request.user, record_id)
    earlier.take_back_record(record, by=request.user)
    messages.success(request, "Taken out. Nothing of it is here any more.")
    return redirect("coaching:earlier_records", pair.school_id, pair.ect_id)


def own_places_for(user):
    """The schools where `user` reads their own coaching as the ECT, by name. One query."""
    pairs = Mentorship.objects.filter(reads_at(user), ect=user).select_related("school")
    return sorted({pair.school_id: pair.school.name for pair in pairs}.values())


def notes_for(user):
    return PrivateNote.objects.filter(author=user, erased_at=None)


def files_for(user):
    """How many files are attached to what `user` reads as an ECT, and how large they are together. One query."""
    mine = Evidence.objects.filter(reads_at(user), ect=user, erased_at=None).read_by_ect()
    found = mine.filter(attachments__isnull=False, attachments__erased_at=None).aggregate(
        files=Count("attachments"), bytes=Sum("attachments__size")
    )
    return {"files": found["files"], "size": sized(found["bytes"] or 0)}


def accesses_for(pair):
    """The access record of a pair's ECT at its school, newest first, a hundred at most. One query."""
    rows = AccessRecord.objects.filter(school=pair.school_id, ect=pair.ect_id).select_related("by")
    return rows.order_by("-at", "-id")[:100]


def mentors_for(pair):
    """The mentorships of a pair's ECT at its school, newest first, with their mentors. One query."""
    rows = Mentorship.objects.filter(school=pair.school_id, ect=pair.ect_id).select_related("mentor")
    return rows.order_by("-starts_on", "-pk")


def records_for(user, pair):
    """The records beside an ECT's weeks that `user`, one of the pair, may read, without what they hold. One query."""
    rows = EarlierRecord.objects.filter(school=pair.school_id, ect=pair.ect_id).defer("held")
    return (rows if user.pk == pair.ect_id else rows.filter(offered_at__isnull=False)).order_by("-at", "-pk")


def record_or_404(user, record_id):
    """A record that was brought along, if `user` may read it, and the pair by which they do."""
    record = get_object_or_404(EarlierRecord, pk=record_id)
    pair = journey_for(user, record.school_id, record.ect_id)
    if user.pk != record.ect_id and record.offered_at is None:
        raise Http404
    return record, pair


def _place(user, pair):
    args = [pair.school_id, pair.ect_id]
    return {
        "own": user.pk == pair.ect_id,
        "ect": pair.ect.name,
        "ect_first": pair.ect.first_name,
        "school": pair.school.name,
        "journey": reverse("coaching:journey", args=args),
        "earlier": reverse("coaching:earlier_records", args=args),
    }


def _on(at):
    return _day(timezone.localtime(at).date())


def _day(day):
    return f"{long_day(day)} {day.year}"


def _until(mentorship):
    return f"{_on(mentorship.ended_at)}, {timezone.localtime(mentorship.ended_at):%H:%M}" if mentorship.ended_at else ""
