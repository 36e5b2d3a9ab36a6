from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("actionsteps", "0002_search"),
    ]

    operations = []
