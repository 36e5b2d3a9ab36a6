"""A school's list of people as schools keep it: what each column says, and what each row asks for.

Text in, `Entry` rows out; nothing here asks the database. Headings are known by what they mean ("Work email",
"Forename", "Mentor's e-mail address"), not by one spelling.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from schools.models import Rhythm, Role, Weekday
from schools.tables import heading_key

LONGEST_NAME = 200
LONGEST_EMAIL = 254

# What a heading may say of a person, in the words that schools use. The order counts: the first that fits is taken.
COLUMNS = (
    ("email", {"email", "mail", "emails", "upn", "principal"}),
    ("first_name", {"first", "firstname", "forename", "forenames", "given", "givenname", "christian"}),
    ("last_name", {"last", "lastname", "surname", "family", "familyname"}),
    ("urn", {"urn"}),
    ("starts_on", {"start", "starts", "started", "from", "date"}),
    ("weekday", {"day", "weekday"}),
    ("time", {"time"}),
    ("rhythm", {"rhythm", "frequency", "often", "meetings", "fortnightly"}),
    ("role", {"role", "roles", "job", "position", "type"}),
    ("school", {"school", "establishment", "organisation", "academy"}),
    ("name", {"name", "fullname", "ect", "teacher", "person", "staff", "colleague"}),
)
# A heading with one of these says something that an import has no use for.
PASSED_OVER = {"phone", "mobile", "end", "ends", "trn", "birth", "dob", "id", "address1", "postcode", "gender", "title"}
MENTORS = {"mentor", "mentors"}

ROLES = (
    (
        Role.LEADER,
        r"\binduction (tutor|coordinator|co ordinator|leader)\b"
        r"|\b(slt|headteacher|(head|deputy|assistant) (teacher|head)|principal)\b"
        r"|(?<!subject )(?<!middle )(?<!phase )(?<!year )\bleader\b",
    ),
    (Role.MENTOR, r"\bmentors?\b"),
    (Role.ECT, r"\b(ects?|ect ?[12]|early career teachers?|nqts?|nqt ?[12])\b"),
)
SECOND_YEAR = re.compile(r"\b(ect ?2|nqt ?2|year (2|two)|second year|y2)\b")
DAYS = {day.label[:3].lower(): day for day in Weekday}
ADDRESS = re.compile(r"<([^<>]+)>")


@dataclass(frozen=True)
class Entry:
    """What one row asks for: a person with roles at a school and, for an ECT, the mentor and when they meet.

    `problems` says why it can't be used and how to mend it; then the rest may be incomplete. `urn` and `school` are as
    they stand in the file, "" where it has no such column.
    """

    number: int
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


def column_of(heading):
    """What a heading says, such as "email" or "mentor_email"; "" for a column that is passed over."""
    words = set(heading_key(heading).replace("e mail", "email").split())
    if words & MENTORS and words & {"ect", "ects"} and not words & {"email", "mail", "name"}:
        return "role"  # "Mentor or ECT"
    whose = "mentor_" if words & MENTORS else ""
    if words & PASSED_OVER and not words & {"email", "mail"}:
        return ""
    rest = words - MENTORS
    for column, known in COLUMNS:
        if rest & known:
            return _mentors(column, whose)
    return "mentor_name" if whose else ""


def _mentors(column, whose):
    """A mentor has a name and an address of their own; the rest is about the pair."""
    return whose + column if column in ("email", "name", "first_name", "last_name") else column


def columns_of(headings):
    """Each known column and the heading that stands for it, {column: heading key}; the first of two counts."""
    found = {}
    for heading in headings:
        if column := column_of(heading):
            found.setdefault(column, heading_key(heading))
    people = {"email", "name", "first_name", "last_name"}
    if not people & set(found):
        # A list of mentors alone: what it says of mentors is about the people in it.
        found = {column.removeprefix("mentor_"): key for column, key in found.items()}
    return found


def passed_over(headings):
    """The headings that are not used, as they stand in the file."""
    used = set(columns_of(headings).values())
    return [heading for heading in headings if heading and heading_key(heading) not in used]


def why_not_a_roster(headings):
    """Why a table with these headings is no list of people, or ""."""
    found = columns_of(headings)
    if "email" not in found:
        return "No column holds e-mail addresses. Name it “Email”: people sign in with it."
    if not {"name", "first_name", "last_name"} & set(found):
        return "No column holds names. Name it “Name”, or “First name” and “Last name”."
    return ""


def read_roster(table, *, role=""):
    """The `Entry` of each row of a `Table`. `role` is what people are whose row has no role of its own.

    A row says who in full; one that lacks something, or says what nobody could mean, has `problems`.
    """
    columns = columns_of(table.headings)
    mentors = any(column_of(heading).startswith("mentor_") for heading in table.headings)
    mentors_only = mentors and not any(column.startswith("mentor_") for column in columns)
    return [_entry(number, row, columns, role or (Role.MENTOR if mentors_only else "")) for number, row in table.rows]


def _entry(number, row, columns, role):
    said = {column: " ".join(row.get(key, "").split()) for column, key in columns.items()}
    problems = []
    email = email_of(said.get("email", ""), problems)
    name = said.get("name") or f"{said.get('first_name', '')} {said.get('last_name', '')}".strip()
    name = _turned(name)
    if not name:
        problems.append("There is no name: add it.")
    if len(name) > LONGEST_NAME:
        problems.append("The name is too long.")
    mentor = (
        said.get("mentor_name") or f"{said.get('mentor_first_name', '')} {said.get('mentor_last_name', '')}".strip()
    )
    mentor_email = said.get("mentor_email", "")
    if mentor_email:
        mentor_email = email_of(mentor_email, problems, whose="The mentor’s e-mail address")
    roles = roles_of(said.get("role", ""), problems)
    if not roles:
        roles = (Role.ECT,) if mentor or mentor_email else (role,) if role else ()
    if not roles and not said.get("role"):
        problems.append("Nothing says what they are: add a column “Role” with ECT, mentor or leader.")
    if (mentor or mentor_email) and Role.ECT not in roles:
        problems.append("Only an ECT has a mentor: leave the mentor out, or make them an ECT.")
    return Entry(
        number=number,
        email=email,
        name=name,
        roles=roles,
        urn=urn_of(said.get("urn", ""), problems),
        school=said.get("school", ""),
        mentor_email=mentor_email,
        mentor=_turned(mentor),
        rhythm=_rhythm(said, problems),
        weekday=_weekday(said.get("weekday", ""), problems),
        meets_at=_time(said.get("time", ""), problems),
        starts_on=_date(said.get("starts_on", ""), problems),
        problems=tuple(problems),
    )


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
    """The six digits of a URN; "" where there are none."""
    if not text:
        return ""
    if not re.fullmatch(r"[0-9]{6}", text):
        problems.append(f"The URN “{text[:20]}” is not six digits: mend it, or leave it out.")
        return ""
    return text


def roles_of(text, problems):
    """The roles that a cell names, in the words schools use: "ECT (Year 2)", "NQT", "Induction tutor and mentor"."""
    if not text:
        return ()
    words = heading_key(text)
    # "ECT mentor" is a mentor.
    words = re.sub(r"\b(ects?|nqts?|early career teachers?) (mentors?|leads?|induction|coordinators?)\b", r"\2", words)
    words = re.sub(r"\blead\b", "leader", words)
    if re.search(r"\btrust\b", words):
        problems.append("A trust leader is made by the trust: leave this row out.")
        return ()
    found = tuple(role for role, pattern in ROLES if re.search(pattern, words))
    if not found:
        problems.append(f"“{text[:60]}” is no role here: write ECT, mentor or leader.")
    return found


def _turned(name):
    """ "Smith, Jo" as "Jo Smith"."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() and "," not in first else name


