"""Errors of documents that cannot be made."""

from __future__ import annotations

from typing import NamedTuple

from macros.problems import quote


class PaperError(Exception):
    """Raised when a document cannot be made; names the document and all causes.

    The causes are in Swedish, for the one who builds.
    """

    def __init__(self, document: str, causes: list[str]) -> None:
        """Keep the document's name (``kalix/rutin``) and the causes, each once."""
        self.document = document
        self.causes = list(dict.fromkeys(causes))
        super().__init__(document, self.causes)

    def __str__(self) -> str:
        """Return the message: the document, then one line per cause."""
        lines = "".join(f"\n    {cause}" for cause in self.causes)
        return f"{self.document}: dokumentet kunde inte göras{lines}"


class StoreLostError(OSError):
    """Raised when the store that machines share does not answer; says why in Swedish."""


class ClusterError(Exception):
    """Raised when a cluster cannot make the sheets; says why in Swedish."""


class Overfull(NamedTuple):
    """A place on a sheet that its text does not fit in.

    ``name`` is what editors call the place. ``paths`` are the paths in the binder of what is shown there,
    separated by spaces; where they are not known, ``text`` is what there was no room for.
    """

    name: str
    paths: str = ""
    text: str = ""

    def __str__(self) -> str:
        """Return the message without the text's place in the data."""
        quoted = f": {quote(self.text)}" if self.text else ""
        return f"texten får inte plats på {self.name}{quoted}"


class TooLongError(PaperError):
    """Raised when texts do not fit in their places on a sheet.

    It knows the places on the sheet, not the texts' places in the data: ``text_places`` adds those.
    """

    def __init__(self, document: str, places: list[Overfull]) -> None:
        """Keep the places that are full, each once."""
        self.places = list(dict.fromkeys(places))
        super().__init__(document, [str(place) for place in self.places])
