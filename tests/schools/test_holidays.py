"""Term dates out of the files that schools publish: calendars and tables, by meaning."""

from datetime import date

import pytest

from schools.holidays import CLOSED, Told, assemble, day_in, meaning, season_of, told_in
from schools.tables import TableError


def calendar(*events, head="BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Harbour//EN\r\n"):
    return (head + "".join(events) + "END:VCALENDAR\r\n").encode()


def event(name, start, end="", more=""):
    end = f"DTEND;VALUE=DATE:{end}\r\n" if end else ""
    return f"BEGIN:VEVENT\r\nSUMMARY:{name}\r\nDTSTART;VALUE=DATE:{start}\r\n{end}{more}END:VEVENT\r\n"


def told(name, starts_on, ends_on=None):
    return Told(name, starts_on, ends_on or starts_on)


def terms(found):
    return [
        (term.name, term.starts_on, term.ends_on, term.half_term_starts_on, term.half_term_ends_on)
        for term in found.terms
    ]


def spans(rows):
    return [(row.name, row.starts_on, row.ends_on) for row in rows]


AUTUMN = ("Autumn 2025", date(2025, 9, 2), date(2025, 12, 19), date(2025, 10, 27), date(2025, 10, 31))
SPRING = ("Spring 2026", date(2026, 1, 5), date(2026, 3, 27), date(2026, 2, 16), date(2026, 2, 20))


def test_told_in_a_calendar_ends_the_day_before_it_says():
    content = calendar(event("INSET", "20251128", "20251129"), event("Half term", "20251027", "20251101"))

    assert told_in(content) == [
        told("Half term", date(2025, 10, 27), date(2025, 10, 31)),
        told("INSET", date(2025, 11, 28)),
    ]


@pytest.mark.parametrize(
    ("case", "content", "expected"),
    [
        ("no end", calendar(event("INSET", "20251128")), told("INSET", date(2025, 11, 28))),
        ("ends when it starts", calendar(event("INSET", "20251128", "20251128")), told("INSET", date(2025, 11, 28))),
        (
            "by duration",
            calendar(event("Half term", "20251027", more="DURATION:P5D\r\n")),
            told("Half term", date(2025, 10, 27), date(2025, 10, 31)),
        ),
        (
            "folded lines",
            calendar(event("Christmas \r\n holiday", "20251222", "20260103")),
            told("Christmas holiday", date(2025, 12, 22), date(2026, 1, 2)),
        ),
        (
            "by the hour, in another zone's time",
            calendar(
                "BEGIN:VEVENT\r\nSUMMARY:INSET\r\nDTSTART:20260625T230000Z\r\nDTEND:20260626T230000Z\r\nEND:VEVENT\r\n"
            ),
            told("INSET", date(2026, 6, 26)),
        ),
        (
            "Windows letters",
            calendar(event("Teachers’ training day", "20251128")).decode().encode("cp1252"),
            told("Teachers’ training day", date(2025, 11, 28)),
        ),
    ],
)
def test_told_in_a_calendar_of_any_make(case, content, expected):
    assert told_in(content) == [expected], case


@pytest.mark.parametrize(
    ("case", "content", "says"),
    [
        ("repeats", calendar(event("INSET", "20251128", more="RRULE:FREQ=YEARLY\r\n")), "“INSET” repeats itself"),
        ("no events", calendar(), "There are no events"),
        ("cut off", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:INSET\r\n", "can’t be read|no events"),
        ("no start", calendar("BEGIN:VEVENT\r\nSUMMARY:INSET\r\nEND:VEVENT\r\n"), "can’t be read"),
        ("nonsense", b"BEGIN:VCALENDAR\r\n\x00\xff;;;:::\r\nEND:VCALENDAR\r\n", "can’t be read|no events"),
        ("too large", b"BEGIN:VCALENDAR\r\n" + b"X" * 1024 * 1024, "larger than 1 MB"),
        ("too long", calendar(event("Autumn term", "20250901", "20270901")), "longer than a year"),
        ("backwards", b"name,start,end\nHalf term,31/10/2025,27/10/2025\n", "ends before it starts"),
        ("no date", b"name,start,end\nHalf term,soon,27/10/2025\n", "Row 2: “soon” is not a date"),
        ("no such day", b"name,start,end\nHalf term,31/11/2025,\n", "Row 2: “31/11/2025” is not a date"),
        ("no columns", b"colour,size\nred,3\n", "needs the columns name, start and end"),
        ("a PDF", b"%PDF-1.7", "This is a PDF"),
        ("empty", b"", "empty"),
    ],
)
def test_told_in_refuses_with_what_to_do(case, content, says):
    with pytest.raises(TableError, match=says):
        told_in(content)


def test_told_in_a_table_with_a_half_term_beside_each_term():
    content = (
        b"Term,Start date,End date,Half term start,Half term end\n"
        b"Autumn term 2025,Tue 2nd September 2025,19/12/2025,27 October 2025,31.10.25\n"
    )

    assert terms(assemble(told_in(content))) == [AUTUMN]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-09-03", date(2025, 9, 3)),
        ("03/09/2025", date(2025, 9, 3)),
        ("3.9.25", date(2025, 9, 3)),
        ("Wednesday 3rd September 2025", date(2025, 9, 3)),
        ("Wed, 3 Sept. 2025", date(2025, 9, 3)),
        ("2025-09-03T00:00:00", date(2025, 9, 3)),
        ("September", None),
        ("31/02/2025", None),
        ("3 Foo 2025", None),
    ],
)
def test_day_in_reads_days_as_schools_write_them(text, expected):
    assert day_in(text) == expected


