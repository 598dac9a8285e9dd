"""What can go wrong on the way to paper."""

from __future__ import annotations


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
