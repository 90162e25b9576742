"""The numbers of copied dossiers, in SQL: after the last one given, in order of deposit."""

NUMBERS = """
CREATE TEMP TABLE numbered AS
WITH copy AS (
    SELECT g.g, s.id AS source, s.kind, s.reference, s.deposited_at,
           s.year || '-' || lpad(s.number::text, greatest(3, length(s.number::text)), '0')
           AS named,
           extract(year FROM s.deposited_at AT TIME ZONE 'Europe/Paris')::int AS year
    FROM source_circuits_dossier s
    JOIN generation g ON g.lap = s.lap AND (g.whole OR s.ended)
), ranked AS (
    SELECT copy.*, coalesce(q.last, 0) + row_number() OVER (
               PARTITION BY copy.kind, copy.year ORDER BY deposited_at, g, source) AS number
    FROM copy
    LEFT JOIN circuits_numbersequence q ON q.kind = copy.kind AND q.year = copy.year
), worded AS (
    SELECT *, year || '-' || lpad(number::text, greatest(3, length(number::text)), '0')
           AS new_named
    FROM ranked
)
SELECT g, source, kind, year, number, reference, kind || '-' || new_named AS new_reference,
       initcap(kind) || ' ' || named AS label, initcap(kind) || ' ' || new_named AS new_label
FROM worded
"""
LAST_NUMBERS = """
INSERT INTO circuits_numbersequence (kind, year, last)
SELECT kind, year, max(number) FROM numbered GROUP BY kind, year
ON CONFLICT (kind, year) DO UPDATE SET last = excluded.last
"""