@pytest.mark.parametrize(
    "name",
    [
        "INSET",
        "INSET Day 2 (school closed to pupils)",
        "Staff training day",
        "Non-pupil day",
        "Bank holiday",
        "Early May bank holiday",
        "Good Friday",
        "Boxing Day",
        "Occasional day",
        "School closed",
        "May Day holiday",
    ],
)
def test_meaning_of_a_day_that_is_closed(name):
    assert meaning(told(name, date(2025, 11, 28))) == CLOSED


@pytest.mark.parametrize(
    "name", ["Parents’ evening", "INSET twilight", "Christmas fair", "Break duty rota", "Year 7 trip", "Mock exams"]
)
def test_meaning_of_a_day_that_says_nothing(name):
    assert meaning(told(name, date(2025, 11, 28))) == ""


def test_assemble_terms_from_a_day_to_a_day():
    found = assemble(
        [
            told("Spring Term", date(2026, 1, 5), date(2026, 3, 27)),
            told("Autumn Term", date(2025, 9, 2), date(2025, 12, 19)),
            told("Half Term", date(2025, 10, 27), date(2025, 10, 31)),
            told("Half-term", date(2026, 2, 14), date(2026, 2, 22)),
            told("Christmas holiday", date(2025, 12, 22), date(2026, 1, 2)),
            told("INSET", date(2025, 11, 28)),
            told("Sports day", date(2025, 9, 20)),
        ]
    )

    assert terms(found) == [AUTUMN, SPRING]
    assert spans(found.closed) == [("INSET", date(2025, 11, 28), date(2025, 11, 28))]
    assert spans(found.breaks) == [("Christmas holiday", date(2025, 12, 22), date(2026, 1, 2))]
    assert found.passed_over == ["Sports day"]


def test_assemble_half_terms_of_teaching():
    found = assemble(
        [
            told("Autumn half term 1", date(2025, 9, 2), date(2025, 10, 24)),
            told("Autumn half term 2", date(2025, 11, 3), date(2025, 12, 19)),
            told("Spring 1", date(2026, 1, 5), date(2026, 2, 13)),
            told("Spring 2", date(2026, 2, 23), date(2026, 3, 27)),
        ]
    )

    assert terms(found) == [AUTUMN, SPRING]


def test_assemble_first_and_last_days():
    found = assemble(
        [
            told("Term starts", date(2025, 9, 2)),
            told("School closes for half term", date(2025, 10, 24)),
            told("School re-opens", date(2025, 11, 3)),
            told("Last day of term", date(2025, 12, 19)),
            told("Back to school after Christmas", date(2026, 1, 5)),
            told("Half term starts", date(2026, 2, 16)),
            told("Half term ends", date(2026, 2, 20)),
            told("Break up for Easter", date(2026, 3, 27)),
        ]
    )

    assert terms(found) == [AUTUMN, SPRING]
    assert (found.breaks, found.closed, found.passed_over) == ([], [], [])


def test_assemble_the_same_told_twice_is_one():
    found = assemble(
        [
            told("Autumn Term", date(2025, 9, 2), date(2025, 12, 19)),
            told("Autumn term starts", date(2025, 9, 2)),
            told("Autumn term ends", date(2025, 12, 19)),
            told("INSET", date(2025, 11, 28)),
            told("INSET", date(2025, 11, 28)),
        ]
    )

    assert [term[:3] for term in terms(found)] == [AUTUMN[:3]]
    assert len(found.closed) == 1


def test_assemble_holidays_alone():
    found = assemble(
        [
            told("Half term holiday", date(2025, 10, 27), date(2025, 10, 31)),
            told("Easter", date(2026, 3, 30), date(2026, 4, 10)),
        ]
    )

    assert (terms(found), len(found.breaks)) == ([], 2)


@pytest.mark.parametrize(
    ("day", "expected"), [(date(2025, 9, 1), "Autumn"), (date(2026, 1, 5), "Spring"), (date(2026, 4, 13), "Summer")]
)
def test_season_of_a_first_day(day, expected):
    assert season_of(day) == expected
