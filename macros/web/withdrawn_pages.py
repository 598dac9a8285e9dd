"""Write pages at the addresses of binders that have been withdrawn.

Their addresses and QR codes stand on paper. Who follows one learns what has happened, and whom to call.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from posixpath import relpath

from markupsafe import Markup

from macros.files import write_file
from macros.records.addresses import is_sheet
from macros.records.whole_shelf import Shelf
from macros.rendering import Renderer, Web
from macros.web.policy import colour_script, policy

_PAGE = Markup("""\
<!DOCTYPE html>
<html lang="sv" data-md-color-scheme="default">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>Pärmen är tillbakadragen – {site}</title>
<link rel="stylesheet" href="{root}assets/screen.css">
<script>{colours}</script>
</head>
<body>
<main class="md-content md-content--shared">
<article class="md-content__inner sheet">
<h1>Pärmen är tillbakadragen</h1>
<p class="lead">Adressen är rätt, men pärmen visas inte just nu. Det som står på utskrivna papper kan vara \
gammalt.</p>
{urgent}
<h2>Gå vidare</h2>
<p>Vill du fråga något? Ring kommunens växel.</p>
<p class="more"><a href="{link}">{name}</a></p>
</article>
</main>
</body>
</html>
""")


def write_withdrawn_pages(site: Path, shelf: Shelf, addresses: Iterable[str]) -> None:
    """Write a page at each address of a page that is published no longer."""
    for address in addresses:
        if not is_sheet(address):
            write_file(site / address / "index.html", draw_withdrawn(address, shelf))


def draw_withdrawn(address: str, shelf: Shelf) -> str:
    """Return the page at an address.

    It leads on to the municipality where that is published, else to all of them.
    """
    slug = address.partition("/")[0]
    town = shelf.municipalities.get(slug)
    root = f"{relpath('/', f'/{address}')}/"
    page = _PAGE.format(
        policy=policy(),
        colours=Markup(colour_script()),
        site=shelf.site.name,
        root=root,
        urgent=Renderer(shelf, None, Web()).component("urgent", shelf.site),
        link=f"{root}{slug}/" if town else f"{root}#kommuner",
        name=f"Till {town.name}" if town else "Välj kommun",
    )
    return str(page)
