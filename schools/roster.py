"""A school's list of people as schools keep it: what each row asks for.

Text in, `Entry` rows out; nothing here asks the database. Which column says what is for `headings`.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from schools.headings import all_are, columns_of
from schools.models import Rhythm, Role, Weekday
from schools.tables import heading_key

LONGEST_NAME = 200
LONGEST_EMAIL = 254

ROLES = (
    (
        Role.LEADER,
        r"\binduction (tutor|coordinator|co ordinator|lead|leader|manager)\b|\b(ect|nqt|school|senior) leader\b"
        r"|\b(slt|headteacher|(head|deputy|assistant) (teacher|head)|principal)\b(?! teacher)|^(leader|head|deputy)$",
    ),
    (Role.MENTOR, r"\bmentors?\b"),
    (Role.ECT, r"\b(ects?|ect ?y?[12]|(early career|newly qualified) teachers?|nqts?|nqt ?[12])\b"),
)
SECOND_YEAR = re.compile(r"\b(ect ?y?2|nqt ?2|year (2|two)|second year|y2)\b")
DAYS = {day.label[:3].lower(): day for day in Weekday}
DAY = re.compile(r"\b(mon|tue|wed|thu|fri)[a-z]*\b", re.IGNORECASE)
ADDRESS = re.compile(r"<([^<>]+)>")
TITLE = r"(?:mr|mrs|ms|miss|mx|dr|prof|professor|rev|revd|sir|dame|fr|sr)"
TITLED = re.compile(rf"^{TITLE}(?:\.\s*|\s+)(?=\S)|\s*\({TITLE}\.?\)$|\s+{TITLE}\.?$", re.IGNORECASE)
BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$")
# What stands in a cell that says nothing.
NOTHING = {"", "-", "–", "—", ".", "?", "n/a", "#n/a", "none", "nil", "null", "tbc", "tba", "tbd", "unknown", "vacant"}
SUMMED_UP = re.compile(
    r"(grand |sub-?)?totals?\b|count\b|number of\b|page \d|(generated|printed|exported|report)\b|notes?:|key:|end of",
    re.IGNORECASE,
)
YES, NO = {"yes", "y", "true", "x", "✓", "✔", "1"}, {"no", "n", "false", "0"}
# Whole days since the end of 1899, as a spreadsheet counts them: 2000 to 2099.
SERIAL = range(36526, 73051)


@dataclass(frozen=True)
class Entry:
    """What one row asks for: a person with roles at a school and, for an ECT, the mentor and when they meet.

    `problems` says why it can't be used and how to mend it; then the rest may be incomplete. `urn` and `school` are as
    they stand in the file, "" where it has no such column.
    """

    number: int | str
    email: str = ""
    name: str = ""
    roles: tuple[str, ...] = ()
    urn: str = ""
    school: str = ""
    mentor_email: str = ""
    mentor: str = ""
    rhythm: str = ""
    weekday: int | None = None
    meets_at: time | None = None
    starts_on: date | None = None
    problems: tuple[str, ...] = ()


def read_roster(table, *, role=""):
    """The `Entry` of each row of a `Table`. `role` is what people are whose row has no role of its own.

    A row says who in full; one that lacks something, or says what nobody could mean, has `problems`.
    """
    columns = columns_of(table.headings)
    role = role or all_are(table.headings)
    return [_entry(number, row, columns, role) for number, row in table.rows]


def _entry(number, row, columns, role):
    said = {column: _said(column, keys, row) for column, keys in columns.items()}
    texts = [text for text in row.values() if text]
    if not any("@" in text for text in texts) and (len(texts) == 1 or any(map(SUMMED_UP.match, texts))):
        return Entry(number, problems=("This is no person’s row, it seems: no e-mail address is in it.",))
    problems = []
    email = email_of(said.get("email", ""), problems)
    name, aside = _name(said)
    if not name:
        problems.append("There is no name: add it.")
    if len(name) > LONGEST_NAME:
        problems.append("The name is too long.")
    mentor, mentor_email = _mentor(said, problems)
    is_mentor = mentor.lower() in YES
    mentor = "" if is_mentor or mentor.lower() in NO else mentor
    roles = _roles(said, role, aside, problems, has_mentor=bool(mentor or mentor_email), is_mentor=is_mentor)
    if (mentor or mentor_email) and Role.ECT not in roles:
        problems.append("Only an ECT has a mentor: leave the mentor out, or make them an ECT.")
    # When they meet matters for an ECT: a mentor's "Start date" is when they came to the school.
    doubts = problems if Role.ECT in roles else []
    return Entry(
        number=number,
        email=email,
        name=name,
        roles=roles,
        urn=urn_of(said.get("urn", ""), problems),
        school=said.get("school", ""),
        mentor_email=mentor_email,
        mentor=mentor,
        rhythm=_rhythm(said, doubts),
        weekday=_weekday(said.get("weekday") or said.get("time", ""), doubts, must=bool(said.get("weekday"))),
        meets_at=_time(said.get("time") or said.get("weekday", ""), doubts, must=bool(said.get("time"))),
        starts_on=_date(said.get("starts_on", ""), doubts),
        problems=tuple(problems),
    )


def _said(column, keys, row):
    """What a row says in a column: the first of its headings that says anything."""
    texts = (" ".join(row.get(key, "").split()) for key in keys)
    return next((text for text in texts if text.lower() not in NOTHING), "")


def _name(said):
    """A person's name without title, and what stood in brackets after it."""
    first, last, whole = said.get("first_name", ""), said.get("last_name", ""), said.get("name", "")
    known = said.get("known_as", "")
    if known and (last or " " in known):
        first, whole = (known, whole) if last and " " not in known else ("", known)
        last = last if first else ""
    if first and last:
        whole = f"{first} {last}"
    elif whole and last and last.casefold() not in whole.casefold():
        whole = f"{whole} {last}"
    whole = whole or first or last
    found = BRACKETS.search(whole)
    aside = found[1] if found and BRACKETS.sub("", whole) else ""
    if aside and (_roles_in(aside) or TITLED.fullmatch(f" ({aside})")):
        whole = BRACKETS.sub("", whole)
    return _plain_name(whole), aside


