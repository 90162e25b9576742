"""The demonstration's content: invented people, real places, in French.

Pure data, no Django: `shapes` says what the records are, the other modules hold
them, `seed_demo` plays them. It knows no model and no action.
"""
