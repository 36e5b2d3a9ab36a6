"""What the routes of the ECT's words and of the openings answer to whom. Data only; merged into `config/access.py`."""

from config.access_people import DONE, ECT, MENTOR, NEW_MENTOR, OTHER_ECT

BEFORE = {
    ("POST", "coaching:write_line", "a live step"): {ECT: DONE, MENTOR: 403, NEW_MENTOR: 403},
    ("POST", "coaching:write_line", "a reviewed step"): {ECT: 403, MENTOR: 403, NEW_MENTOR: 403},
    # Their own, whoever they are: the address names the school.
    ("POST", "coaching:write_note", "the school"): {ECT: DONE, OTHER_ECT: DONE},
}
