"""Add to the ledger what is published now. Comments and order in the file survive."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml
from yaml.nodes import SequenceNode

from macros.exchange.splice import YamlText, edit_text, fields_of_node, is_flow
from macros.exchange.yaml_scalar import WIDTH, write_flow_scalar
from macros.files import write_file
from macros.records.addresses import Publication
from macros.records.ledger import NewAddresses, list_new_addresses
from macros.records.source import MAX_ITEMS
from macros.records.whole_shelf import Shelf

_HEADER = """\
# Adresser som har publicerats: de kan stå på papper, och får inte sluta fungera. Programmet skriver till dem
# när webbplatsen publiceras. Ta aldrig bort en rad. Har något bytt adress skriver du det under moved:
#
#   moved:
#     kalix/gammal-sida: kalix/ny-sida
"""


class LedgerError(Exception):
    """The ledger could not be written; the message says why, in Swedish."""


def ledger_file(shelf: Shelf) -> Path:
    """Return the path of a shelf's ledger, whether it exists or not."""
    return shelf.folder / "addresses.yaml"


def record_addresses(shelf: Shelf) -> list[NewAddresses]:
    """Add what a shelf has and its ledger lacks to the ledger's file, and return it.

    Raise LedgerError for a file that has changed since it was read, or whose list stands within brackets;
    OSError where it cannot be written.
    """
    new = list_new_addresses(shelf)
    if not new:
        return []
    file = ledger_file(shelf)
    before = file.read_bytes() if file.exists() else None
    if before != dict(shelf.read.contents()).get(file.as_posix()):
        raise LedgerError(f"{file.as_posix()} har ändrats under tiden. Gör om kommandot")
    text = edit_text(before.decode() if before else _HEADER, lambda plain: _add(plain, shelf, new))
    _check_written(text, shelf, new)
    write_file(file, text, durable=True)
    return new


def _add(text: str, shelf: Shelf, new: list[NewAddresses]) -> str:
    """Return the ledger's text with new addresses below the old ones."""
    yaml_text = YamlText(text)
    listed = fields_of_node(yaml_text.root).get("published")
    ids = _name_publications(shelf)
    groups = [part for group in new for part in _split(group)]
    if isinstance(listed, SequenceNode) and listed.value and not is_flow(listed):
        indent = listed.start_mark.column
        lines = "\n".join(_write(part, next(ids), indent) for part in groups)
        yaml_text.insert_after(listed.value[-1], lines)
        return yaml_text.apply_edits()
    lines = "\n".join(_write(part, next(ids), 2) for part in groups)
    if listed is None:
        return f"{text.rstrip()}\n\npublished:\n{lines}\n"
    if isinstance(listed, SequenceNode) and listed.value:
        raise LedgerError("Listan published står inom [ ]. Skriv den med ett streck (-) framför varje del")
    yaml_text.edits.append((listed.start_mark.index, listed.end_mark.index, f"\n{lines}"))
    return yaml_text.apply_edits()


def _name_publications(shelf: Shelf) -> Iterator[str]:
    """Yield the ids of what is published today: the day, then with numbers after it."""
    used = {part.id for part in shelf.addresses.published}
    day = shelf.today.isoformat()
    numbers = range(1, MAX_ITEMS + 1)
    yield from (name for number in numbers if (name := f"{day}-{number}" if number > 1 else day) not in used)


def _split(group: NewAddresses) -> Iterator[NewAddresses]:
    """Yield a group in parts that no list is too long for."""
    for start in range(0, len(group.binders), MAX_ITEMS):
        yield group._replace(binders=group.binders[start : start + MAX_ITEMS])


def _write(part: NewAddresses, name: str, indent: int) -> str:
    """Return the lines of one part, without a line end after the last."""
    fields = {"binders": part.binders, "pages": part.pages, "sheets": part.sheets}
    pad = " " * (indent + 2)
    lines = [_write_list(f"{pad}{field}", names) for field, names in fields.items() if names]
    return "\n".join([f"{' ' * indent}- id: {name}", *lines])


def _write_list(start: str, names: Iterable[str]) -> str:
    """Return a list within brackets, on as many lines as it needs."""
    inner = ", ".join(map(write_flow_scalar, names))
    return textwrap.fill(
        f"{start}: [{inner}]",
        WIDTH,
        subsequent_indent=" " * (len(start) - len(start.lstrip()) + 2),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _check_written(text: str, shelf: Shelf, new: list[NewAddresses]) -> None:
    """Raise LedgerError unless a new text holds the old parts and the new ones."""
    parts = yaml.load(text.removeprefix("\ufeff"), Loader=yaml.CBaseLoader)["published"]
    written = [Publication.model_validate(part) for part in parts]
    meant = {address for part in shelf.addresses.published for address in part.addresses}
    meant |= {address for part in new for address in part.addresses}
    if meant != {address for part in written for address in part.addresses}:
        raise LedgerError("Adresserna går inte att skriva till i filen. Skriv published som i data/README.md")
