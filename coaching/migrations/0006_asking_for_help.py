import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("coaching", "0005_earlier_records"),
        ("schools", "0007_promise"),
    ]

    operations = [
        migrations.CreateModel(
            name="Asked",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("key_action", models.TextField()),
                ("steps", models.JSONField(default=list)),
                ("so_that", models.TextField()),
                ("question", models.TextField()),
                ("at", models.DateTimeField()),
                ("reply", models.TextField(blank=True)),
                ("replied_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "focus",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asked",
                        to="coaching.focus",
                    ),
                ),
                (
                    "leader",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                "verbose_name_plural": "asked",
                "indexes": [
                    models.Index(fields=["focus"], name="coaching_asked_of_focus"),
                    models.Index(fields=["leader", "-at"], name="coaching_asked_of_leader"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("by", "key"), name="coaching_asked_key_once"),
                    models.CheckConstraint(
                        condition=models.Q(("leader", models.F("by")), _negated=True),
                        name="coaching_asked_somebody_else",
                    ),
                ],
            },
        ),
    ]
