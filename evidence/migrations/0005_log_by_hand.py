from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("evidence", "0004_facts_of_files"),
    ]

    operations = []
