from django.db import migrations, models
from django.db.models import Q

# As evidence/files has them.
KINDS = (
    "image/jpeg",
    "image/png",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.presentation",
    "application/vnd.oasis.opendocument.spreadsheet",
)


class Migration(migrations.Migration):
    dependencies = [("evidence", "0003_entry_cited")]

    operations = [
        # No file was attached yet: nothing is to be filled.
        migrations.AddField(
            model_name="attachment",
            name="place",
            field=models.PositiveSmallIntegerField(default=1),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.UniqueConstraint(fields=("evidence", "place"), name="evidence_attachment_place_taken"),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=Q(place__gte=1, place__lte=6), name="evidence_attachment_at_most_six"
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(condition=Q(kind__in=KINDS), name="evidence_attachment_kind_known"),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=Q(size__gte=1, size__lte=10_485_760), name="evidence_attachment_size_within"
            ),
        ),
    ]
