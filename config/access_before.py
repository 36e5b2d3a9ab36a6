"""What the routes of the ECT's words and of the openings answer to whom. Data only; merged into `config/access.py`."""

from config.access_people import (
    DONE,
    ECT,
    ECT_REFUSED,
    KEEP_SCHOOLS,
    KEPT_SCHOOLS,
    LEADER_ELSEWHERE,
    MENTOR,
    NEW_MENTOR,
    OTHER_ECT,
)

BEFORE = {
    ("POST", "coaching:write_line", "a live step"): {ECT: DONE, MENTOR: 403, NEW_MENTOR: 403},
    ("POST", "coaching:write_line", "a reviewed step"): {ECT: 403, MENTOR: 403, NEW_MENTOR: 403},
    # Their own, whoever they are: the address names the school.
    ("POST", "coaching:write_note", "the school"): {ECT: DONE, OTHER_ECT: DONE},
    ("GET", "coaching:find_starter", "praise of a draft"): {MENTOR: 200},
    ("GET", "coaching:find_starter", "praise of a set week"): {MENTOR: 200, NEW_MENTOR: 200, **ECT_REFUSED},
    ("GET", "coaching:find_starter", "praise of a reviewed week"): {MENTOR: 403, NEW_MENTOR: 403, **ECT_REFUSED},
    ("GET", "coaching:find_starter", "praise of a former mentor’s draft"): {},
    ("GET", "coaching:start_for_other", "praise of a draft"): {MENTOR: 200},
    ("GET", "coaching:start_for_other", "praise of a set week"): {MENTOR: 200, NEW_MENTOR: 200, **ECT_REFUSED},
    # Into another of the mentor's own pairs; for the new mentor, somebody else's.
    ("POST", "coaching:start_for_other", "praise of a set week"): {MENTOR: DONE, NEW_MENTOR: 422, **ECT_REFUSED},
    ("GET", "coaching:starters", "the school"): KEEP_SCHOOLS,
    ("POST", "coaching:starters", "the school"): KEPT_SCHOOLS,
    ("GET", "coaching:change_starter", "the school’s starter"): KEEP_SCHOOLS,
    ("POST", "coaching:change_starter", "the school’s starter"): KEPT_SCHOOLS,
    ("POST", "coaching:change_starter", "another school’s starter"): {LEADER_ELSEWHERE: DONE},
    ("POST", "coaching:change_starter", "another school’s starter at this one"): {},
    ("POST", "coaching:retire_starter", "the school’s starter"): KEPT_SCHOOLS,
    ("POST", "coaching:retire_starter", "another school’s starter at this one"): {},
}
