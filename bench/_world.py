"""What is measured: a mentor with ten pairs, each with twelve weeks behind it, in a database of its own."""

import os
import tempfile
from datetime import timedelta
from pathlib import Path

FOLDER = tempfile.TemporaryDirectory(prefix="so-that-bench-")


def set_up():
    """Django as in production (cached templates, DEBUG off) on an empty SQLite file that goes with the process."""
    os.environ.update(
        DJANGO_SETTINGS_MODULE="config.settings",
        DEBUG="False",
        HTTPS="False",
        SECRET_KEY="for-measuring-only",
        ALLOWED_HOSTS="localhost",
        DATABASE_URL="",
        SQLITE_PATH=str(Path(FOLDER.name) / "bench.sqlite3"),
        LOG_LEVEL="ERROR",
    )
    import django
    from django.conf import settings

    # Without the files that only a deployment collects.
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.ROOT_URLCONF = "bench._floor"
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("load_starter_bank", verbosity=0)


def build(*, pairs=10, weeks=12):
    """The mentor, their first pair, and its draft with one focus and with three: (mentor, pair, one, three)."""
    from tests import factories as make

    school = make.SchoolFactory(name="Harbour Academy")
    make.TermFactory(school=school)
    mentor = make.UserFactory(name="Maya Mentor")
    all_pairs = [
        make.MentorshipFactory(school=school, mentor=mentor, ect=make.UserFactory(name=f"Eddie Ect {number}"))
        for number in range(pairs)
    ]
    for pair in all_pairs[2:]:
        set_week(make, make.CycleFactory(mentorship=pair, is_set=True), 2)
    drafts = [drafted(make, pair, foci, weeks) for pair, foci in zip(all_pairs, (1, 3), strict=False)]
    return mentor, all_pairs[0], *drafts


def drafted(make, pair, foci, weeks):
    """A pair's reviewed weeks, its live one and a draft, each with so many foci, filled in as in a real meeting."""
    from coaching.models import Decision, Result

    before = [None] * foci
    for ago in range(weeks, -1, -1):
        state = {"is_set": True} if ago == 1 else {"reviewed": True} if ago else {}
        cycle = make.CycleFactory(
            mentorship=pair,
            week_of=make.MONDAY - timedelta(weeks=ago),
            praise="You waited for silence before every instruction.",
            praise_effect="All but two started within a minute.",
            probe_question="What did you notice about the back row?",
            probe_answer="They looked at each other before they started.",
            **state,
        )
        before = set_week(make, cycle, foci, before)
        for focus in before if ago else ():
            make.OutcomeFactory(focus=focus, result=Result.PARTLY, decision=Decision.REFINE)
    make.ParkedFactory(ect=pair.ect, school=pair.school)
    return cycle


def set_week(make, cycle, foci, before=(None, None, None)):
    """Foci of four steps, two of them ticked, with evidence, a plan, practice and an answer."""
    made = []
    for number in range(foci):
        focus = make.FocusFactory(
            cycle=cycle,
            refined_from=before[number],
            key_action=f"Make sure your explanations are clear {cycle.pk}",
            so_that="pupils know what they are meant to do in each task",
            steps=(
                "identify what pupils should remember",
                "break instructions into two or three small steps that focus on it",
                "check for understanding across the whole class",
                "script this in the lesson plan",
            ),
            why_now="most_lessons",
            plan_lesson="8C, period 3",
            plan_on=cycle.meets_on + timedelta(days=1),
            script="Pens down. One thing to remember. Step one …",
        )
        for step in focus.steps.all()[:2] if cycle.set_at else ():
            make.TickFactory(step=step)
        make.AchievableFactory(focus=focus)
        make.CitationFactory(focus=focus, evidence__seen_on=cycle.meets_on)
        make.RehearsalFactory(focus=focus)
        made.append(focus)
    return made
