from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("participation", "0012_councils_and_projects")]

    operations = [
        migrations.AddIndex(
            model_name="mail",
            index=models.Index(
                condition=models.Q(
                    ("settled_at__isnull", True), ("state__in", ["failed", "unknown"])
                ),
                fields=["state"],
                name="mail_to_settle_idx",
            ),
        ),
    ]
