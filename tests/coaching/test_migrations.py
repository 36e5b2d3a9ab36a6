"""What a migration fills in, on rows as they were before it."""

from datetime import timedelta
from importlib import import_module

from django.apps import apps

from evidence.models import Evidence
from tests.factories import NOW, CitationFactory, CycleFactory, EvidenceFactory, FocusFactory


def test_evidence_of_set_weeks_is_cited_since_its_week_was_set(pair):
    live = FocusFactory(cycle=CycleFactory(mentorship=pair, is_set=True))
    before = CitationFactory(focus=live, at=NOW - timedelta(days=1)).evidence
    after = CitationFactory(focus=live, at=NOW + timedelta(days=1)).evidence
    drafted = CitationFactory(focus=FocusFactory(cycle=CycleFactory(mentorship=pair))).evidence
    uncited = EvidenceFactory(school=pair.school, ect=pair.ect, gathered_by=pair.mentor)

    import_module("coaching.migrations.0004_cited_since").fill(apps, None)

    since = dict(Evidence.objects.values_list("pk", "cited_at"))
    assert since == {before.pk: NOW, after.pk: NOW + timedelta(days=1), drafted.pk: None, uncited.pk: None}
