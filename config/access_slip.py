"""What the look-for slip answers to each person (A109)."""

from config.access_people import DONE, ECT_REFUSED, MENTOR, NEW_MENTOR

SLIP = {
    ("GET", "coaching:slip", "a set week"): {MENTOR: 200, NEW_MENTOR: 200, **ECT_REFUSED},
    ("POST", "coaching:slip", "a set week"): {MENTOR: DONE, NEW_MENTOR: DONE, **ECT_REFUSED},
    ("GET", "coaching:slip", "a draft, opened"): {MENTOR: 403, **ECT_REFUSED},
    ("GET", "coaching:slip", "a reviewed week"): {MENTOR: 403, NEW_MENTOR: 403, **ECT_REFUSED},
    ("POST", "coaching:slip", "a reviewed week"): {MENTOR: 403, NEW_MENTOR: 403, **ECT_REFUSED},
    ("GET", "coaching:slip", "a former mentor’s draft"): {},
}
