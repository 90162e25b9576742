"""The questions of the nightly audit, in SQL: P3 to P5 (circuits.md 12 and 13).

Each is one statement, hence one snapshot: an act that commits meanwhile is seen whole or
not at all. Each answers with one row a breach: the subject, then what its words need.
They read the rows by themselves and ask none of the code that they judge.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from circuits.steps import STEP_TASKS

# A thread of an offre is named after its council, a dossier by its number.
SUBJECTS = """
subject AS (
    SELECT d.id AS dossier, NULL::bigint AS thread, d.reference AS label, d.step, d.circuit_id,
           d.closed_at, d.end_code, d.end_reason, d.kind, 'dossier' AS model, d.id AS pk
    FROM circuits_dossier d
    WHERE d.deposited_at IS NOT NULL
    UNION ALL
    SELECT o.id, t.id, o.reference || ' (' || c.name || ')', t.step, o.circuit_id,
           t.closed_at, t.end_code, '', o.kind, 'offerthread', t.id
    FROM circuits_offerthread t
    JOIN circuits_dossier o ON o.id = t.offer_id
    JOIN participation_council c ON c.id = t.council_id
),
rule AS (
    SELECT v.id AS circuit_id, row->>'code' AS step, row->>'duty' AS duty
    FROM circuits_circuitversion v, jsonb_array_elements(v.definition->'steps') row
)
"""


def _tasks() -> str:
    """Which step and which version each of our Wagtail tasks is."""
    return " UNION ALL ".join(
        f"SELECT task_ptr_id AS id, step, version_id FROM {task._meta.db_table}"  # noqa: S608
        for task in STEP_TASKS.values()
    )


@dataclass(frozen=True)
class Question:
    """A property, the words of its breach, and the rows that break it.

    `words` is filled with the columns after the first, in order.
    """

    property: str
    words: str
    sql: str
    params: tuple[Any, ...] = ()


PRINCIPALS = f"""
WITH {SUBJECTS}, owed AS (
    SELECT dossier_id, thread_id, count(*) AS count, min(step) AS step, min(party) AS party
    FROM circuits_obligation
    WHERE principal AND closed_at IS NULL
    GROUP BY dossier_id, thread_id
)
SELECT s.label, s.step, coalesce(o.count, 0), coalesce(o.step, '–'), coalesce(o.party, '–')
FROM subject s
LEFT JOIN rule r USING (circuit_id, step)
LEFT JOIN owed o ON o.dossier_id = s.dossier AND o.thread_id IS NOT DISTINCT FROM s.thread
WHERE s.closed_at IS NULL
  AND (r.step IS NULL
       OR coalesce(o.count, 0) <> (CASE WHEN r.duty = '' THEN 0 ELSE 1 END)
       OR o.step <> s.step OR o.party = '')
ORDER BY s.label
"""  # noqa: S608

PLACES = f"""
WITH {SUBJECTS}, task AS ({_tasks()}), place AS (
    SELECT t.model, w.object_id::bigint AS pk, count(*) AS count, bool_and(
               s.status = 'in_progress' AND task.step IS NOT NULL) AS stands,
           min(task.step) AS step, min(task.version_id) AS version_id
    FROM wagtailcore_workflowstate w
    JOIN django_content_type t ON t.id = w.base_content_type_id AND t.app_label = 'circuits'
    LEFT JOIN wagtailcore_taskstate s ON s.id = w.current_task_state_id
    LEFT JOIN task ON task.id = s.task_id
    WHERE w.status IN ('in_progress', 'needs_changes')
    GROUP BY t.model, w.object_id
)
SELECT s.label, s.step, coalesce(p.step, '–')
FROM subject s
LEFT JOIN place p ON p.model = s.model AND p.pk = s.pk
WHERE s.closed_at IS NULL
  AND (p.count IS DISTINCT FROM 1 OR NOT p.stands OR p.step <> s.step
       OR p.version_id <> s.circuit_id)
ORDER BY s.label
"""  # noqa: S608

# What stands still says so in three places: the dossier, its pause, its step's clock.
PAUSES = """
SELECT d.reference, coalesce(nullif(d.suspended, ''), '–'), count(DISTINCT s.id),
       count(DISTINCT o.id)
FROM circuits_dossier d
LEFT JOIN circuits_suspension s ON s.dossier_id = d.id AND s.ended_at IS NULL
LEFT JOIN circuits_obligation o ON o.dossier_id = d.id AND o.principal
 AND o.closed_at IS NULL AND o.paused_on IS NOT NULL
WHERE d.deposited_at IS NOT NULL AND d.kind = 'demande'
GROUP BY d.id, d.reference, d.suspended
HAVING count(DISTINCT s.id) <> (CASE WHEN d.suspended = '' THEN 0 ELSE 1 END)
    OR count(DISTINCT o.id) <> (CASE WHEN d.suspended = '' THEN 0 ELSE 1 END)
    OR bool_or(s.kind <> d.suspended)
