"""Links from a register to another."""

from __future__ import annotations

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from participation.models import Mail


def mail_link(mail: Mail | None) -> SafeString | str:
    """The subject, leading to the mail; a dash when there is none.

    A code in the subject of an account mail stays behind the register's own mask.
    """
    if mail is None:
        return "–"
    words = "Courriel de compte" if mail.kind == Mail.Kind.ACCOUNT else mail.subject
    url = reverse("registres_courriels_modeladmin_inspect", args=[mail.pk])
    return format_html('<a href="{}">{}</a>', url, words)
