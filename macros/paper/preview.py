"""Write a sheet's HTML before layout, as files that a browser opens.

They show what a template made of the data.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from macros.paper.documents import PartOf, Writer, parts_of
from macros.paper.pdf import STYLES
from macros.project import ASSETS
from macros.records.whole_shelf import Shelf


def write_html(
    shelf: Shelf, address: str, names: Sequence[str], folder: Path, since: date | None = None
) -> list[Path]:
    """Write the HTML of documents, and of a packet's parts; return the files.

    What repeats in the margins of each page is a file of its own, ``NAME-margin.html``. A part of another
    binder is called by that too: ``kalix-skolnarvaro-rutin.html``. A browser shows neither pages nor margins;
    the styles and fonts are those of paper. Needs no Pango.
    Raise ``UnknownDocumentError`` for a name that the binder lacks.
    """
    writer = Writer(shelf, shelf.binders[address], since)
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    packets = {packet.id: parts_of(writer.binder, packet) for packet in writer.binder.packets}
    for part in (part for name in names for part in packets.get(name, [PartOf(address, name)])):
        if part.binder != writer.binder.address:
            writer = Writer(shelf, shelf.binders[part.binder], since)
        sheet = writer.sheet(part.name)
        name = part.name if part.binder == address else part.full_name.replace("/", "-")
        for suffix, html in (("", sheet.html), ("-margin", sheet.margin)):
            if html:
                file = folder / f"{name}{suffix}.html"
                file.write_text(_with_styles(html), encoding="utf-8")
                files.append(file)
    return files


def _with_styles(html: str) -> str:
    """Return HTML that links to the styles and fonts.

    WeasyPrint gets them beside the HTML; a browser does not.
    """
    assets = ASSETS.as_uri()
    links = "".join(f'<link rel="stylesheet" href="{assets}/{name}">\n' for name in ("fonts.css", *STYLES))
    return html.replace("<head>", f'<head>\n<base href="{assets}/">\n{links}', 1)
