"""Forms of the members' space: what people type, checked before any action.

The actions check again; a form only makes the answer kinder (architecture.md 6).
"""

from circuits.forms.acts import ActForm
from circuits.forms.draft import DraftForm
from circuits.forms.offer_draft import OfferDraftForm
from circuits.forms.registry import FORMS, form_for

__all__ = ["FORMS", "ActForm", "DraftForm", "OfferDraftForm", "form_for"]
