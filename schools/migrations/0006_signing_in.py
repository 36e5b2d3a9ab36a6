from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("schools", "0005_also_assesses"),
    ]

    operations = []
