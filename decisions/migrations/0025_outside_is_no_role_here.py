from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("decisions", "0024_put_to_a_guardian")]

    operations = [
        migrations.AddConstraint(
            model_name="adviceanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outside__isnull", True),
                    ("given_as__in", ("legal", "professional_body", "outside")),
                    _connector="OR",
                ),
                name="advice_from_outside_is_no_role_here",
            ),
        ),
        migrations.AddConstraint(
            model_name="advicediscussion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("put", "outside"), _negated=True),
                    ("role__in", ("legal", "professional_body", "outside")),
                    _connector="OR",
                ),
                name="advice_outside_is_no_role_here",
            ),
        ),
    ]
