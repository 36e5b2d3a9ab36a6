"""What each address about term dates, and about what runs over weeks, answers to each person."""

from config.access_people import DONE, ECT, LEADERS, MENTOR, NEW_MENTOR, TRUST_LEADER

SETS_DATES = {**dict.fromkeys(LEADERS, 200), TRUST_LEADER: 200}
WRITTEN = dict.fromkeys(SETS_DATES, DONE)

WEEKS = {
    ("POST", "coaching:answer_still", "a draft"): {MENTOR: DONE},
    ("POST", "coaching:answer_still", "a draft, opened"): {ECT: DONE, MENTOR: DONE},
    ("POST", "coaching:answer_still", "a set week"): {ECT: DONE, MENTOR: DONE, NEW_MENTOR: DONE},
    ("POST", "coaching:answer_still", "a reviewed week"): {ECT: 403, MENTOR: 403, NEW_MENTOR: 403},
    ("GET", "schools:terms", "the school’s dates"): SETS_DATES,
    ("GET", "schools:add_term", "the school’s dates"): SETS_DATES,
    ("POST", "schools:add_term", "the school’s dates"): WRITTEN,
    ("GET", "schools:change_term", "the school’s term"): SETS_DATES,
    ("POST", "schools:change_term", "the school’s term"): WRITTEN,
    ("POST", "schools:remove_term", "the school’s term"): WRITTEN,
    ("GET", "schools:add_closed", "the school’s dates"): SETS_DATES,
    ("POST", "schools:add_closed", "the school’s dates"): WRITTEN,
    ("GET", "schools:change_closed", "the school’s closed days"): SETS_DATES,
    ("POST", "schools:change_closed", "the school’s closed days"): WRITTEN,
    ("POST", "schools:remove_closed", "the school’s closed days"): WRITTEN,
    ("GET", "schools:bring_dates", "the school’s dates"): SETS_DATES,
    # A good file is shown, and written by the next page.
    ("POST", "schools:bring_dates", "the school’s dates"): SETS_DATES,
    ("POST", "schools:confirm_dates", "the school’s dates"): WRITTEN,
}
