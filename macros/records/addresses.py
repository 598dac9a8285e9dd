"""Records of the ledger: published addresses, and where they have moved.

Paper carries addresses and QR codes for years. What has once been published therefore stays in the ledger,
and must exist or be moved. An address is written from the site's root, without slashes around it:
``kalix/rutin`` is a page, ``kalix/pdf/rutin.pdf`` a sheet, ``kalix/skolnarvaro`` a further binder. The site's
first page is ``/``.
"""

import re
from collections.abc import Iterable
from typing import Annotated

from macros.records.base import Entry, Record, optional, required
from macros.records.scalars import Slug, fault, scalar

HOME = ""
"""The address of the site's first page, which is written ``/``."""
_NAME = "[a-z0-9]+(?:-[a-z0-9]+)*"
_LONGEST = 200
_ADDRESS = re.compile(rf"{_NAME}(?:/{_NAME})*(?:/pdf/{_NAME}\.pdf)?")
_EXAMPLES = "Skriv den utan webbplatsens namn, till exempel kalix/rutin eller kalix/pdf/rutin.pdf."


def read_address(text: str) -> str:
    """Return an address as the ledger keeps it, without slashes around it.

    Raise a fault for what is no address.
    """
    address = text.strip("/")
    if len(address) > _LONGEST or not (address == HOME or _ADDRESS.fullmatch(address)):
        raise fault("address", "det här är ingen adress på webbplatsen", _EXAMPLES)
    return address


Address = Annotated[
    str,
    *scalar(
        read_address,
        "en adress på webbplatsen, till exempel kalix/rutin eller kalix/pdf/rutin.pdf",
        rf"^/?({_NAME}(/{_NAME})*(/pdf/{_NAME}\.pdf)?)?/?$".replace("?:", ""),
    ),
]
"""A page or a sheet of the site, from its root."""


class Publication(Entry):
    """Pages and sheets that some binders had not published before.

    Each binder's first page is published with the binder. The id is the day.
    """

    binders: list[Address] = required("pärmar", "Pärmarnas adresser, till exempel kalix.")
    pages: list[Address] = optional("sidor", "Sidorna som var och en av dem fick, till exempel rutin.", list)
    sheets: list[Slug] = optional("blad", "Bladen och paketen som de fick, till exempel grona-kortet.", list)

    @property
    def addresses(self) -> dict[str, tuple[str, str]]:
        """Every address that was published, with its binder and its path there."""
        return locate_all(self.binders, self.pages, self.sheets)


class Addresses(Record):
    """The ledger (``addresses.yaml``).

    A data folder without the file has published nothing.
    """

    published: list[Publication] = optional(
        "publicerat",
        "Det som har publicerats, sedan vilken dag. Skrivs av parmen build --publish. Ta aldrig bort en rad.",
        list,
    )
    moved: dict[Address, Address] = optional(
        "flyttat",
        "Vänster: adressen som den var. Höger: adressen som den är nu. En pärm flyttar med allt som finns i "
        "den.",
        dict,
    )


NOTHING_PUBLISHED = Addresses.model_construct(state=None, published=[], moved={})
"""The ledger of a data folder that has none."""


def sheet_path(name: str) -> str:
    """Return where a sheet or packet lies below its binder."""
    return f"pdf/{name}.pdf"


def is_sheet(address: str) -> bool:
    """Return whether an address is a sheet's or a packet's, and not a page's."""
    return address.endswith(".pdf")


def is_file(address: str) -> bool:
    """Return whether an address is a file's, and not a page's.

    A sheet is one, and so is a calendar.
    """
    return "." in address.rpartition("/")[2]


def locate_all(
    binders: Iterable[str], pages: Iterable[str], sheets: Iterable[str]
) -> dict[str, tuple[str, str]]:
    """Return the addresses of some pages and sheets in each of some binders.

    Beside each stand its binder and its path there.
    """
    paths = ("", *pages, *map(sheet_path, sheets))
    return {join_address(binder, path): (binder, path) for binder in binders for path in paths}


def join_address(binder: str, path: str) -> str:
    """Return the address of what lies at a path below a binder."""
    return "/".join(filter(None, (binder, path)))
