from django.db import migrations, models


def forget_steps(apps, schema_editor):
    """What was counted of the bank's steps was let out before enough ECTs had worked on each (decision 30)."""
    for name in ("Tally", "Total"):
        apps.get_model("insights", name).objects.exclude(steps={}).update(steps={})


class Migration(migrations.Migration):
    dependencies = [
        ("insights", "0002_totals"),
    ]

    operations = [
        migrations.AddField("counted", "waiting", models.JSONField(default=dict)),
        migrations.RunPython(forget_steps, migrations.RunPython.noop),
    ]
