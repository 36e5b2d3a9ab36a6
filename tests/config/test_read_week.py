"""Support reads a week with a reason, which is written down first and which the pair can read (A106)."""

from django.urls import reverse

from schools.models import AccessRecord
from tests.access_promise import KEY
from tests.factories import CycleFactory, OutcomeFactory
from tests.people import SEED


def test_support_reads_a_week_and_the_pair_reads_why(live, ect, mentor, superuser, signed_in):
    args = [live.school_id, live.ect_id]
    where, noted = reverse("read_week", args=args), reverse("coaching:access_record", args=args)
    support, sent = signed_in(superuser), {"week": live.pk, "why": "They can’t open it", "key": KEY}

    asked = support.get(where).text
    empty = signed_in(ect).get(noted).text
    blank = support.post(where, sent | {"why": " "})
    none_yet = AccessRecord.objects.count()
    read = support.post(where, sent)
    support.post(where, sent)

    assert SEED.key_action not in asked
    assert "Nobody has." in empty
    assert (blank.status_code, none_yet) == (422, 0)
    assert SEED.key_action not in blank.text
    assert SEED.key_action in read.text
    assert AccessRecord.objects.count() == 1
    for user in (ect, mentor):
        page = signed_in(user).get(noted).text
        assert "Sue Support" in page
        assert "Read a week (week of 8 September 2025)" in page
        assert "Thursday 18 September 2025, 15:42" in page
        assert "They can’t open it" in page
    # The same form for something else is a stale tab.
    assert support.post(where, sent | {"why": "Something else"}).status_code == 403


def test_support_reads_no_draft_and_nothing_of_another_ect(live, draft, other_pair, superuser, signed_in):
    theirs = CycleFactory(mentorship=other_pair, is_set=True)
    where = reverse("read_week", args=[live.school_id, live.ect_id])

    for week in (draft, theirs):
        answer = signed_in(superuser).post(where, {"week": week.pk, "why": "Why not", "key": KEY})
        assert answer.status_code == 422
    assert not AccessRecord.objects.exists()


def test_outcome_before_its_review_is_not_shown(live, superuser, signed_in):
    OutcomeFactory(focus=live.foci.get(), effect="All began at once")
    where = reverse("read_week", args=[live.school_id, live.ect_id])

    page = signed_in(superuser).post(where, {"week": live.pk, "why": "They can’t open it", "key": KEY}).text

    assert "All began at once" not in page
