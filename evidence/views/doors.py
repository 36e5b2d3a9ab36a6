"""The doors of the log: what the person may see, or 404."""

from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404

from actionsteps.models import Area
from evidence.models import Evidence
from schools.models import Membership, Mentorship, Role, School, User
from schools.prepared import one_or_404, prepared
from schools.reading_on import read_since, reads_at
from schools.worn import act_in_pair


@dataclass(frozen=True)
class Log:
    """An ECT's log at a school, as the person who asked may see it; `is_own`: they are the ECT."""

    school: School
    ect: User
    mentor_id: int | None
    is_own: bool

    @property
    def args(self):
        """The arguments of the log's addresses."""
        return [self.school.pk, self.ect.pk]


def ect_log_or_404(user, school_id, ect_id):
    """The `Log` of an ECT at a school: the ECT's own, or that of an ECT whom `user` mentors now. One query."""
    pairs = Mentorship.objects.filter(school_id=school_id, ect_id=ect_id).with_people()
    if user.pk == ect_id:
        pair = pairs.filter(reads_at(user)).order_by("ended_at", "-pk").first()
        live = pairs.live().first() if pair and not pair.is_live else pair
        mentor_id = live.mentor_id if live else None
    else:
        pair = next(iter(_own_pair_for(user=user.pk, school=school_id, ect=ect_id)), None)
        mentor_id = user.pk
    if pair is None:
        raise Http404
    act_in_pair(user, pair)
    return Log(pair.school, pair.ect, mentor_id, user.pk == ect_id)


@prepared
def _own_pair_for(*, user, school, ect):
    return Mentorship.objects.live().filter(school_id=school, ect_id=ect, mentor=user).with_people()


def entries_for(log):
    """The entries of a `Log` that its reader may read, as a queryset that starts from the log's own index."""
    rows = Evidence.objects.of_ect(school_id=log.school.pk, ect_id=log.ect.pk)
    return rows.read_by_ect() if log.is_own else rows


def is_ect_there_for(log):
    """Whether the ECT of a `Log` is one of the school still: in a pair, or by their role. One query at most."""
    roles = Membership.objects.live().filter(user=log.ect, school=log.school, role=Role.ECT)
    return log.mentor_id is not None or roles.exists()


def entry_or_404(user, entry_id):
    """The entry that `user` may read, with its people, its area, its school and `mentor_id`."""
    return one_or_404(_entry_for(user=user.pk, entry=entry_id, since=read_since()))


@prepared
def _entry_for(*, user, entry, since):
    rows = Evidence.objects.visible_to(user, since).with_mentor().filter(pk=entry)
    return rows.select_related("school", "ect", "gathered_by", "area")


def logged_for(user, key):
    """The entry that `user` logged with this key, of a form drawn once, with `mentor_id`; or None."""
    return Evidence.objects.visible_to(user).with_mentor().filter(created_by=user, key=key).first()


def areas_for(school):
    """The areas an entry may stand under: the school's own, its trust's and the product's."""
    ours = Q(school=None, trust=None) | Q(school=school)
    if school.trust_id:
        ours |= Q(trust=school.trust_id)
    return Area.objects.filter(ours, retired_at=None).order_by("standard", "order", "name")


def led_schools_or_404(user):
    """The schools that `user` leads, by name; 404 for who leads none. One query."""
    schools = list(
        School.objects.filter(
            memberships__user=user, memberships__role=Role.LEADER, memberships__ended_at=None
        ).order_by("name", "pk")
    )
    if not schools:
        raise Http404
    return schools


def ects_for(school, *, but):
    """The ECTs of a school as memberships, by name, without the person `but`."""
    rows = Membership.objects.live().filter(school=school, role=Role.ECT).exclude(user=but)
    return rows.select_related("user").order_by("user__name", "pk")


def walked_for(user, school):
    """What a leader logged at their school themselves, newest first; at most twenty."""
    rows = Evidence.objects.visible_to(user).filter(school=school, gathered_by=user)
    return rows.select_related("ect").order_by("-pk")[:20]
