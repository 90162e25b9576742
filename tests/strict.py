"""A test client that makes whole classes of mistakes impossible.

Every HTML page that it is answered must parse strictly, leak no template variable, hold
no inline script, style or handler, and no address of a third host.
"""

from __future__ import annotations

import re
from typing import Any

import html5lib
from django.http import HttpResponseBase
from django.test import Client

INVALID = "‼"
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\ssrc=)(?![^>]*json)")
THIRD_HOST = re.compile(r"(?:src|href|action)=\"(?:https?:)?//(?!testserver|localhost)")


class StrictClient(Client):
    """Django's client, demanding."""

    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        if not request["PATH_INFO"].startswith("/admin"):
            check_page(response, request["PATH_INFO"])
        return response


def signed_in(user: Any) -> StrictClient:
    """A client in the session of this person; the Agence has shown its second factor."""
    client = StrictClient()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    if user.is_staff:
        session = client.session
        session["account_authentication_methods"] = [{"method": "password"}, {"method": "mfa"}]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
    return client


def check_page(response: HttpResponseBase, where: str) -> None:
    """Fail on what no page of ours may contain."""
    if response.streaming or "text/html" not in response.headers.get("Content-Type", ""):
        return
    text = response.content.decode()
    if not text.strip():
        return
    assert INVALID not in text, f"{where}: undefined variable {_around(text, INVALID)}"
    assert "{{" not in text, f"{where}: template code leaked"
    assert "{%" not in text, f"{where}: template code leaked"
    inline = INLINE.search(text)
    assert inline is None, f"{where}: inline code {_around(text, inline.group())}"
    third = THIRD_HOST.search(without_content_links(text))
    assert third is None, f"{where}: third host {_around(text, third.group())}"
    html5lib.HTMLParser(strict=True).parse(text)


def without_content_links(text: str) -> str:
    """Links that people follow may leave the site; nothing that loads may."""
    return re.sub(r"<a\s[^>]*>", "", text)


def _around(text: str, what: str) -> str:
    at = text.index(what)
    return text[max(0, at - 80) : at + 120]
