"""What the headings of a school's list of people say, in the many words that schools use.

A heading is known by what it means ("Work email", "Forename", "Mentor's e-mail address"), not by one spelling.
"""

import re
from functools import lru_cache

from schools.tables import heading_key

# What a heading may say of a person. The order counts: the first that fits is taken.
COLUMNS = (
    ("email", {"email", "mail", "emails", "upn", "principal"}),
    ("first_name", {"first", "firstname", "forename", "forenames", "given", "givenname", "christian"}),
    ("last_name", {"last", "lastname", "surname", "surnames", "family", "familyname"}),
    ("urn", {"urn"}),
    ("year", {"year", "yr"}),
    ("time", {"time"}),
    ("starts_on", {"start", "starts", "started", "starting", "from", "date", "begins", "commencement"}),
    ("weekday", {"day", "weekday", "slot"}),
    ("rhythm", {"rhythm", "frequency", "often", "meetings", "fortnightly"}),
    ("role", {"role", "roles", "job", "position", "type"}),
    ("school", {"school", "establishment", "organisation", "academy"}),
    ("name", {"name", "names", "fullname"}),
)
# A heading with one of these says something that an import has no use for, or speaks of something else's name.
PASSED_OVER = set(
    "phone mobile telephone tel landline end ends ending leaving left trn birth dob age id code reference ref number "
    "no address1 address2 postcode town gender sex title titles salary scale fte grade nationality ethnicity "
    "qts qualification qualified dbs ni insurance contract appointment appointed employment completed completion "
    "review reviewed checked part middle maiden former previous initial initials pronoun pronouns "
    "trust mat department dept faculty subject class form group course house username file authority estab "
    "body provider partner parent guardian carer kin emergency document sheet report payroll union line".split()
)
NOT_THEIRS = {"parent", "guardian", "carer", "kin", "emergency", "partner", "provider", "body", "department"}
# Somebody else who has a name and an address.
OTHERS = set(
    "tutor tutors coordinator coordinators ordinator manager headteacher head buddy assessor observer governor "
    "secretary office administrator supervisor appraiser lead leader principal".split()
)
MENTORS = {"mentor", "mentors", "coach", "coaches"}
ECTS = {"ect", "ects", "nqt", "nqts", "ecf", "induction"}
# Who a list is about; what else may stand beside it in a heading that holds a name.
PEOPLE = {"ect", "nqt", "teacher", "person", "staff", "colleague", "employee", "participant", "trainee"}
BESIDE = ECTS | {
    *("s", "of", "the", "their", "a", "your", "member", "in", "at", "assigned", "allocated", "current", "named"),
    *("teacher", "teachers", "career", "early", "school", "based", "subject", "new", "legal", "full", "1"),
}
PREFERRED = {"known", "preferred", "nickname"}
# Of two columns that say the same the better one counts; what is private only where there is no other.
BETTER = {"preferred", "known", "chosen", "work", "school", "business", "programme", "program"}
WORSE = {"legal", "personal", "home", "private", "alternative", "secondary", "other", "2", "job"}
WHOSE_OWN = {"email", "name", "first_name", "last_name", "known_as"}
MENTORS_OWN = re.compile(r"((ect|subject|school|based|in) )*(mentors?|coach)( details| contact| information)?")


def words_of(heading):
    """The words of a heading; an e-mail address is one of them."""
    return set(re.sub(r"\be mail\b", "email", heading_key(heading)).split())


@lru_cache(maxsize=2048)
def column_of(heading):
    """What a heading says, such as "email" or "mentor_email"; "" for a column that is passed over."""
    words = words_of(heading)
    mentors = bool(words & MENTORS)
    if mentors and words & ECTS and re.search(r"[/|]|\bor\b", heading.lower()) and not words & {"email", "name"}:
        return "role"  # "Mentor or ECT"
    is_email = bool(words & {"email", "mail", "emails"}) or words >= {"user", "principal"}
    if mentors and words - MENTORS <= BESIDE:
        return "mentor_name"
    if words & OTHERS and not words >= {"user", "principal"}:
        return ""
    if words & PASSED_OVER and (not is_email or words & NOT_THEIRS):
        return ""
    rest = words - MENTORS
    column = _plain_column(rest, is_email)
    if not mentors:
        return column
    if column in ("role", "school", "urn", "year"):
        return ""
    if column in WHOSE_OWN:
        return "mentor_name" if column == "known_as" else f"mentor_{column}"
    return column


