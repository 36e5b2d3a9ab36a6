from collections import defaultdict

from django.db import migrations, models
from django.db.models import Sum


def add_up(apps, schema_editor):
    """The sums of the weeks that are counted, by half term."""
    of_school = defaultdict(list)
    halves = apps.get_model("insights", "Week").objects.order_by("school_id", "year", "half")
    halves = halves.values_list("school_id", "year", "half").annotate(Sum("held"), Sum("planned"))
    for school_id, *sums in halves:
        of_school[school_id].append(sums)
    rows = list(apps.get_model("insights", "Counted").objects.all())
    for row in rows:
        row.held = of_school[row.school_id]
    apps.get_model("insights", "Counted").objects.bulk_update(rows, ["held"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("insights", "0003_told_steps")]

    operations = [
        migrations.AddField("counted", "held", models.JSONField(default=list)),
        migrations.RunPython(add_up, migrations.RunPython.noop),
    ]
