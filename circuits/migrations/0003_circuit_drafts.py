"""A draft of a circuit: what it replaces, how often it was saved, by whom.

The trigger then holds more of an activated version (circuits.md 11): its name, its rank,
what it replaced and the workflow of its threads.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FROZEN = """
CREATE OR REPLACE FUNCTION circuits_version_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.activated_at IS NOT NULL AND (
        NEW.definition IS DISTINCT FROM OLD.definition
        OR NEW.activated_at IS DISTINCT FROM OLD.activated_at
        OR NEW.workflow_id IS DISTINCT FROM OLD.workflow_id
        OR NEW.thread_workflow_id IS DISTINCT FROM OLD.thread_workflow_id
        OR NEW.kind IS DISTINCT FROM OLD.kind
        OR NEW.name IS DISTINCT FROM OLD.name
        OR NEW.number IS DISTINCT FROM OLD.number
        OR NEW.replaces_id IS DISTINCT FROM OLD.replaces_id
    ) THEN
        RAISE EXCEPTION 'an activated circuit version is frozen'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""
FROZEN_BACK = """
CREATE OR REPLACE FUNCTION circuits_version_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.activated_at IS NOT NULL AND (
        NEW.definition IS DISTINCT FROM OLD.definition
        OR NEW.activated_at IS DISTINCT FROM OLD.activated_at
        OR NEW.workflow_id IS DISTINCT FROM OLD.workflow_id
    ) THEN
        RAISE EXCEPTION 'an activated circuit version is frozen'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("circuits", "0002_promises_in_sql"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            "circuitversion",
            "replaces",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="successors",
                to="circuits.circuitversion",
                verbose_name="remplace",
            ),
        ),
        migrations.AddField(
            "circuitversion",
            "edition",
            models.PositiveIntegerField(
                db_default=0, default=0, verbose_name="enregistrements"
            ),
        ),
        migrations.AddField(
            "circuitversion",
            "edited_at",
            models.DateTimeField(blank=True, null=True, verbose_name="modifiée le"),
        ),
        migrations.AddField(
            "circuitversion",
            "edited_by",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="modifiée par",
            ),
        ),
        migrations.RunSQL(FROZEN, FROZEN_BACK),
    ]