def _rhythm(said, problems):
    words = heading_key(said.get("rhythm", ""))
    if not words:
        return Rhythm.FORTNIGHTLY if SECOND_YEAR.search(heading_key(said.get("role", ""))) else ""
    if re.search(r"\b(fortnight\w*|two weeks|2 weeks|every other week|biweekly|bi weekly|second week)\b", words):
        return Rhythm.FORTNIGHTLY
    if re.search(r"\bweek(ly)?\b", words):
        return Rhythm.WEEKLY
    problems.append(f"“{said['rhythm'][:40]}” is no rhythm: write weekly or fortnightly.")
    return ""


def _weekday(text, problems):
    if not text:
        return None
    day = DAYS.get(text[:3].lower())
    if day is None:
        problems.append(f"“{text[:40]}” is no school day: write Monday to Friday.")
    return day


def _time(text, problems):
    if not text:
        return None
    for form in ("%H:%M", "%H:%M:%S", "%H.%M", "%H%M", "%I:%M%p", "%I.%M%p", "%I%p"):
        try:
            return datetime.strptime(text.replace(" ", "").upper(), form).time().replace(second=0)  # noqa: DTZ007
        except ValueError:
            continue
    problems.append(f"“{text[:20]}” is no time: write it like 15:40.")
    return None


def _date(text, problems):
    if not text:
        return None
    for form in (
        "%Y-%m-%d",
        "%d/%m/%Y",
        "%d/%m/%y",
        "%d.%m.%Y",
        "%d-%m-%Y",
        "%d %B %Y",
        "%d %b %Y",
        "%d-%b-%Y",
        "%d-%b-%y",
    ):
        try:
            day = datetime.strptime(text, form).date()  # noqa: DTZ007
        except ValueError:
            continue
        if 2000 <= day.year <= 2100:
            return day
    problems.append(f"“{text[:20]}” is no date: write it like 01/09/2026.")
    return None
