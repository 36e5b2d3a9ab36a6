from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("coaching", "0006_asking_for_help"),
    ]

    operations = []
