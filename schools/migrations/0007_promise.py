from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("schools", "0006_signing_in"),
    ]

    operations = []
