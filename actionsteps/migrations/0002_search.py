from django.db import migrations

from actionsteps import search_tables


class Migration(migrations.Migration):
    """What the search looks stems up in: see search_tables.py."""

    dependencies = [("actionsteps", "0001_initial")]

    operations = [migrations.RunPython(search_tables.install, search_tables.remove)]
