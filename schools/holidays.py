"""Term dates as schools publish them, read by meaning: terms, half terms and closed days. No database.

A calendar file or a table says its dates in one of three ways: terms (or half terms of teaching) from a day to a day,
holidays from a day to a day, or single days on which school starts and ends. All three come to the same.
"""

import datetime
import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from schools.holidays_ics import events_in, is_calendar
from schools.tables import TableError, read_table

DAY = timedelta(days=1)
# A half term is at most two weeks and their weekends; what is called "half term" and is longer is one of teaching.
LONGEST_BREAK = 16
LONGEST = 400

NAMES = ("name", "event", "summary", "title", "term", "description", "subject", "holiday", "what")
STARTS = ("start", "start date", "starts", "starts on", "from", "begins", "first day", "date", "opens", "day")
ENDS = ("end", "end date", "ends", "ends on", "to", "until", "finish", "finishes", "last day", "closes")
HALF_STARTS = ("half term start", "half term starts", "half term starts on", "half term from", "half term start date")
HALF_ENDS = ("half term end", "half term ends", "half term ends on", "half term to", "half term end date")

MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_WRITTEN = re.compile(r"(?:[a-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([a-z]{3,9})\.?,?\s+(\d{4})")
_NUMBERS = re.compile(r"(?:[a-z]+,?\s+)?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})")

# What an event is.
TERM, BREAK, CLOSED, STARTS_DAY, ENDS_DAY, BREAK_STARTS, BREAK_ENDS, NOTHING = (
    "term",
    "break",
    "closed",
    "starts",
    "ends",
    "break starts",
    "break ends",
    "",
)
_NOT_CLOSED = re.compile(r"\btwilight|\bparents|\bopen (day|evening)|\bexam|\btrip\b|\bphoto", re.I)
_CLOSED = re.compile(
    r"\binset\b|\bin-?service\b|\btraining day|\bstaff (training|development|day)|\bteacher (training|day)|\bcpd\b"
    r"|\bnon[- ]?pupil|\bno pupils|\bbank holiday|\bpublic holiday|\bgood friday|\beaster (monday|sunday)"
    r"|\bchristmas day|\bboxing day|\bnew year.?s day|\bmay day|\boccasional day|\bschool closed|\bclosed\b"
    r"|\bclosure\b|\bdisaggregated|\bcoronation|\bjubilee",
    re.I,
)
_BREAK = re.compile(r"\bholidays?\b|\bbreak\b|\bvacation|\brecess\b|\bhalf[- ]?term\b", re.I)
_BEGINS = re.compile(
    r"\b(starts?|begins?|beginning|commences?|re-?opens?|opens|returns?|back (to|at|in)|first day|start of)\b", re.I
)
_FINISHES = re.compile(r"\b(ends?|finish(es)?|closes|breaks? up|last day|end of)\b", re.I)
_AROUND = re.compile(
    r"\b(for|before|after|from|following)\b.*\b(half[- ]?term|holidays?|break|christmas|easter|summer)"
    r"|\b(school|pupils?|students?)\b(?! holiday)|\bbreaks? up\b",
    re.I,
)
_TRAINING = re.compile(r"\binset\b|\btraining\b", re.I)
_HALF_TERM = re.compile(r"\bhalf[- ]?term", re.I)
_SEASONS = re.compile(r"\b(autumn|spring|summer|michaelmas|lent|trinity)\b", re.I)
_TERM = re.compile(
    r"\bterms?\b|\b(autumn|spring|summer|michaelmas|lent|trinity)\s*(1|2|first|second)?\s*(\d{4})?\s*$", re.I
)


@dataclass(frozen=True)
class Told:
    """A line of the file: what it is called, and its days."""

    name: str
    starts_on: date
    ends_on: date

    @property
    def days(self):
        return (self.ends_on - self.starts_on).days + 1


@dataclass
class FoundTerm:
    """A term that the file tells of, with its half term if it says one: the fields of `schools.models.Term`."""

    name: str
    starts_on: date
    ends_on: date
    half_term_starts_on: date | None = None
    half_term_ends_on: date | None = None


@dataclass
class Found:
    """What a file says: `terms` in order, `breaks` (half terms and holidays that are not part of these), `closed`
    days, and the names of what is neither."""

    terms: list = field(default_factory=list)
    breaks: list = field(default_factory=list)
    closed: list = field(default_factory=list)
    passed_over: list = field(default_factory=list)


def told_in(content):
    """The `Told` lines of the bytes of an .ics, CSV or .xlsx file. Raises `TableError` with what to do about it."""
    told = [Told(*event) for event in events_in(content)] if is_calendar(content) else _told_in_table(content)
    for one in told:
        if one.ends_on < one.starts_on:
            raise TableError(f"“{one.name[:60]}” ends before it starts. Put its dates right.")
        if one.days > LONGEST:
            raise TableError(f"“{one.name[:60]}” is longer than a year. Put its dates right.")
    return told


def _told_in_table(content):
    table = read_table(content)
    told = []
    for number, row in table.rows:
        name = _cell(row, NAMES)
        starts, ends = _cell(row, STARTS), _cell(row, ENDS)
        if not name or not starts:
            continue
        first = _day(starts, number)
        told.append(Told(name, first, _day(ends, number) if ends else first))
        half, half_ends = _cell(row, HALF_STARTS), _cell(row, HALF_ENDS)
        if half and half_ends:
            told.append(Told("Half term", _day(half, number), _day(half_ends, number)))
    if not told:
        raise TableError("No dates were found. The file needs the columns name, start and end.")
    return told


def _cell(row, names):
    return next((row[name] for name in names if row.get(name)), "")


