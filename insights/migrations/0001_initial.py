import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("schools", "0007_promise"),
    ]

    operations = [
        migrations.CreateModel(
            name="Counted",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("to", models.DateField()),
                ("open_from", models.DateField()),
                (
                    "school",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="counted", to="schools.school"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("half", models.PositiveSmallIntegerField()),
                ("first", models.DateField()),
                ("last", models.DateField()),
                ("ects", models.JSONField()),
                ("fewest", models.PositiveIntegerField()),
                ("values", models.JSONField()),
                ("areas", models.JSONField(default=dict)),
                ("steps", models.JSONField(default=dict)),
                (
                    "school",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.school",
                    ),
                ),
                (
                    "trust",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.trust",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "tallies",
                "indexes": [
                    models.Index(fields=["school", "year"], name="insights_tally_of_school"),
                    models.Index(fields=["trust", "year"], name="insights_tally_of_trust"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("school", None), ("trust__isnull", False)),
                            models.Q(("school__isnull", False), ("trust", None)),
                            _connector="OR",
                        ),
                        name="insights_tally_of_school_or_trust",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("school__isnull", False)),
                        fields=("school", "last"),
                        name="insights_tally_once_a_school",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("trust__isnull", False)),
                        fields=("trust", "last"),
                        name="insights_tally_once_a_trust",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Week",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("monday", models.DateField()),
                ("year", models.PositiveSmallIntegerField()),
                ("half", models.PositiveSmallIntegerField()),
                ("held", models.PositiveIntegerField()),
                ("planned", models.PositiveIntegerField()),
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
                "indexes": [models.Index(fields=["school", "year", "half"], name="insights_week_figures")],
                "constraints": [
                    models.UniqueConstraint(fields=("school", "monday"), name="insights_week_once"),
                    models.CheckConstraint(
                        condition=models.Q(("held__lte", models.F("planned"))), name="insights_week_held_of_planned"
                    ),
                ],
            },
        ),
    ]