ORDER BY d.reference
"""

LADDERS = """
WITH owed AS (
    SELECT o.id, o.dossier_id, o.duty, d.reference AS label, o.clock,
           jsonb_array_length(coalesce(v.definition->'ladders'->o.ladder, '[]')) AS rungs
    FROM circuits_obligation o
    JOIN circuits_dossier d ON d.id = o.dossier_id
    JOIN circuits_circuitversion v ON v.id = d.circuit_id
    -- A clock that stands still has nothing to send.
    WHERE o.closed_at IS NULL AND o.paused_on IS NULL
)
SELECT o.label, o.duty
FROM owed o
LEFT JOIN circuits_rung r ON r.obligation_id = o.id AND r.clock = o.clock
WHERE o.rungs > 0
GROUP BY o.id, o.label, o.duty
HAVING count(r.id) FILTER (WHERE r.state = 'armed') = 0
   AND (count(r.id) = 0 OR count(r.id) FILTER (WHERE r.state = 'void') > 0)
ORDER BY o.label, o.id
"""

STRAYS = """
SELECT d.reference, r.code, o.duty
FROM circuits_rung r
JOIN circuits_obligation o ON o.id = r.obligation_id
JOIN circuits_dossier d ON d.id = o.dossier_id
WHERE r.state = 'armed' AND (o.closed_at IS NOT NULL OR r.clock <> o.clock)
ORDER BY d.reference, r.id
"""

# An engine that stopped is the probe's affair: only its passes in office hours count.
OVERDUE = """
SELECT d.reference, r.code, o.duty, to_char(r.fire_on, 'DD/MM/YYYY')
FROM circuits_rung r
JOIN circuits_obligation o ON o.id = r.obligation_id
JOIN circuits_dossier d ON d.id = o.dossier_id
WHERE r.state = 'armed' AND o.closed_at IS NULL AND r.clock = o.clock
  AND r.fire_on < (
      SELECT max(at AT TIME ZONE 'Europe/Paris')::date - 7 FROM circuits_sweeprun
      WHERE (at AT TIME ZONE 'Europe/Paris')::time BETWEEN '08:30' AND '17:29')
ORDER BY d.reference, r.id
"""

DEBTS_AFTER_THE_END = f"""
WITH {SUBJECTS}
SELECT s.label, o.duty
FROM subject s
JOIN circuits_obligation o ON o.dossier_id = s.dossier
 AND (s.thread IS NULL OR o.thread_id = s.thread)
WHERE s.closed_at IS NOT NULL AND o.closed_at IS NULL
ORDER BY s.label, o.id
"""  # noqa: S608

WORKFLOWS_AFTER_THE_END = f"""
WITH {SUBJECTS}
SELECT s.label
FROM subject s
JOIN django_content_type t ON t.app_label = 'circuits' AND t.model = s.model
JOIN wagtailcore_workflowstate w
  ON w.base_content_type_id = t.id AND w.object_id = s.pk::text
WHERE s.closed_at IS NOT NULL AND w.status IN ('in_progress', 'needs_changes')
ORDER BY s.label
"""  # noqa: S608

WITHOUT_CODE = f"""
WITH {SUBJECTS}
SELECT s.label, coalesce(nullif(s.end_code, ''), '–')
FROM subject s
WHERE (s.closed_at IS NULL) <> (s.end_code = '')
   OR (s.closed_at IS NOT NULL AND (s.step <> 'end' OR s.end_code <> ALL(%s)))
ORDER BY s.label
"""  # noqa: S608

# The list of a version in which the reason of an end must stand.
WITHOUT_REASON = """
SELECT d.reference, d.end_code, coalesce(nullif(d.end_reason, ''), '–')
FROM circuits_dossier d
JOIN circuits_circuitversion v ON v.id = d.circuit_id
WHERE d.end_code = %s AND NOT EXISTS (
    SELECT 1 FROM jsonb_array_elements(coalesce(v.definition->%s, '[]')) row
    WHERE row->>'code' = d.end_reason)
ORDER BY d.reference
"""

WITHOUT_TEXT = """
SELECT d.reference, d.end_code
FROM circuits_dossier d
WHERE d.end_code = %s AND NOT EXISTS (
    SELECT 1 FROM circuits_event e JOIN circuits_textversion t ON t.id = e.text_id
    WHERE e.dossier_id = d.id AND t.kind = %s AND t.body <> '')
ORDER BY d.reference
"""

WITHOUT_ANSWER = """
SELECT d.reference, d.end_code
FROM circuits_dossier d
WHERE d.end_code IN ('E1', 'E2', 'E3', 'E4') AND NOT EXISTS (
    SELECT 1 FROM circuits_answer a
    WHERE a.dossier_id = d.id AND a.published_at IS NOT NULL
      AND (d.end_code <> 'E3' OR (a.reason <> '' AND a.reason_code = d.end_reason)))
ORDER BY d.reference
"""
