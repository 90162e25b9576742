"""Forms of the members' space: what people type, checked before any action.

The actions check again; a form only makes the answer kinder (architecture.md 6).
"""

from circuits.forms.acts import FORMS, ActForm, form_for
from circuits.forms.draft import DraftForm

__all__ = ["FORMS", "ActForm", "DraftForm", "form_for"]
