import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """What was noted so far goes: by how many it was looked for isn't known, so it may not be told (decision 31)."""

    dependencies = [
        ("actionsteps", "0004_told_uses"),
        ("schools", "0005_also_assesses"),
    ]

    operations = [
        migrations.DeleteModel(name="Sought"),
        migrations.CreateModel(
            name="Sought",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.CharField(max_length=80)),
                ("month", models.DateField()),
                ("mentors", models.PositiveIntegerField(default=0)),
                ("marks", models.JSONField(default=list)),
                (
                    "school",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.school",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "sought words",
                "constraints": [
                    models.UniqueConstraint(fields=("school", "month", "words"), name="actionsteps_sought_once"),
                ],
            },
        ),
    ]
