from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("circuits", "0009_sweeps_leave_aside")]

    operations = [
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=models.Q(("end_code", "E1")),
                fields=["-closed_at", "-id"],
                name="dossier_achieved_idx",
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=models.Q(("answered_at__isnull", True), ("closed_at__isnull", True)),
                fields=["council"],
                name="dossier_council_awaits_idx",
            ),
        ),
    ]
