from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("coaching", "0004_cited_since"),
    ]

    operations = []
