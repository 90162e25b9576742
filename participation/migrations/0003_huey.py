"""The tables of Huey's queue, made once instead of by each process that starts."""

from django.db import migrations

MAKE = [
    """
    CREATE TABLE IF NOT EXISTS huey_kv (
        queue text NOT NULL, key text NOT NULL, value bytea NOT NULL,
        PRIMARY KEY (queue, key))
    """,
    """
    CREATE TABLE IF NOT EXISTS huey_schedule (
        id bigserial PRIMARY KEY, queue text NOT NULL, data bytea NOT NULL,
        timestamp double precision NOT NULL)
    """,
    """
    CREATE INDEX IF NOT EXISTS huey_schedule_queue_timestamp
        ON huey_schedule (queue, timestamp)
    """,
    """
    CREATE TABLE IF NOT EXISTS huey_task (
        id bigserial PRIMARY KEY, queue text NOT NULL, data bytea NOT NULL,
        priority double precision NOT NULL DEFAULT 0.0)
    """,
    """
    CREATE INDEX IF NOT EXISTS huey_task_queue_priority_id
        ON huey_task (queue, priority DESC, id)
    """,
    """
    CREATE TABLE IF NOT EXISTS huey_counter (
        queue text NOT NULL, key text NOT NULL, value bigint NOT NULL DEFAULT 0,
        PRIMARY KEY (queue, key))
    """,
]
DROP = [
    "DROP TABLE IF EXISTS huey_counter",
    "DROP TABLE IF EXISTS huey_task",
    "DROP TABLE IF EXISTS huey_schedule",
    "DROP TABLE IF EXISTS huey_kv",
]


class Migration(migrations.Migration):
    dependencies = [("participation", "0002_ground")]

    operations = [migrations.RunSQL(MAKE, DROP)]
