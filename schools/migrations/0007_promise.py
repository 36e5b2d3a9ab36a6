import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("schools", "0006_signing_in"),
    ]

    operations = [
        migrations.AddField(
            model_name="school",
            name="keeps_for_years",
            field=models.PositiveSmallIntegerField(default=2, verbose_name="years kept after leaving"),
        ),
        migrations.AddConstraint(
            model_name="school",
            constraint=models.CheckConstraint(
                condition=models.Q(("keeps_for_years__gte", 1), ("keeps_for_years__lte", 10)),
                name="schools_school_keeps_one_to_ten",
                violation_error_message="Choose between one and ten years.",
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="erased_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="membership",
            name="erased_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.CreateModel(
            name="AccessRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("read", "Read a week"), ("taken", "Took the whole record away")], max_length=5
                    ),
                ),
                ("week_of", models.DateField(blank=True, null=True)),
                ("why", models.TextField()),
                ("at", models.DateTimeField()),
                ("erased_at", models.DateTimeField(blank=True, null=True)),
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
                    "ect",
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
                "indexes": [models.Index(fields=["school", "ect", "-at", "-id"], name="schools_access_of_ect")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["read", "taken"])), name="schools_accessrecord_kind_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("why", ""), _negated=True), ("erased_at__isnull", False), _connector="OR"
                        ),
                        name="schools_accessrecord_says_why",
                    ),
                    models.UniqueConstraint(fields=("by", "key", "school"), name="schools_accessrecord_key_once"),
                ],
            },
        ),
    ]
