import cProfile, pstats, time, pathlib, gzip
import pytest
from django.urls import reverse
from django.test import Client
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories import *
from tests.people import seed_focus
def full(draft, live, n):
    for f in live.foci.all():
        OutcomeFactory(focus=f, result="partly")
        for s in f.steps.all()[:2]: TickFactory(step=s)
    draft.foci.update(line=None); draft.foci.all().delete()
    for i in range(n):
        f = seed_focus(draft); AchievableFactory(focus=f); CitationFactory(focus=f); RehearsalFactory(focus=f)
        ParkedFactory(school=draft.school, ect=draft.ect, by=draft.mentorship.mentor)
@pytest.mark.parametrize("n",[1,3])
def test_bench(draft, mentor, signed_in, live, clock, n):
    full(draft, live, n)
    clock.stop() if hasattr(clock,'stop') else None
    c = signed_in(mentor); url = reverse("coaching:meeting", args=[draft.pk])
    r=c.get(url); assert r.status_code==200
    pathlib.Path(f"/tmp/meeting/page-{n}.html").write_bytes(r.content)
    with CaptureQueriesContext(connection) as q: c.get(url)
    best=min(_t(lambda: c.get(url)) for _ in range(12))
    print("n",n,"ms",best*1000,"queries",len(q),"bytes",len(r.content),"gz",len(gzip.compress(r.content)))
    p=cProfile.Profile(); p.enable(); c.get(url); p.disable()
    if n==3: pstats.Stats(p).sort_stats("tottime").print_stats(22)
def _t(f):
    a=time.process_time(); f(); return time.process_time()-a
