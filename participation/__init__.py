"""The ground: who and where. Users, councils, services, projects, working days.

It knows nothing of dossiers: what must tell those above goes through
`participation.registry.on_public_change`.
"""
