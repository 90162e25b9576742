"""The demonstration's content: invented people, real places, in French.

Pure data, no Django: `shapes` says what the records are, the other modules hold them.
They know no model and no action; only the modules `seed_*`, which play them, do.
"""
