"""After leaving: an ECT reads their own record at a school, and takes it away, for sixty days; nothing else (A107)."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from schools.models import Membership, Mentorship
from schools.prepared import prepared

READS_FOR = timedelta(days=60)
LEFT = "You have left this school. What is here is yours to read and to take away."


def read_since():
    """The moment sixty days ago: who left before reads no more."""
    return timezone.now() - READS_FOR


def reads_at(user, since=None):
    """A condition on rows with a `school`: `user` is there, or left it no more than sixty days ago.

    A query that is prepared once is given `read_since()` as `since`.
    """
    recent = Q(ended_at=None) | Q(ended_at__gt=since or read_since())
    roles = Membership.objects.filter(recent, user=user, school=OuterRef("school"))
    pairs = Mentorship.objects.filter(recent, ect=user, school=OuterRef("school"))
    return Q(Exists(roles)) | Q(Exists(pairs))


def left_places(user, mentorships):
    """{id of a school: when `user` left it}, for those schools of their `mentorships` as an ECT where they are no more.

    One query; none where each school has one that lasts.
    """
    lasting = {pair.school_id for pair in mentorships if pair.is_live}
    left = {}
    for pair in mentorships:
        if pair.school_id not in lasting:
            left[pair.school_id] = max(pair.ended_at, left.get(pair.school_id, pair.ended_at))
    if left:
        for school_id, ended_at in Membership.objects.filter(user=user, school__in=left).values_list(
            "school_id", "ended_at"
        ):
            if ended_at is None:
                lasting.add(school_id)
            else:
                left[school_id] = max(ended_at, left[school_id])
    return {school_id: at for school_id, at in left.items() if school_id not in lasting}


def why_not_when_left(user, row):
    """Why `user` may not write in `row` (with `ect_id` and `school_id`): they are its ECT, and have left the school.

    One query for the ECT where the row has no mentorship that lasts, none for others.
    """
    pair = row if isinstance(row, Mentorship) else getattr(row, "mentorship", None)
    if user.pk != row.ect_id or (pair is not None and pair.is_live):
        return ""
    return "" if _still_there(user=user.pk, school=row.school_id) else LEFT


@prepared
def _still_there(*, user, school):
    roles = Membership.objects.live().filter(user=user, school=school).order_by().values("school")
    pairs = Mentorship.objects.live().filter(ect=user, school=school).order_by().values("school")
    return roles.union(pairs)[:1]
