"""As whom and where a person acts: the hats they have and the one that is on (A94).

A hat is what one sees of the frame and on the home page, never what one may do: that is for `Hats` and the doors. The
page says which hat fits it (`act_as`), and that one is on from then; otherwise it is the one that was put on last.
"""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from schools.models import Membership, Mentorship, Role
from schools.prepared import prepared
from schools.reading_on import READS_FOR

# What is most often before somebody comes first.
ORDER = (Role.ECT, Role.MENTOR, Role.LEADER, Role.TRUST_LEADER)


@dataclass(frozen=True)
class Hat:
    """A role at a place: a school or, for a trust leader, a trust. `lasts`: whether they are still there."""

    role: str
    place_id: int
    place: str
    lasts: bool = True

    @property
    def key(self):
        return f"{self.role}-{self.place_id}"

    @property
    def words(self):
        """ "Mentor at Harbour Academy"."""
        joint = "of" if self.role == Role.TRUST_LEADER else "at"
        return f"{Role(self.role).label} {joint} {self.place}"


def hats_from(user, memberships, mentorships, *, at):
    """The `Hat`s of `user` by their live memberships and by their mentorships, as ECT also those that ended lately
    (`READS_FOR`); no query.

    Who has a pair acts as its mentor first; who only may mentor, last.
    """
    hats = [Hat(row.role, row.school_id or row.trust_id, str(row.school or row.trust)) for row in memberships]
    found, paired = {hat.key: hat for hat in hats}, set()
    for one in mentorships:
        if one.ended_at is None or one.ended_at > at - READS_FOR:
            role = Role.ECT if one.ect_id == user.pk else Role.MENTOR
            hat = Hat(role.value, one.school_id, one.school.name, one.ended_at is None)
            if hat.lasts or hat.key not in found:
                found[hat.key] = hat
            paired.add(hat.key)

    def rank(hat):
        waits = hat.role == Role.MENTOR and hat.key not in paired
        return (waits, not hat.lasts, ORDER.index(Role(hat.role)), hat.place, hat.place_id)

    return sorted(found.values(), key=rank)


def memberships_of(user):
    """The live memberships of `user`, with their places. One query."""
    return _memberships(user=user.pk)


@prepared
def _memberships(*, user):
    return Membership.objects.live().filter(user=user).select_related("school", "trust").order_by("pk")


def hats_of(user):
    """The `Hat`s of `user`. Two queries."""
    theirs = Mentorship.objects.filter(Q(ect=user) | Q(mentor=user, ended_at=None))
    return hats_from(user, memberships_of(user), theirs.select_related("school"), at=timezone.now())


def note(session, hats):
    """Keep in the session what the frame of every page shows; written only where it differs."""
    rows = [[hat.role, hat.place_id, hat.place, hat.lasts] for hat in hats]
    if session.get("hats") != rows:
        session["hats"] = rows


def noted(session):
    """The `Hat`s that the session knows of."""
    return [Hat(*row) for row in session.get("hats", ())]


def put_on(session, hat):
    """Wear a hat from now on."""
    if session.get("hat") != hat.key:
        session["hat"] = hat.key


def act_as(user, role, place_id):
    """Say as whom and where `user` acts on the page that is being answered. For the doors; the last word counts."""
    user.acts = f"{Role(role).value}-{place_id}"


def act_in_pair(user, pair):
    """The same for what has an ECT and a school (a mentorship, a week): they are its ECT or mentor. Returns `pair`."""
    act_as(user, Role.ECT if pair.ect_id == user.pk else Role.MENTOR, pair.school_id)
    return pair


def hat_on(request):
    """The `Hat` that is on, None for somebody without one: the page's own, else the last, else the first."""
    hats = noted(request.session)
    by_key = {hat.key: hat for hat in hats}
    last = by_key.get(request.session.get("hat")) or next(iter(hats), None)
    acts = by_key.get(getattr(request.user, "acts", ""), last)
    if acts != last:
        put_on(request.session, acts)
    return acts
