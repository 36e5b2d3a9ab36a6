"""What the routes of the check, of keeping a focus, and of merging two answer to whom. Merged into `access.py`."""

from config.access_people import DONE, ECT, ECT_REFUSED, MENTOR, NEW_MENTOR

CHECK = {
    # The mentor notes what the ECT said beside them.
    ("POST", "coaching:check_week", "a draft"): {MENTOR: DONE},
    ("POST", "coaching:check_week", "a draft, opened"): {ECT: DONE, MENTOR: DONE},
    ("POST", "coaching:check_week", "a set week"): {ECT: DONE, MENTOR: DONE, NEW_MENTOR: DONE},
    ("POST", "coaching:check_week", "a reviewed week"): {**ECT_REFUSED, MENTOR: 403, NEW_MENTOR: 403},
    ("GET", "coaching:check_focus", "a live focus"): {ECT: 200, MENTOR: 403, NEW_MENTOR: 403},
    ("POST", "coaching:check_focus", "a live focus"): {ECT: DONE, MENTOR: 403, NEW_MENTOR: 403},
    ("GET", "coaching:check_focus", "a focus drafted"): {MENTOR: 403},
    ("GET", "coaching:check_focus", "a reviewed focus"): {**ECT_REFUSED, MENTOR: 403, NEW_MENTOR: 403},
    ("GET", "coaching:keep_focus", "a live focus"): {MENTOR: 200, NEW_MENTOR: 200, **ECT_REFUSED},
    ("POST", "coaching:keep_focus", "a live focus"): {MENTOR: DONE, NEW_MENTOR: DONE, **ECT_REFUSED},
    ("GET", "coaching:keep_focus", "a focus drafted"): {MENTOR: 200},
    ("GET", "coaching:merge_foci", "a draft"): {MENTOR: 200},
    ("GET", "coaching:merge_foci", "a draft, opened"): {MENTOR: 200, **ECT_REFUSED},
    ("GET", "coaching:merge_foci", "a set week"): {ECT: 403, MENTOR: 403, NEW_MENTOR: 403},
    ("POST", "coaching:merge_foci", "a draft"): {MENTOR: DONE},
    ("POST", "coaching:merge_foci", "a draft, opened"): {MENTOR: DONE, **ECT_REFUSED},
    ("POST", "coaching:merge_foci", "a set week"): {ECT: 403, MENTOR: 403, NEW_MENTOR: 403},
}
