"""What somebody outside the pair logged is closed by the first week that was set since, whatever that rests on."""

from django.db import migrations, models
from django.db.models import Exists, F, OuterRef, Subquery


def fill(apps, schema_editor):
    """One statement: closed since the first week of that ECT at that school which somebody else set since."""
    weeks = apps.get_model("coaching", "Cycle").objects.filter(
        school=OuterRef("school"), ect=OuterRef("ect"), set_at__gte=OuterRef("created_at")
    )
    weeks = weeks.exclude(set_by=OuterRef("created_by")).order_by("set_at")
    entries = apps.get_model("evidence", "Evidence").objects.exclude(created_by=F("ect"))
    entries.filter(Exists(weeks), closed_at=None).update(closed_at=Subquery(weeks.values("set_at")[:1]))


class Migration(migrations.Migration):
    dependencies = [("coaching", "0001_initial"), ("evidence", "0004_facts_of_files")]

    operations = [
        migrations.AddField(
            model_name="evidence",
            name="closed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
