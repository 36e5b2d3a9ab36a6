import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("coaching", "0004_cited_since"),
        ("schools", "0007_promise"),
    ]

    operations = [
        migrations.CreateModel(
            name="EarlierRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("digest", models.CharField(max_length=64)),
                ("came_from", models.CharField(max_length=300)),
                ("held", models.JSONField()),
                ("at", models.DateTimeField()),
                ("offered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ect",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="earlier_records",
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
                "indexes": [models.Index(fields=["school", "ect", "-at"], name="coaching_earlierrecord_of_ect")],
                "constraints": [
                    models.UniqueConstraint(fields=("ect", "key"), name="coaching_earlierrecord_key_once"),
                    models.CheckConstraint(
                        condition=models.Q(("offered_at", None), ("offered_at__gte", models.F("at")), _connector="OR"),
                        name="coaching_earlierrecord_offered_later",
                    ),
                ],
            },
        ),
    ]
