from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("schools", "0005_also_assesses"),
    ]

    operations = [
        migrations.AddField(
            model_name="school",
            name="leaders_sign_in",
            field=models.CharField(
                choices=[
                    ("any", "E-mail and password are enough"),
                    ("second", "A second step as well: a code from an app, or a passkey"),
                    ("sso", "Through the school’s own account only"),
                ],
                default="any",
                max_length=6,
            ),
        ),
        migrations.AddConstraint(
            model_name="school",
            constraint=models.CheckConstraint(
                condition=models.Q(("leaders_sign_in__in", ["any", "second", "sso"])),
                name="schools_school_leaders_sign_in_known",
            ),
        ),
    ]
