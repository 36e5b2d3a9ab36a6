"""A page of an ECT's log: newest first, by key, narrowed by what was asked for, each entry as ready words."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q

from evidence.attached import shown_files
from evidence.judgement import judgements
from evidence.mix import LATELY
from evidence.models import Source
from evidence.rules import is_read_by_ect, why_not_change, why_not_share
from schools.dates import short_day

PAGE = 20


@dataclass(frozen=True)
class Row:
    """An entry as a page shows it; `change` and `share` say whether the reader may."""

    pk: int
    source: str
    when: str
    class_name: str
    area: str
    who: str
    seen: str
    meaning: str
    is_read_by_ect: bool
    is_cited: bool
    change: bool
    share: bool
    attachments: list

    @property
    def has_files(self):
        """Whether there is a file to take away: one that was taken out is none."""
        return any(file.href for file in self.attachments)


@dataclass
class Page:
    """Some of a log; `after` is the key of the next page, "" on the last."""

    rows: list = field(default_factory=list)
    after: str = ""


def page_of(entries, wanted, *, user, mentor_id, today):
    """The `Page` of `entries` (a queryset) that `wanted` (cleaned: source, area, since, until, after) asks for.

    Two queries for any number of entries; nothing is counted, and deep down it costs what the first page does.
    """
    rows = narrowed(entries, wanted).select_related("gathered_by", "area").prefetch_related("attachments")
    rows = list(rows.order_by("-seen_on", "-id")[: PAGE + 1])
    after = f"{rows[PAGE - 1].seen_on.isoformat()}.{rows[PAGE - 1].pk}" if len(rows) > PAGE else ""
    return Page([row_of(row, user=user, mentor_id=mentor_id, today=today) for row in rows[:PAGE]], after)


def narrowed(entries, wanted):
    """Those of `entries` that `wanted` asks for, from its key on."""
    for name, lookup in (("source", "source"), ("area", "area"), ("since", "seen_on__gte"), ("until", "seen_on__lte")):
        if value := wanted.get(name):
            entries = entries.filter(**{lookup: value})
    if key := wanted.get("after"):
        day, _, pk = key.partition(".")
        try:
            day = date.fromisoformat(day)
        except ValueError:
            return entries
        entries = entries.filter(Q(seen_on__lt=day) | Q(seen_on=day, pk__lt=int(pk)), seen_on__lte=day)
    return entries


def row_of(entry, *, user, mentor_id, today):
    """An entry as a `Row`. Reads `gathered_by`, `area` and `attachments`: load them."""
    is_read = is_read_by_ect(entry, user, mentor_id=mentor_id)
    return Row(
        pk=entry.pk,
        source=Source(entry.source).label,
        when=short_day(entry.seen_on) + ("" if entry.seen_on.year == today.year else f" {entry.seen_on.year}"),
        class_name=entry.class_name,
        area=entry.area.name if entry.area else "",
        who="you" if entry.gathered_by_id == user.pk else entry.gathered_by.name,
        seen=entry.seen,
        meaning=entry.meaning,
        is_read_by_ect=is_read,
        is_cited=entry.cited_at is not None,
        change=not why_not_change(entry, user, mentor_id=mentor_id),
        share=not is_read and not why_not_share(entry, user, mentor_id=mentor_id),
        attachments=shown_files(entry.attachments.all()),
    )


def noticed(entry):
    """The `Judgement`s in what an entry says was seen; an own reflection is the ECT's to word."""
    return judged(entry.source, entry.seen)


def judged(source, seen):
    """The `Judgement`s in what is said to have been seen, from that source."""
    return [] if source == Source.REFLECTION else judgements(seen)


def counts_of(entries, *, today):
    """How many of `entries` (a queryset) each source gave in the last weeks: for `mix.Mix`. One query."""
    recent = entries.filter(seen_on__gt=today - LATELY)
    return dict(recent.order_by().values_list("source").annotate(Count("pk")))
