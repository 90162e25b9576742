import datetime

from django.db import migrations, models
from django.db.models.functions import Coalesce

LONG_AGO = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


class Migration(migrations.Migration):
    dependencies = [("circuits", "0010_indexes_of_the_home_page")]

    operations = [
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(fields=["-deposited_at", "-id"], name="dossier_order_idx"),
        ),
        migrations.AddIndex(
            model_name="rung",
            index=models.Index(
                Coalesce("fired_at", models.Value(LONG_AGO)).desc(),
                models.F("fire_on"),
                models.F("id"),
                name="rung_journal_idx",
            ),
        ),
    ]
