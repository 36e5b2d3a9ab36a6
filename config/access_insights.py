"""What each address of figures answers to each person."""

from config.access_people import LEADER_WHO_MENTORS, MENTOR, NEW_MENTOR, OTHER_MENTOR

INSIGHTS = {
    # Their own, each: who mentors nobody has none.
    ("GET", "insights:own_figures", ""): dict.fromkeys((MENTOR, NEW_MENTOR, OTHER_MENTOR, LEADER_WHO_MENTORS), 200),
}
