from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("circuits", "0012_sweeps_that_tried_everything")]

    operations = [
        migrations.RemoveIndex(model_name="offerthread", name="thread_council_idx"),
        migrations.AddIndex(
            model_name="offerthread",
            index=models.Index(
                fields=["council", "-sent_at", "-id"],
                include=("offer",),
                name="thread_council_idx",
            ),
        ),
    ]
