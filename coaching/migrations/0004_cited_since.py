"""Evidence that set weeks rest on already: since when, which is what lets its ECT read it."""

from django.db import migrations
from django.db.models import Min, OuterRef, Subquery
from django.db.models.functions import Greatest


def fill(apps, schema_editor):
    """One statement: an entry counts as cited from the first moment at which a set week rested on it."""
    citations = apps.get_model("coaching", "Citation").objects.filter(
        evidence=OuterRef("pk"), focus__cycle__set_at__isnull=False
    )
    since = citations.order_by().values("evidence").annotate(since=Min(Greatest("at", "focus__cycle__set_at")))
    evidence = apps.get_model("evidence", "Evidence").objects
    evidence.filter(cited_at=None, citations__focus__cycle__set_at__isnull=False).update(
        cited_at=Subquery(since.values("since"))
    )


class Migration(migrations.Migration):
    dependencies = [("coaching", "0003_ects_side"), ("evidence", "0004_facts_of_files")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
