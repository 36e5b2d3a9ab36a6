import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("insights", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Total",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("half", models.PositiveSmallIntegerField()),
                ("last", models.DateField()),
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("school", None), ("trust__isnull", False)),
                            models.Q(("school__isnull", False), ("trust", None)),
                            _connector="OR",
                        ),
                        name="insights_total_of_school_or_trust",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("school__isnull", False)),
                        fields=("school", "year", "half"),
                        name="insights_total_once_a_school",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("trust__isnull", False)),
                        fields=("trust", "year", "half"),
                        name="insights_total_once_a_trust",
                    ),
                ],
            },
        ),
    ]
