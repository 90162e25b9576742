"""The probes see what is wrong: one page with a fault for each, and what they say of it."""

from __future__ import annotations

from tests.browser.site import Site
from tests.browser.visits import PROBES

FAULTY = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html lang="fr"><head><title>Fautive</title><meta http-equiv="refresh" content="900"></head>
<body style="margin: 0"><a href="#ailleurs">Ailleurs</a>
<main id="contenu"><h1>Fautive</h1><p></p><center>Au milieu</center>
<svg width="9" height="9"></svg><svg role="img" width="9" height="9"></svg>
<iframe title="x"></iframe><span tabindex="5">Cinq</span><a href="/a" accesskey="a">Voir</a>
<div class="banner">Fait.</div><table><tr><td>1</td></tr></table>
<p><a href="/b">Voir</a></p><p><a href="/c">Voir</a></p>
<p>Lire <a class="bare" href="/d">la suite</a> ici. <a href="/x.pdf" target="_blank">Fichier</a></p>
<form method="post"><div class="govuk-form-group">
<label for="un">Un</label><input id="deux" aria-invalid="true"><input id="un" type="email">
</div><input type="radio" name="r" id="r"><label for="r">Choix</label>
<a href="#">Envoyer</a></form><button type="button">Rien</button>
<p class="moved">Déplacé</p><p class="told">Note</p>
<button class="button flat">Plat</button><button class="button ringless">Sans anneau</button>
</main></body></html>"""
SHEET = """.bare { text-decoration: none } .moved { order: 2 } .told::before { content: "Dit par la feuille" }
.flat { border: 0 } .ringless:focus { outline: 0; box-shadow: none } h1 { color: #999 }
.pale { color: Canvas } body { background: Canvas }"""
EXPECTED = {
    *("1.1", "1.2", "2.1", "5.4", "5.6", "6.1", "7.1", "7.5", "8.1", "8.9", "9.2", "10.1"),
    *("10.2", "10.3", "10.6", "11.1", "11.4", "11.5", "11.10", "11.13", "12.1", "12.4"),
    *("12.5", "12.7", "12.10", "13.1", "13.2", "13.3", "sans"),
}


def test_the_probes_see_each_fault(site: Site) -> None:
    page = site.page()
    page.route(
        "**/fautive/",
        lambda route: route.fulfill(body=FAULTY, content_type="text/html; charset=utf-8"),
        times=1,
    )
    page.goto("/fautive/")
    page.evaluate(
        "(sheet) => { const made = new CSSStyleSheet(); made.replaceSync(sheet);"
        " document.adoptedStyleSheets = [made] }",
        SHEET,
    )
    page.evaluate(PROBES)
    found = {
        line.split()[0]
        for line in page.evaluate("probes.rgaa(false, '<main>Autre chose</main>')")
    }
    assert EXPECTED - found == set()
    page.keyboard.press("Tab")
    assert any("ringless" in line for line in page.evaluate("probes.focus(false)"))
    page.emulate_media(forced_colors="active")
    assert any("flat" in line for line in page.evaluate("probes.forced()"))
    page.evaluate("document.querySelector('.told').className = 'pale'")
    assert any("mots" in line and "pale" in line for line in page.evaluate("probes.forced()"))
    page.emulate_media(forced_colors="none", media="print")
    assert any("h1" in line for line in page.evaluate("probes.printed()"))
    page.emulate_media(media="screen")
