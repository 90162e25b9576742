"""The heart: dossiers, steps, obligations, reminders, record; the members' space.

A reminder is decided in `sweep`, written in `actions.reminders` and leaves through
`participation.outbox`. Where this package and docs/circuits.md disagree, one of them
is a defect.
"""