def _day(text, number):
    found = day_in(text)
    if found is None:
        raise TableError(f"Row {number}: “{text[:40]}” is not a date. Write it like 27/11/2026.")
    return found


def day_in(text):
    """The day that a text says, as English schools write it ("Wed 3rd September 2025", "03/09/2025"); None for none."""
    text = " ".join(text.lower().split())
    try:
        if written := _WRITTEN.fullmatch(text):
            return date(int(written[3]), MONTHS[written[2][:3]], int(written[1]))
        if numbers := _NUMBERS.fullmatch(text):
            year = int(numbers[3])
            return date(year if year > 99 else 2000 + year, int(numbers[2]), int(numbers[1]))
        return datetime.datetime.fromisoformat(text).date()
    except (KeyError, ValueError):
        return None


def meaning(told):
    """What one line is: a term (of teaching), a break, closed days, a day on which school (or a break) starts or ends,
    or nothing."""
    name = told.name
    if _NOT_CLOSED.search(name):
        return NOTHING
    is_day, is_break = told.days == 1, bool(_BREAK.search(name))
    begins, finishes = _BEGINS.search(name), _FINISHES.search(name)
    if is_day and (begins or finishes) and not _TRAINING.search(name):
        # "School closes for half term", "back after Easter": of school; "half term starts": of the break.
        first = begins and (not finishes or begins.start() < finishes.start())
        if is_break and not _AROUND.search(name):
            return BREAK_STARTS if first else BREAK_ENDS
        return STARTS_DAY if first else ENDS_DAY
    if _CLOSED.search(name):
        return CLOSED
    if is_day:
        return CLOSED if re.search(r"\bholiday|\bhalf[- ]?term\b", name, re.I) else NOTHING
    if told.days > LONGEST_BREAK and (_HALF_TERM.search(name) or (_TERM.search(name) and not is_break)):
        return TERM
    if is_break or re.match(r"(christmas|easter|summer)\b", name, re.I):
        return BREAK
    return NOTHING


def assemble(told):
    """The `Found` of these lines."""
    found = Found()
    blocks, starts, breaks_from = [], None, None
    for one in sorted(told, key=lambda line: (line.starts_on, line.ends_on)):
        what = meaning(one)
        if what == TERM:
            blocks.append(one)
        elif what == BREAK:
            found.breaks.append(one)
        elif what == CLOSED:
            found.closed.append(one)
        elif what == STARTS_DAY:
            starts = one
        elif what == ENDS_DAY and starts and one.ends_on > starts.starts_on:
            blocks.append(Told(starts.name, starts.starts_on, one.ends_on))
            starts = None
        elif what == BREAK_STARTS:
            breaks_from = one
        elif what == BREAK_ENDS and breaks_from:
            found.breaks.append(Told(_break_name(breaks_from.name), breaks_from.starts_on, one.ends_on))
            breaks_from = None
        else:
            found.passed_over.append(one.name)
    found.passed_over += [one.name for one in (starts, breaks_from) if one]
    found.terms = _terms(blocks)
    _take_half_terms(found)
    found.closed = [one for one in dict.fromkeys(found.closed) if _is_weekday(one)]
    found.passed_over = sorted(set(found.passed_over))
    return found


def _break_name(name):
    return " ".join(_BEGINS.sub("", name).split()) or "Holiday"


def season_of(day):
    """The term of the year that a first day of teaching belongs to."""
    return "Autumn" if day.month >= 8 else "Spring" if day.month <= 3 else "Summer"


def _season(block):
    named = _SEASONS.search(block.name)
    old = {"michaelmas": "Autumn", "lent": "Spring", "trinity": "Summer"}
    return old.get(named[1].lower(), named[1].capitalize()) if named else season_of(block.starts_on)


def _terms(blocks):
    """Blocks of teaching as terms: two of one season with a short break between them are one, with its half term."""
    terms = []
    for block in sorted(set(blocks), key=lambda one: (one.starts_on, one.ends_on)):
        season = _season(block)
        last = terms[-1] if terms else None
        if last and block.starts_on <= last.ends_on:
            # The same told twice: from a day to a day, and by its first and last day.
            last.ends_on = max(last.ends_on, block.ends_on)
            continue
        gap = (block.starts_on - last.ends_on).days - 1 if last else 0
        if last and last.half_term_starts_on is None and last.name.startswith(season) and 0 < gap <= LONGEST_BREAK:
            first, final = _trimmed(last.ends_on + DAY, block.starts_on - DAY)
            if first <= final:
                last.half_term_starts_on, last.half_term_ends_on = first, final
            last.ends_on = block.ends_on
            continue
        terms.append(FoundTerm(f"{season} {block.starts_on.year}", block.starts_on, block.ends_on))
    return terms


def _trimmed(first, last):
    """From the first to the last weekday of these days."""
    while first.weekday() > 4:
        first += DAY
    while last.weekday() > 4:
        last -= DAY
    return first, last


def _take_half_terms(found):
    """A break of up to two weeks within a term that has no half term yet is its half term."""
    rest = []
    for one in found.breaks:
        first, last = _trimmed(one.starts_on, one.ends_on)
        if first > last:  # a weekend
            found.passed_over.append(one.name)
            continue
        term = next((term for term in found.terms if term.starts_on < first and last < term.ends_on), None)
        if term and (term.half_term_starts_on, term.half_term_ends_on) == (first, last):
            continue
        if term and term.half_term_starts_on is None and one.days <= LONGEST_BREAK:
            term.half_term_starts_on, term.half_term_ends_on = first, last
        else:
            rest.append(one)
    found.breaks = rest


def _is_weekday(one):
    return any((one.starts_on + timedelta(days=n)).weekday() < 5 for n in range(one.days))
