"""What the routes of the whole record, the access record and keeping answer to whom; and what is left to who has left.

Data only; merged into `config/access.py`.
"""

from config.access_people import (
    DONE,
    ECT,
    ECT_REFUSED,
    EVERYBODY,
    LEADERS,
    LEFT_LATELY,
    LEFT_LONG_AGO,
    MENTOR,
    NEW_MENTOR,
    SUPERUSER,
    THE_PAIR_LATER,
    TRUST_LEADER,
)
from schools.models import School
from schools.reading_on import READS_FOR

# What the privacy page says of leaving, keeping and erasing, as numbers that the code goes by.
AFTER_LEAVING = (
    f"An ECT who leaves a school reads their record there, and takes it away, for {READS_FOR.days} days. They write "
    "nothing more. After that it is closed to them too; the school can still write it out for them."
)
KEPT_FOR = (
    f"A school keeps what was said of somebody for {School._meta.get_field('keeps_for_years').default} years after "
    "they left, unless its leaders choose another number, from one to ten."
)
SET_UP = {**dict.fromkeys(LEADERS, 200), TRUST_LEADER: 200}
NOT_MENTORS = {MENTOR: 403, NEW_MENTOR: 403}

PROMISE = {
    # Their own, whoever they are.
    ("GET", "coaching:own_record", ""): EVERYBODY,
    ("GET", "coaching:take_record", "to read"): EVERYBODY,
    ("GET", "coaching:take_record", "for programs"): EVERYBODY,
    ("GET", "coaching:take_record", "with files"): EVERYBODY,
    ("GET", "coaching:access_record", "the ECT"): THE_PAIR_LATER,
    ("GET", "coaching:earlier_records", "the ECT"): THE_PAIR_LATER,
    ("POST", "coaching:earlier_records", "the ECT"): {ECT: DONE, **NOT_MENTORS},
    ("GET", "coaching:earlier_record", "a record brought along"): {ECT: 200},
    ("GET", "coaching:earlier_record", "a record offered"): THE_PAIR_LATER,
    ("POST", "coaching:offer_record", "a record brought along"): {ECT: DONE},
    ("POST", "coaching:offer_record", "a record offered"): {ECT: DONE, **NOT_MENTORS},
    ("POST", "coaching:take_back_record", "a record brought along"): {ECT: DONE},
    ("POST", "coaching:take_back_record", "a record offered"): {ECT: DONE, **NOT_MENTORS},
    ("GET", "read_week", "the ECT"): {SUPERUSER: 200},
    ("POST", "read_week", "the ECT"): {SUPERUSER: 200},
    ("GET", "schools:settle_keeping", "the school’s people"): SET_UP,
    ("POST", "schools:settle_keeping", "the school’s people"): dict.fromkeys(SET_UP, DONE),
}

# Pages of coaching and of the log that are there to write: who has left is told why not.
TO_WRITE = {
    "coaching:ask_for_help",
    "coaching:check_focus",
    "evidence:write_entry",
    "evidence:change_entry",
    "evidence:add_files",
}
# What rests on a pair that lasts.
OF_A_PAIR = {"the pair", "a pause"}
# Their own, whether they are at a school or not.
STAYS_THEIRS = "the ECT’s private note"


def with_leavers(routes):
    """The routes, with what each answers to the ECT once they have left: for 60 days what they read they go on
    reading, and what they did they are refused; then nothing. A draft is gone with its pair; a role's pages with the
    role."""
    return {row: answers | _left(row, answers) for row, answers in routes.items()}


def _left(row, answers):
    method, route, about = row
    if about == STAYS_THEIRS:
        return {LEFT_LATELY: answers[ECT], LEFT_LONG_AGO: answers[ECT]}
    of_coaching = route.startswith(("coaching:", "evidence:")) and ECT in answers and LEFT_LATELY not in answers
    if not of_coaching or about in OF_A_PAIR or about.startswith(("a draft", "a focus drafted")):
        return {}
    if method == "GET" and answers[ECT] == 200 and route not in TO_WRITE:
        return {LEFT_LATELY: 200}
    if route == "coaching:take_back_record":
        # What they brought along they may take with them.
        return {LEFT_LATELY: answers[ECT]}
    return {LEFT_LATELY: ECT_REFUSED[ECT]}
