"""What would become of each row of a roster, against the people and pairs that there are.

A plan is worked out twice, when it is shown and when it is confirmed; its digest says whether both are the same.
"""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Q

from schools import rules
from schools.dry_run import CHANGED, NEW, REFUSED, SAME, WORDS
from schools.models import Membership, Mentorship, Rhythm, Role, School, User, Weekday
from schools.roster import Entry

A_ROLE = {Role.ECT: "an ECT", Role.MENTOR: "a mentor", Role.LEADER: "a leader"}
MENTORING = {Role.MENTOR, Role.LEADER}
CHUNK = 500


@dataclass
class Fate:
    """What becomes of one row: `lines` say it, `reasons` say why it can't be used, `deeds` are what is written."""

    entry: Entry
    school: School | None = None
    lines: list = field(default_factory=list)
    reasons: list = field(default_factory=list)
    deeds: list = field(default_factory=list)
    mentor_email: str = ""

    @property
    def fate(self):
        if self.reasons:
            return REFUSED
        if not self.deeds:
            return SAME
        return NEW if any(deed[0] == "person" and deed[1] == self.entry.email for deed in self.deeds) else CHANGED


@dataclass
class Plan:
    """The `Fate` of every row, in the order of the file."""

    fates: list

    @cached_property
    def deeds(self):
        """Everything to write, in order: people, names, roles, then pairs."""
        order = {"person": 0, "name": 1, "role": 2, "meets": 3, "pair": 3, "change": 3}
        return sorted((deed for fate in self.fates for deed in fate.deeds), key=lambda deed: order[deed[0]])

    @cached_property
    def counts(self):
        """[(fate, number)] of those that occur."""
        found = Counter(fate.fate for fate in self.fates)
        return [(name, found[name]) for name in WORDS if found[name]]

    @property
    def digest(self):
        """What two plans have in common that would write the same and refuse the same."""
        said = [(fate.entry.number, fate.fate, fate.lines, fate.reasons, fate.deeds) for fate in self.fates]
        return hashlib.sha256(repr(said).encode()).hexdigest()


class Known:
    """The people, roles and pairs that there are: of the addresses in a roster, and at the schools it may be for."""

    def __init__(self, entries, schools):
        """Four queries, and one more for each 500 addresses."""
        emails = sorted({e.email for e in entries if e.email} | {e.mentor_email for e in entries if e.mentor_email})
        self.schools = {school.urn: school for school in schools}
        # `before`: the roles there are; `roles` and `names` with those that the file would give.
        self.people, self.before, self.roles, self.names = {}, {}, {}, {}
        for start in range(0, len(emails), CHUNK):
            self._know(User.objects.filter(email__in=emails[start : start + CHUNK]))
        here = Membership.objects.live().filter(school__in=schools).select_related("user").order_by("pk")
        for membership in here:
            self._know([membership.user])
            self.before.setdefault((membership.school_id, membership.user.email), set()).add(membership.role)
            self.take_role(membership.school_id, membership.user.email, membership.user.name, membership.role)
        self.pairs = {
            (mentorship.school_id, mentorship.ect.email): mentorship
            for mentorship in Mentorship.objects.live().filter(school__in=schools).with_people()
        }
        elsewhere = Membership.objects.live().filter(user__email__in=emails[: 20 * CHUNK])
        elsewhere = elsewhere.filter(Q(school=None) | ~Q(school__in=schools)).values_list("user_id", flat=True)
        self.elsewhere = set(elsewhere)

    def _know(self, users):
        self.people |= {user.email: user for user in users}

    def take_role(self, school_id, email, name, role):
        """Note that somebody has, or will have, a role at a school."""
        self.roles.setdefault((school_id, email), set()).add(role)
        self.names.setdefault((school_id, " ".join(name.casefold().split())), set()).add(email)

    def name_of(self, email, otherwise=""):
        """The name of whoever has an address; `otherwise` for somebody new."""
        user = self.people.get(email)
        return user.name if user else otherwise

    def may_rename(self, user):
        """Whether a list of these schools may change somebody's name: nobody else's school or trust knows them."""
        return user.pk not in self.elsewhere and not user.is_staff


def plan(entries, schools):
    """The `Plan` for the `Entry` rows of a roster that may set up people at `schools`, by at most a few queries."""
    entries, schools = list(entries), list(schools)
    known = Known(entries, schools)
    fates = [Fate(entry, reasons=list(entry.problems)) for entry in entries]
    said = {}
    for fate in fates:
        _place(fate, known)
        _same_name_as_before(fate, said)
    usable = [fate for fate in fates if not fate.reasons]
    for fate in usable:
        for role in fate.entry.roles:
            known.take_role(fate.school.pk, fate.entry.email, fate.entry.name, role)
    in_file = {fate.entry.email for fate in usable}
    mentors = {}
    for fate in usable:
        _find_mentor(fate, known, in_file, mentors)
    done = set()
    for fate in usable:
        if not fate.reasons:
            _deeds(fate, known, done)
    return Plan(fates)


def _place(fate, known):
    urn = fate.entry.urn
    if urn:
        fate.school = known.schools.get(urn)
        if fate.school is None:
            fate.reasons.append(f"URN {urn} is not a school that you set up: check it, or leave the row out.")
    elif len(known.schools) == 1:
        fate.school = next(iter(known.schools.values()))
    else:
        fate.reasons.append("Nothing says which school: add a column “URN”.")
    user = known.people.get(fate.entry.email)
    if user is not None and (reason := rules.why_not_add(user)):
        fate.reasons.append(reason)


