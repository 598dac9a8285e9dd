"""Decide whether a PDF may lie in the archive.

It is named after what is in it, the program made it, and nothing in it runs. The file is not opened as a PDF.
Its dictionaries are searched as text; what is not written in the program's own way is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import PurePosixPath

from macros.checks.pdf_parts import OtherPdfError, list_texts
from macros.problems import Problem
from macros.records.control_xmp import read_properties
from macros.records.kept import ENDING, FOLDER

_ESCAPED = re.compile(rb"/[^\s/<>\[\](){}%]*#[0-9A-Fa-f]{2}")
_ACTIVE = re.compile(
    rb"/(?:JavaScript|JS|Launch|OpenAction|AA|EmbeddedFiles?|AcroForm|XFA|RichMedia|Rendition|Movie|Sound|GoToR|"
    rb"GoToE|SubmitForm|ImportData|Encrypt)(?=[\s/<>\[\](){}%]|$)"
)
"""What does something, holds another file or hides what is there. The archival copy has none of it."""

_ADVICE = (
    "Lägg tillbaka filen som den var, ur git. En sparad fil ändras aldrig: det som gäller nu sparas för sig, "
    "med  parmen archive"
)


def is_kept(place: PurePosixPath) -> bool:
    """Report whether a file lies where kept PDFs lie: ``data/archive/<municipality>``."""
    return place.parts[:2] == ("data", FOLDER) and len(place.parts) == 4 and place.suffix == ENDING


def find_kept_faults(content: bytes, file: str, place: PurePosixPath) -> Iterator[Problem]:
    """Yield why a PDF may not lie in the archive.

    ``file`` is its name in messages, ``place`` its path from the project's root.
    """
    if sha256(content).hexdigest() != place.stem:
        message = "den sparade filen har ändrats sedan den sparades, eller bytt namn"
        yield Problem(file, 1, 1, "kept-file", message, _ADVICE)
    elif not content.startswith(b"%PDF-1.") or not read_properties(content):
        message = "filen är inte gjord av  parmen archive"
        yield Problem(file, 1, 1, "kept-file", message, "Ta bort den.")
    elif not _is_still(content):
        message = "filen kan innehålla något som körs, eller en annan fil"
        yield Problem(file, 1, 1, "kept-file", message, "Ta bort den.")


def _is_still(content: bytes) -> bool:
    """Report whether a PDF is written in our way, and has nothing active in it."""
    try:
        return not any(_ESCAPED.search(text) or _ACTIVE.search(text) for text in list_texts(content))
    except OtherPdfError:
        return False