def _plain_name(name):
    return TITLED.sub("", _turned(TITLED.sub("", name))).strip()


def _mentor(said, problems):
    """The name and the address of the mentor that a row names."""
    whole = " ".join(filter(None, (said.get("mentor_first_name", ""), said.get("mentor_last_name", ""))))
    mentor, email = said.get("mentor_name") or whole, said.get("mentor_email", "")
    if not email and "@" in mentor:
        found = ADDRESS.search(mentor)
        email, mentor = (found[1], ADDRESS.sub("", mentor)) if found else (mentor, "")
    if email:
        email = email_of(email, problems, whose="The mentor’s e-mail address")
    return _plain_name(mentor), email


def _roles(said, role, aside, problems, *, has_mentor, is_mentor):
    """What a row's person is: by its own word, else by what else it says, else `role`."""
    text, year, unknown = said.get("role", ""), said.get("year", "").lower(), []
    roles = roles_of(text, unknown)
    inferred = roles or _roles_in(aside)
    if not inferred and is_mentor:
        inferred = (Role.MENTOR,)
    if not inferred and (has_mentor or (year and year not in NO)):
        inferred = (Role.ECT,)
    if not inferred and role and not re.search(r"\btrust\b", text.lower()):
        inferred = (Role(role),)
    if not inferred:
        problems += unknown or ["Nothing says what they are: add a column “Role” with ECT, mentor or leader."]
    return inferred


def email_of(text, problems, whose="The e-mail address"):
    """An address in lower case, out of "mailto:", "Jo <jo@…>" and what stands around it; "" and a problem if none."""
    found = ADDRESS.search(text)
    email = (found[1] if found else text).strip(" \t;,.'\"").lower().removeprefix("mailto:")
    if not email:
        problems.append(f"{whose} is missing: add it, people sign in with it.")
        return ""
    try:
        if len(email) > LONGEST_EMAIL:
            raise ValidationError("too long")
        validate_email(email)
    except ValidationError:
        problems.append(f"{whose} “{email[:60]}” can’t be right: mend it.")
        return ""
    return email


def urn_of(text, problems):
    """The six digits of a URN, out of "URN 110048" and "110048.0"; "" where there are none."""
    if not text:
        return ""
    found = re.fullmatch(r"(?:urn)?[\s:]*([0-9]{6})(?:\.0+)?", text, re.IGNORECASE)
    if not found:
        problems.append(f"The URN “{text[:20]}” is not six digits: mend it, or leave it out.")
        return ""
    return found[1]


