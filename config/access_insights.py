"""What each address of figures answers to each person."""

from config.access_people import (
    DONE,
    FORMER_MENTOR,
    LEADER,
    LEADER_ELSEWHERE,
    LEADER_WHO_MENTORS,
    MENTOR,
    NEW_MENTOR,
    OTHER_MENTOR,
)
from config.access_people import TRUST_LEADER as TRUST

LEADS_THE_SCHOOL = dict.fromkeys((LEADER, LEADER_WHO_MENTORS, TRUST), 200)

MENTORS = (MENTOR, FORMER_MENTOR, NEW_MENTOR, OTHER_MENTOR)
SEES_USE = {**dict.fromkeys(MENTORS, 200), **LEADS_THE_SCHOOL}

# Of the bank, like its steps.
USE = {
    ("GET", "insights:step_use", "a national step"): {**SEES_USE, LEADER_ELSEWHERE: 200},
    ("GET", "insights:step_use", "the trust’s step"): SEES_USE,
    ("GET", "insights:step_use", "another school’s step"): {LEADER_ELSEWHERE: 200},
}
INSIGHTS = {
    # Their own, each: who mentors nobody has none.
    ("GET", "insights:own_figures", ""): dict.fromkeys((MENTOR, NEW_MENTOR, OTHER_MENTOR, LEADER_WHO_MENTORS), 200),
    # On to the place that they lead.
    ("GET", "insights:overview", ""): dict.fromkeys((LEADER, LEADER_WHO_MENTORS, LEADER_ELSEWHERE, TRUST), DONE),
    ("GET", "insights:school_overview", "the school in figures"): LEADS_THE_SCHOOL,
    ("GET", "insights:take_school_overview", "the school in figures, as csv"): LEADS_THE_SCHOOL,
    ("GET", "insights:take_school_overview", "the school in figures, as xlsx"): LEADS_THE_SCHOOL,
    ("GET", "insights:take_school_overview", "the school in figures, as something else"): {},
    ("GET", "insights:trust_overview", "the trust in figures"): {TRUST: 200},
    ("GET", "insights:school_bank", "the school in figures"): LEADS_THE_SCHOOL,
    ("GET", "insights:trust_bank", "the trust in figures"): {TRUST: 200},
    ("GET", "insights:take_trust_overview", "the trust in figures, as csv"): {TRUST: 200},
}
