from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("circuits", "0011_indexes_of_long_lists")]

    operations = [
        migrations.AddField(
            model_name="sweeprun",
            name="whole",
            field=models.BooleanField(
                db_default=False, default=False, editable=False, verbose_name="complet"
            ),
        ),
    ]
