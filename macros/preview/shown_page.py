"""Finish a page for the preview.

What is wrong stands at its top, and the page notices when it has changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from hashlib import sha256
from urllib.parse import quote

from markupsafe import Markup

from macros.problems import Problem
from macros.rendering.environment import environment
from macros.web.field_reference import find_description
from macros.web.policy import colour_script

OWN = "/_forhandsvisning/"
"""The preview's own addresses begin so. No page of the site can: their names have no such sign."""
_OWN_PAGE = re.compile(r"/(?![/_])[^\\\x00-\x1f]*")
"""An address on this host: browsers take two slashes, of either sort, for another host."""
_MAIN = re.compile(rb"<main\b[^>]*>")
_PAGE = Markup("""\
<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>{title}</title>
<link rel="icon" href="/assets/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="{own}preview.css">
</head>
<body>
<main>
{body}
</main>
</body>
</html>
""")
_BAR = Markup("""
<p class="preview-bar"><span>{words}</span> {links} <a href="{address}">{switch}</a></p>
""")
_EDIT_PAGE = Markup("""\
<!doctype html>
<html lang="sv" data-md-color-scheme="default">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<link rel="icon" href="/assets/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/screen.css">
<link rel="stylesheet" href="{own}pencils.css">
<link rel="stylesheet" href="{own}edit.css">
<script src="{own}choices.js" defer></script>
<script>{colours}</script>
</head>
<body>
<nav class="preview-bar" aria-label="Förhandsvisning"><a href="{back}">Tillbaka till sidan</a></nav>
<main class="edit-page">
{body}
</main>
</body>
</html>
""")
_FAILURE = Markup("""\
<aside class="problems" role="alert">
<h2>Sidan går inte att göra</h2>
<p>Du ser den senaste som gick att göra. Så här säger programmet:</p>
<pre>{}</pre>
</aside>
""")


def finish_page(
    html: bytes, problems: Sequence[Problem], failure: str, version: str, bar: Markup | None = None
) -> tuple[bytes, str]:
    """Return a page as the preview shows it, and a name for just this content.

    ``failure`` is why a newer page could not be built, ``version`` names the styles and scripts. ``bar``
    stands before everything.
    """
    faults = Markup(_FAILURE.format(failure) if failure else "") + list_problems(problems)
    html = _MAIN.sub(lambda found: found[0] + ((bar or Markup()) + faults).encode(), html, count=1)
    name = sha256(version.encode() + html).hexdigest()[:16]
    head = f'<link rel="stylesheet" href="{OWN}pencils.css">' if bar else ""
    script = f'{head}<script src="{OWN}reload.js" data-page="{name}" defer></script>\n</head>'
    return html.replace(b"</head>", script.encode(), 1), name


def draw_bar(path: str, edits: bool, links: Iterable[tuple[str, str]], pencils: bool = True) -> Markup:
    """Return the line at a page's top, which turns pencils on or off.

    While editing it has ``links`` to change what the page shows as a whole. ``pencils`` is False for a page
    that has none.
    """
    words = "Klicka på en penna." if pencils else "Den här sidan har inga pennor."
    address = f"{OWN}{'las' if edits else 'andra'}?sida={quote(path)}"
    shown = Markup(" ").join(Markup('<a href="{1}">{0}</a>').format(*link) for link in links if edits)
    return _BAR.format(
        words=words if edits else "Förhandsvisning.",
        links=shown,
        address=address,
        switch="Sluta ändra" if edits else "Ändra",
    )


def is_own_page(address: str) -> bool:
    """Report whether an address is one of the site's pages in this preview."""
    return _OWN_PAGE.fullmatch(address) is not None


def list_problems(problems: Sequence[Problem]) -> Markup:
    """Return the HTML of a list of problems, as the check words them."""
    template = environment().get_template("partials/problems.html")
    return Markup(
        template.render(problems=problems, described=True, root="", find_description=find_description)
    )


def draw_page(title: str, body: Markup) -> bytes:
    """Return a page of the preview's own, which needs nothing of the site."""
    return str(_PAGE.format(title=title, own=OWN, body=body)).encode()


def draw_edit_page(title: str, body: Markup, back: str) -> bytes:
    """Return a page with a form, in the site's own look.

    ``back`` leads to the page that it is about.
    """
    colours = Markup(colour_script())
    return str(_EDIT_PAGE.format(title=title, own=OWN, body=body, back=back, colours=colours)).encode()


def draw_message(title: str, *lines: str) -> bytes:
    """Return a page of the preview's own with a message, a paragraph for each line."""
    paragraphs = Markup("\n").join(Markup("<p>{}</p>").format(line) for line in lines)
    return draw_page(title, Markup("<h1>{}</h1>\n{}").format(title, paragraphs))
