"""`{% piece "components/icon.html" name="clock" %}`: a template with its values alone."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from participation.pieces import laid_out

register = template.Library()


@register.simple_tag
def piece(of: str, /, **values: Any) -> SafeString:
    """As `include … only`, laid out once for equal values: see `participation.pieces`."""
    return laid_out(of, values)
