"""Erasing: what was said of a leaver at one school, then the person. Counts, dates and outcomes stay; no word does.

Weeks are read-only for people; this alone blanks them (`erased_at`). What somebody wrote about an ECT who is still here
stays that ECT's, and is a former teacher's from then on (decision 26).
"""

import json
import re
from dataclasses import dataclass, field

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import models, transaction
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from actionsteps.models import Proposal, ProposalDecision
from coaching.models import EarlierRecord, Focus
from config.erasing_rulings import ABOUT, GONE, GONE_IF_NAMED, GONE_WITH_A_SCHOOL
from evidence.actions import erase_file
from evidence.models import Attachment, PrivateNote
from schools.locks import locked_people
from schools.models import KeptForm, Membership, Mentorship, School, User
from schools.refusal import Refused

SOMEBODY = "a former teacher"
TEXTS = (models.CharField, models.TextField, models.JSONField)
# For whom a trust, not a school, says how long it keeps.
KEPT_BY_DEFAULT = School._meta.get_field("keeps_for_years").default


@dataclass
class Due:
    """A leaver whose time is up: at these schools (`roles`: the memberships there), or, if `whole`, everywhere."""

    user: User
    roles: list = field(default_factory=list)
    whole: bool = False

    @property
    def schools(self):
        return sorted({role.school_id for role in self.roles if role.school_id})


def leavers_due(*, at):
    """A `Due` for each person who left a school longer ago than it keeps what is said. Two queries.

    Where they are still somewhere else, or not long gone from there, only what was said at this school is due.
    """
    of_user = {}
    waiting = Membership.objects.filter(user__erased_at=None, erased_at=None, ended_at__lte=_years_before(at, 1))
    rows = Membership.objects.filter(user__in=waiting.values("user")).select_related("user", "school", "trust")
    rows = rows.order_by("user", "pk")
    for row in rows:
        of_user.setdefault(row.user, []).append(row)
    paired = _paired(of_user)
    found = []
    for user, theirs in of_user.items():
        places = {}
        for row in theirs:
            places.setdefault((row.school_id, row.trust_id), []).append(row)
        over = [place for place, roles in places.items() if _is_over(user, roles, paired, at=at)]
        roles = [row for place in over for row in places[place] if row.erased_at is None]
        if roles:
            found.append(Due(user, roles, whole=len(over) == len(places) and not user.is_staff))
    return found


def _paired(users):
    """The (person, school)s of pairs that last. One query."""
    live = Mentorship.objects.live().filter(Q(mentor__in=list(users)) | Q(ect__in=list(users)))
    return {(who, row.school_id) for row in live for who in (row.mentor_id, row.ect_id)}


def _is_over(user, roles, paired, *, at):
    school = roles[0].school
    if any(row.ended_at is None for row in roles) or (school and (user.pk, school.pk) in paired):
        return False
    years = school.keeps_for_years if school else KEPT_BY_DEFAULT
    return max(row.ended_at for row in roles) <= _years_before(at, years)


def _years_before(at, years):
    local = timezone.localtime(at)
    try:
        return local.replace(year=local.year - years)
    except ValueError:
        return local.replace(year=local.year - years, day=28)


def due_person(user):
    """The `Due` of one person on request, everywhere. Raises `Refused` while they have a role or a pair anywhere."""
    if user.erased_at is not None:
        raise Refused("This person has been erased already.")
    live = Mentorship.objects.live().filter(Q(mentor=user) | Q(ect=user))
    if user.memberships.live().exists() or live.exists() or user.is_staff:
        raise Refused("They still have a role or a pair. Let them leave first (People and pairs, “Leaves”).")
    return Due(user, list(user.memberships.filter(erased_at=None)), whole=True)


def counts_of(due):
    """How many rows of each kind would be blanked or deleted, as words. For the dry run."""
    schools = None if due.whole else due.schools
    shown = []
    for label, (path, _, _) in ABOUT.items():
        shown.append((apps.get_model(label), _about(label, path, due.user, schools).count()))
    for label, paths in (GONE if due.whole else GONE_WITH_A_SCHOOL).items():
        shown.append((apps.get_model(label), _of(label, paths, due.user, schools).count()))
    shown.append((Attachment, _attachments(due.user, schools).count()))
    return [f"{number} {model._meta.verbose_name_plural}" for model, number in shown if number]


@transaction.atomic
def erase(due, *, at):
    """Blank what was said of a leaver; if the whole of them is due, make them nobody in particular too.

    Raises `Refused` if they have come back since it was found due.
    """
    [user] = locked_people([due.user.pk])
    if _has_come_back(due):
        raise Refused("They have a role again since this was looked up: nothing of them is erased.")
    schools = None if due.whole else due.schools
    _withdraw_proposals(user, schools, at=at)
    for file in _attachments(user, schools):
        erase_file(file, at=at)
    for label, (path, texts, _) in ABOUT.items():
        _blank(_about(label, path, user, schools), texts.split(), at=at)
    for label, paths in (GONE if due.whole else GONE_WITH_A_SCHOOL).items():
        _of(label, paths, user, schools).delete()
    # What their mentors typed into a page of theirs and is kept for a day.
    mentors = Mentorship.objects.filter(ect=user).values("mentor")
    KeptForm.objects.filter(user__in=mentors).delete()
    Membership.objects.filter(pk__in=[role.pk for role in due.roles]).update(erased_at=at)
    if due.whole:
        _make_nobody(user, at=at)


