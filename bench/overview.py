"""The overview of a trust of 50 schools against that of a school of 12 ECTs. `./do bench overview` prints the table.

Both stand in one database: the trust with 600 ECTs and some 35,000 weeks behind them, the school with a fiftieth of it.
It is Friday evening: most pairs have met this week. Each page, and the part of it that is loaded in its place, is
called in this process, in turn with the others; the best of 12 counts.
"""

from datetime import UTC, date, datetime, time, timedelta
from time import process_time

from bench._world import set_up

WEEKS = 61
ROUNDS = 12


def main():
    set_up()
    import time_machine

    first = date(2024, 9, 30)
    friday = first + timedelta(weeks=WEEKS - 1, days=4)
    with time_machine.travel(datetime.combine(friday, time(18), UTC), tick=True):
        measure(first)


def measure(first):
    from django.core.wsgi import get_wsgi_application
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from bench.pages import Browser, Page
    from coaching.models import Cycle
    from insights.actions import count_weeks
    from schools.models import Role
    from tests.bank import ActionStepFactory
    from tests.factories import MembershipFactory, UserFactory
    from tests.insights.programme import programme

    steps = [ActionStepFactory() for _ in range(30)]
    facts = {"first": first, "steps": steps, "held": 0.97, "with_steps": False}
    big = programme([12] * 50, WEEKS, seed=1, **facts)
    small = programme([12], WEEKS, seed=2, in_trust=False, **facts)
    leader, trust_leader = UserFactory(), UserFactory()
    MembershipFactory(user=leader, school=small.schools[0], role=Role.LEADER)
    MembershipFactory(user=trust_leader, of_trust=True, trust=big.trust)
    for name, made in (("trust", big), ("school", small)):
        begun = process_time()
        with CaptureQueriesContext(connection) as counting:
            count_weeks(made.schools, at=timezone.now())
        print(f"counting the {name}'s weeks, once: {process_time() - begun:.1f} s, {len(counting)} queries")
    application = get_wsgi_application()
    of_school, of_trust = Browser(application, leader), Browser(application, trust_leader)
    school, trust = f"/overview/schools/{small.schools[0].pk}/", f"/overview/trusts/{big.trust.pk}/"
    in_place = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "bank"}
    pages = [
        Page("school of 12 ECTs", of_school, school),
        Page("trust of 50 schools, 600 ECTs", of_trust, trust),
        Page("the school’s bank, in its place", of_school, f"{school}bank/", **in_place),
        Page("the trust’s bank, in its place", of_trust, f"{trust}bank/", **in_place),
    ]
    for _ in range(ROUNDS):
        for page in pages:
            page.once()
    print(f"{Cycle.objects.count():,} weeks")
    print("\n| overview | CPU | ÷ the school's | queries | bytes |\n|---|--:|--:|--:|--:|")
    for page in pages:
        with CaptureQueriesContext(connection) as queries:
            content = page.once()
        ratio = page.best / pages[0].best
        print(f"| {page.name} | {page.best * 1000:.0f} ms | {ratio:.2f} | {len(queries)} | {len(content):,} |")


if __name__ == "__main__":
    main()