def _plain_column(words, is_email):
    if words <= {"known", "as", "preferred", "name", "nickname", "by", "ect", "staff"} and words & PREFERRED:
        return "known_as"
    for column, known in COLUMNS:
        if words & known and not _misread(column, words, is_email):
            return column
    return "name" if words & PEOPLE and words <= PEOPLE | BESIDE else ""


def _misread(column, words, is_email):
    """Whether words that could say a column say something else together: "Year group", "Full time", "School name"."""
    return (
        (column == "email" and not is_email and words != {"upn"})
        or (column == "first_name" and "first" in words and not words <= {"first", "name", "names"} | BESIDE | BETTER)
        or (column == "last_name" and "last" in words and not words <= {"last", "name", "names"} | BESIDE | BETTER)
        or (column == "year" and not words & ECTS)
        or (column == "time" and bool(words & {"full", "date"}))
        or (column == "name" and "user" in words)
    )


def columns_of(headings):
    """{column: the headings that stand for it, as their keys, the best first}. Of names each may fill in for the one
    before; of everything else the best counts alone."""
    found = _found(headings)
    if not WHOSE_OWN & set(found):
        # A list of mentors alone: what it says of mentors is about the people in it.
        found = {column.removeprefix("mentor_"): keys for column, keys in found.items()}
    if not WHOSE_OWN & set(found):
        # Of induction tutors alone, the same.
        found = _found(headings, without=re.compile(r"\b(induction|tutors?|co-?ordinators?)\b", re.IGNORECASE))
    return {column: keys if "name" in column or column == "known_as" else keys[:1] for column, keys in found.items()}


def _found(headings, without=None):
    ranked = {}
    for place, heading in enumerate(headings):
        if column := column_of(without.sub("", heading) if without else heading):
            words = words_of(heading)
            rank = bool(words & WORSE) - bool(words & BETTER)
            ranked.setdefault(column, []).append((rank, place, heading_key(heading)))
    return {column: list(dict.fromkeys(key for *_, key in sorted(rows))) for column, rows in ranked.items()}


def all_are(headings):
    """Whom a list is about that has columns for one kind of people only: "mentor", "leader", or ""."""
    found = _found(headings)
    if WHOSE_OWN & set(found):
        return ""
    return "mentor" if any(column.startswith("mentor_") for column in found) else "leader"


def why_not_a_roster(headings):
    """Why a table with these headings is no list of people, or ""."""
    found = columns_of(headings)
    if "email" not in found:
        return "No column holds e-mail addresses. Name it “Email”: people sign in with it."
    if not {"name", "first_name", "last_name"} & set(found):
        return "No column holds names. Name it “Name”, or “First name” and “Last name”."
    return ""


def passed_over(headings):
    """The headings that are not used, as they stand in the file."""
    used = {key for keys in columns_of(headings).values() for key in keys}
    return [heading for heading in headings if heading and heading_key(heading) not in used]


def named(line, above=()):
    """A line of headings, in which a second "Email" or "Surname" says whose it is: the mentor's, where the nearest
    heading before it that names somebody, or the cell over it in the line `above`, says so."""
    headings, over = list(line), ""
    keys = [heading_key(heading) for heading in line]
    whose = ""
    for place, heading in enumerate(line):
        cell = heading_key(above[place]) if place < len(above) else ""
        over = cell or over
        words = words_of(heading)
        if words & MENTORS:
            whose = "Mentor"
        is_own = column_of(heading) in WHOSE_OWN
        if is_own and keys.count(keys[place]) == 1:
            whose = ""
        twice = keys.count(keys[place]) > 1 and whose
        if heading and is_own and (twice or MENTORS_OWN.fullmatch(over)):
            headings[place] = f"Mentor {heading}"
    return headings
