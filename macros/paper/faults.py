"""What can go wrong on the way to paper."""

from __future__ import annotations

from typing import NamedTuple

from macros.problems import quote


class PaperError(Exception):
    """A document could not be made as it should. Names the document and every cause."""

    def __init__(self, document: str, causes: list[str]) -> None:
        """Keep the document's name (``kalix/rutin``) and the causes, each once."""
        self.document = document
        self.causes = list(dict.fromkeys(causes))
        super().__init__(document, self.causes)

    def __str__(self) -> str:
        """One line per cause, the document first."""
        lines = "".join(f"\n    {cause}" for cause in self.causes)
        return f"{self.document}: dokumentet kunde inte göras{lines}"


class Overfull(NamedTuple):
    """A place that its text does not fit in.

    ``paths`` are the paths in the binder, with a space between, of what is shown there; where they are not
    known, ``text`` is what there was no room for.
    """

    name: str
    paths: str = ""
    text: str = ""

    def __str__(self) -> str:
        """Return the message without the place in the data."""
        quoted = f": {quote(self.text)}" if self.text else ""
        return f"texten får inte plats på {self.name}{quoted}"


class TooLongError(PaperError):
    """Texts do not fit in their places. Whoever knows the binder can say where in the data they stand."""

    def __init__(self, document: str, places: list[Overfull]) -> None:
        """Keep the places that are full."""
        self.places = list(dict.fromkeys(places))
        super().__init__(document, [str(place) for place in self.places])
