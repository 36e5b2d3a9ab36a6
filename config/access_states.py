"""People in states between the columns of the table, and what each meets at most. Data only.

At every address each gets what somebody of the table gets there, or 404: so a state that leaks is seen.
"""

from config.access_people import FORMER_MENTOR, LEADER_ELSEWHERE, NO_ROLE, NOBODY

INVITED = "invited, and not yet signed in"
LEFT_MENTOR = "another mentor, who has left"
LEFT_LEADER = "a leader, who has left"
MENTOR_ELSEWHERE = "a mentor of another school"
ECT_ELSEWHERE = "an ECT of another school"
TRUST_LEADER_ELSEWHERE = "a trust leader of another trust"
LEADS_ELSEWHERE = "a mentor without a pair here, who leads another school"

# State → whose answers it gets at most.
AT_MOST = {
    INVITED: (NOBODY,),
    LEFT_MENTOR: (NO_ROLE,),
    LEFT_LEADER: (NO_ROLE,),
    MENTOR_ELSEWHERE: (LEADER_ELSEWHERE,),
    ECT_ELSEWHERE: (LEADER_ELSEWHERE,),
    TRUST_LEADER_ELSEWHERE: (LEADER_ELSEWHERE,),
    LEADS_ELSEWHERE: (FORMER_MENTOR, LEADER_ELSEWHERE),
}
# What a state gets besides: their own private notes, figures of their own, and no where others may.
BESIDES = {
    LEFT_LEADER: {
        ("GET", "evidence:change_note"): 200,
        ("POST", "evidence:change_note"): 302,
        ("POST", "evidence:remove_note"): 302,
    },
    MENTOR_ELSEWHERE: {
        ("GET", "insights:own_figures"): 200,
        ("POST", "actionsteps:change_step"): 403,
    },
    ECT_ELSEWHERE: {("POST", "actionsteps:change_step"): 403},
}
# Who is at the school and may read its names; what is said there, no more than the others.
OF_THE_SCHOOL = {LEADS_ELSEWHERE}
