from django.db import migrations


def forget_uses(apps, schema_editor):
    """They told of each week that was set; from now on they are counted when they may be told (decision 30)."""
    apps.get_model("actionsteps", "ActionStep").objects.exclude(uses=0).update(uses=0)


class Migration(migrations.Migration):
    dependencies = [
        ("actionsteps", "0003_searches"),
    ]

    operations = [
        migrations.DeleteModel(name="Use"),
        migrations.RunPython(forget_uses, migrations.RunPython.noop),
    ]
