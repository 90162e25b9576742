from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("circuits", "0008_indexes_of_a_large_base")]

    operations = [
        migrations.AddField(
            model_name="sweeprun",
            name="left_aside",
            field=models.PositiveIntegerField(
                db_default=0, default=0, verbose_name="laissées de côté"
            ),
        ),
    ]
