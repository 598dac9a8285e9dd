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
from macros.web.plain_page import draw_plain_page

_CONTENT = Markup("""\
<h1>Pärmen är tillbakadragen</h1>
<p class="lead">Adressen är rätt, men pärmen visas inte just nu. Det som står på utskrivna papper kan vara \
gammalt.</p>
{urgent}
<h2>Gå vidare</h2>
<p>Vill du fråga något? Ring kommunens växel.</p>
<p class="more"><a href="{link}">{name}</a></p>""")


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
    content = _CONTENT.format(
        urgent=Renderer(shelf, None, Web()).component("urgent", shelf.site),
        link=f"{root}{slug}/" if town else f"{root}#kommuner",
        name=f"Till {town.name}" if town else "Välj kommun",
    )
    return draw_plain_page("Pärmen är tillbakadragen", shelf.site.name, root, content)