def _same_name_as_before(fate, said):
    """One address is one person: a second name for it in the same file is a slip."""
    email, name = fate.entry.email, fate.entry.name
    if not email or not name:
        return
    number, first = said.setdefault(email, (fate.entry.number, name))
    if first.casefold() != name.casefold():
        fate.reasons.append(f"Row {number} gives this address to {first}: each person needs their own.")


def _find_mentor(fate, known, in_file, mentors):
    """Find the mentor that a row names, by address, else by a name that only one mentor of the school has."""
    entry, school = fate.entry, fate.school
    if not (entry.mentor or entry.mentor_email):
        return
    email = entry.mentor_email
    if email:
        if email not in in_file and email not in known.people and not entry.mentor:
            fate.reasons.append(f"Nobody has the address {email}: add a row for the mentor, or their name beside it.")
    else:
        key = (school.pk, " ".join(entry.mentor.casefold().split()))
        able = sorted(e for e in known.names.get(key, ()) if known.roles[school.pk, e] & MENTORING)
        if len(able) != 1:
            why = "Several mentors are" if able else "No mentor of the school or the file is"
            fate.reasons.append(f"{why} called {entry.mentor}: add a column “Mentor email”.")
            return
        email = able[0]
    if email == entry.email:
        fate.reasons.append("Nobody mentors themselves: name another mentor.")
    when = (entry.rhythm, entry.weekday, entry.meets_at, entry.starts_on)
    number, first, then = mentors.setdefault((school.pk, entry.email), (entry.number, email, when))
    if first != email:
        fate.reasons.append(f"Row {number} gives this ECT another mentor: keep one of the two.")
    elif any(now not in ("", None, was) for now, was in zip(when, then, strict=True)):
        fate.reasons.append(f"Row {number} says of this pair that they meet otherwise: keep one of the two.")
    mentor = known.people.get(email)
    if mentor is not None and not mentor.is_active:
        fate.reasons.append("The mentor has left: name another.")
    fate.mentor_email = email


def _deeds(fate, known, done):
    entry, school = fate.entry, fate.school
    _person(fate, known, done, entry.email, entry.name)
    for role in entry.roles:
        _role(fate, known, done, entry.email, role)
    if fate.mentor_email:
        if not _mentoring_before(known, school, fate.mentor_email) and not _given(done, school, fate.mentor_email):
            _person(fate, known, done, fate.mentor_email, entry.mentor, whose="The mentor: ")
            _role(fate, known, done, fate.mentor_email, Role.MENTOR, whose="The mentor: ")
        _pair(fate, known, done)


def _mentoring_before(known, school, email):
    return bool(known.before.get((school.pk, email), set()) & MENTORING)


def _given(done, school, email):
    return any(("role", email, str(role), school.pk) in done for role in MENTORING)


def _do(fate, done, deed, line):
    if deed not in done:
        done.add(deed)
        fate.deeds.append(deed)
        fate.lines.append(line)


def _person(fate, known, done, email, name, whose=""):
    user = known.people.get(email)
    if user is None:
        # Once, however many rows of the file are about them.
        if ("asked for", email) not in done:
            done.add(("asked for", email))
            _do(fate, done, ("person", email, name), f"{whose}{name}: new here, to be invited")
    elif name and name != user.name and not whose:
        if known.may_rename(user):
            _do(fate, done, ("name", user.pk, name), f"The name changes from {user.name} to {name}")
        else:
            fate.lines.append(f"The name stays {user.name}: another school or trust knows them by it too")


def _role(fate, known, done, email, role, whose=""):
    if role not in known.before.get((fate.school.pk, email), set()):
        words = f"{whose}becomes {A_ROLE[role]} at {fate.school}"
        _do(fate, done, ("role", email, str(role), fate.school.pk), words[0].upper() + words[1:])


def _pair(fate, known, done):
    entry, school = fate.entry, fate.school
    if ("paired", school.pk, entry.email) in done:  # by an earlier row, which says at least as much
        return
    done.add(("paired", school.pk, entry.email))
    pair = known.pairs.get((school.pk, entry.email))
    when = (entry.rhythm, entry.weekday, entry.meets_at)
    if pair is None:
        deed = ("pair", school.pk, fate.mentor_email, entry.email, entry.starts_on, *when)
        _do(fate, done, deed, f"Paired with {_mentors_name(fate, known)}{_when(entry)}")
    elif pair.mentor.email != fate.mentor_email:
        line = (
            f"The mentor changes from {pair.mentor.name} to {_mentors_name(fate, known)}: from "
            f"that minute {pair.mentor.name} sees nothing more of this ECT’s coaching"
        )
        _do(fate, done, ("change", pair.pk, fate.mentor_email, *when), line)
    else:
        now = (pair.rhythm, pair.weekday, pair.time)
        wanted = tuple(was if new in ("", None) else new for new, was in zip(when, now, strict=True))
        if wanted != now:
            _do(fate, done, ("meets", pair.pk, *wanted), f"They meet{_when(entry)}")


def _mentors_name(fate, known):
    return known.name_of(fate.mentor_email, fate.entry.mentor or fate.mentor_email)


def _when(entry):
    said = ""
    if entry.weekday is not None:
        said += f", on {Weekday(entry.weekday).label}s"
    if entry.meets_at is not None:
        said += f" at {entry.meets_at:%H:%M}"
    return f"{said}, {Rhythm(entry.rhythm).label}" if entry.rhythm else said
