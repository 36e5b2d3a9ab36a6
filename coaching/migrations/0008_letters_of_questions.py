from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("coaching", "0007_reminders")]

    operations = [
        migrations.AddField(
            model_name="mailsettings",
            name="question",
            field=models.BooleanField(default=True),
        ),
    ]