def roles_of(text, problems):
    """The roles that a cell names, in the words schools use: "ECT (Year 2)", "NQT", "Induction tutor and mentor"."""
    if not text:
        return ()
    if re.search(r"\btrust\b", text.lower()):
        problems.append("A trust leader is made by the trust: leave this row out.")
        return ()
    found = _roles_in(text)
    if not found:
        problems.append(f"“{text[:60]}” is no role here: write ECT, mentor or leader.")
    return found


def _roles_in(text):
    named = set()
    for part in re.split(r"[/,;&+|\n]|\band\b", text.lower()):
        words = heading_key(part)
        # "ECT mentor" is a mentor.
        words = re.sub(
            r"\b(ects?|nqts?|early career teachers?) (mentors?|induction|coordinators?|co ordinators?)\b", r"\2", words
        )
        words = re.sub(r"^(coordinator|co ordinator)$", r"induction \1", words)
        words = re.sub(r"\blead\b", "leader", words)
        for role, pattern in ROLES:
            if re.search(pattern, words):
                named.add(role)
        if re.search(r"\b(ect|nqt|early career teacher) leader\b", words):
            named.discard(Role.ECT)
    return tuple(role for role, _ in ROLES if role in named)


def _turned(name):
    """ "Smith, Jo" as "Jo Smith"."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() and "," not in first else name


def _rhythm(said, problems):
    words = heading_key(said.get("rhythm", ""))
    if not words:
        year = said.get("year", "").lower().removesuffix(".0")
        second = year == "2" or SECOND_YEAR.search(heading_key(f"{said.get('role', '')} {year}"))
        return Rhythm.FORTNIGHTLY if second else ""
    if re.search(r"\b(fortnight\w*|two weeks|2 weeks|every other week|biweekly|bi weekly|second week)\b", words):
        return Rhythm.FORTNIGHTLY
    if re.search(r"\b(week(ly)?|once a week)\b", words):
        return Rhythm.WEEKLY
    problems.append(f"“{said['rhythm'][:40]}” is no rhythm: write weekly or fortnightly.")
    return ""


def _weekday(text, problems, *, must):
    """The day that a cell names; in one that is for something else there need be none."""
    found = DAY.search(text)
    if text and not found and must:
        problems.append(f"“{text[:40]}” is no school day: write Monday to Friday.")
    return DAYS[found[1].lower()] if found else None


def _time(text, problems, *, must):
    """The time that a cell names, with or without the day."""
    said = DAY.sub("", text).strip(" ,@-–")
    said = re.sub(r"\b(at|from)\b", "", said, flags=re.IGNORECASE).strip()
    # From … to …: when they begin.
    said = re.split(r"\s*(?:-|–|\bto\b)\s*(?=\d)", said)[0].replace(" ", "").upper()
    for form in ("%H:%M", "%H:%M:%S", "%H.%M", "%H%M", "%I:%M%p", "%I.%M%p", "%I%p"):
        try:
            return datetime.strptime(said, form).time().replace(second=0)  # noqa: DTZ007
        except ValueError:
            continue
    if must and said:
        problems.append(f"“{text[:20]}” is no time: write it like 15:40.")
    return None


DATES = (
    "%Y-%m-%d",
    "%d/%m/%Y",
    "%d/%m/%y",
    "%d.%m.%Y",
    "%d.%m.%y",
    "%d-%m-%Y",
    "%d %B %Y",
    "%d %b %Y",
    "%d-%b-%Y",
    "%d-%b-%y",
    "%B %Y",
    "%b %Y",
    "%b-%y",
)


def _date(text, problems):
    if not text:
        return None
    said = re.sub(r"[ T]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?Z?$", "", text)
    said = re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", said, flags=re.IGNORECASE).replace("Sept ", "Sep ")
    said = re.sub(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*,? ", "", said, flags=re.IGNORECASE).replace(",", "")
    if re.fullmatch(r"\d{5}(\.0+)?", said) and int(said[:5]) in SERIAL:
        return date(1899, 12, 30) + timedelta(days=int(said[:5]))
    for form in DATES:
        try:
            day = datetime.strptime(said, form).date()  # noqa: DTZ007
        except ValueError:
            continue
        if 2000 <= day.year <= 2100:
            return day
    problems.append(f"“{text[:20]}” is no date: write it like 01/09/2026.")
    return None