def _has_come_back(due):
    live = Membership.objects.live().filter(user=due.user).exclude(pk__in=[role.pk for role in due.roles])
    return (live if due.whole else live.filter(school__in=due.schools)).exists()


def _make_nobody(user, *, at):
    _blank(PrivateNote.objects.filter(author=user), ["text"], at=at)
    LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(User), object_id=str(user.pk)).delete()
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()
    names = [user.email] + ([user.name] if len(user.name.split()) > 1 else [])
    user.name, user.email = f"A former teacher {user.pk}", f"erased-{user.pk}@erased.invalid"
    user.set_unusable_password()
    user.is_active = user.is_staff = user.is_superuser = False
    user.last_login, user.erased_at = None, at
    user.save()
    user.groups.clear()
    user.user_permissions.clear()
    _unname(names, _places(user))
    # Limits against guessing count by address, for minutes: they start again.
    cache.clear()


def _about(label, path, user, schools):
    rows = apps.get_model(label)._base_manager.filter(**{path: user})
    return rows if schools is None else rows.filter(school__in=schools)


def _of(label, paths, user, schools):
    condition = Q()
    for path in paths:
        condition |= Q(**{path: user})
    rows = apps.get_model(label)._base_manager.filter(condition)
    return rows if schools is None else rows.filter(school__in=schools)


def _attachments(user, schools):
    rows = Attachment.objects.filter(evidence__ect=user, erased_at=None)
    return rows if schools is None else rows.filter(school__in=schools)


def _blank(rows, texts, *, at):
    """Blank these columns of `rows`, and stamp them where they have a stamp."""
    meta = rows.model._meta
    new = {name: _nothing(meta.get_field(name)) for name in texts}
    if any(column.name == "erased_at" for column in meta.concrete_fields):
        new["erased_at"] = at
    rows.update(**new)


def _nothing(column):
    return column.get_default() if isinstance(column, models.JSONField) else ""


def _withdraw_proposals(user, schools, *, at):
    """What was proposed for a bank and isn't in it: their own, and what reads as one of their foci did."""
    rows = Proposal.objects.exclude(decision=ProposalDecision.ACCEPTED)
    theirs = Focus.objects.filter(cycle__ect=user).prefetch_related("steps")
    foci = list(theirs if schools is None else theirs.filter(school__in=schools))
    said = {focus.wording.digest for focus in foci}
    places = {focus.school_id for focus in foci}
    alike = [row.pk for row in rows.filter(school__in=places) if row.wording.digest in said]
    gone = Q(pk__in=alike) | (Q(by=user) if schools is None else Q(by=user, school__in=schools))
    rows = rows.filter(gone)
    rows.filter(decision="", withdrawn_at=None).update(withdrawn_at=at)
    rows.filter(decision=ProposalDecision.DECLINED).update(reason="Erased")
    rows.update(key_action="", steps=[], so_that="", note="")
    if schools is None:
        Proposal.objects.filter(by=user, decision=ProposalDecision.ACCEPTED).update(note="", reason="")


def _places(user):
    """The ids of the schools where they ever had a role or a pair. Two queries."""
    pairs = Mentorship.objects.filter(Q(mentor=user) | Q(ect=user)).order_by().values_list("school", flat=True)
    roles = user.memberships.filter(school__isnull=False).values_list("school", flat=True)
    return {*pairs, *roles}


def _unname(names, places):
    """Put somebody nameless where one of `names` stands in a text: of these schools, and of tables of no one school."""
    pattern = re.compile("|".join(re.escape(name) for name in names), re.IGNORECASE)
    for model in apps.get_models():
        columns = {column.name: column for column in model._meta.concrete_fields}
        rows = model._base_manager.all()
        if "school" in columns and model is not EarlierRecord:
            rows = rows.filter(Q(school__in=places) | Q(school=None))
        for column in columns.values():
            is_prose = isinstance(column, TEXTS) and not column.choices and not column.unique
            if is_prose and model not in (User, Session):
                _unname_column(rows, column, names, pattern)


def _unname_column(rows, column, names, pattern):
    where = Q()
    for name in names:
        # SQLite knows small and capital letters of ASCII alone, and holds JSON in it.
        for form in {name, name.lower(), name.upper()}:
            where |= Q(told__icontains=form) | Q(told__icontains=json.dumps(form)[1:-1])
    model = rows.model
    found = list(rows.annotate(told=Cast(column.name, TextField())).filter(where).values_list("pk", column.name))
    if model._meta.label in GONE_IF_NAMED:
        model._base_manager.filter(pk__in=[pk for pk, _ in found]).delete()
        return
    for pk, value in found:
        model._base_manager.filter(pk=pk).update(**{column.name: _unnamed(value, pattern)})


def _unnamed(value, pattern):
    if isinstance(value, str):
        return pattern.sub(SOMEBODY, value)
    if isinstance(value, list):
        return [_unnamed(one, pattern) for one in value]
    if isinstance(value, dict):
        return {_unnamed(name, pattern): _unnamed(one, pattern) for name, one in value.items()}
    return value
