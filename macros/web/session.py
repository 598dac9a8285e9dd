"""The state of one run of MkDocs, shared by its hooks.

A build stops at the first reading that has problems. A preview goes on with the last shelf that had none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from mkdocs.structure.nav import Navigation

from macros.problems import DataError, Problem
from macros.records.whole_shelf import Shelf
from macros.web.binder_page import ConvertedPage
from macros.web.markdown_bypass import Drawings

Shard = Literal["", "shared", "binders"]


@dataclass(slots=True)
class Session:
    """The command, the shelf, the latest problems, and what pages share."""

    serving: bool = False
    shelf: Shelf | None = None
    checked_shelf: Shelf | None = None
    """A shelf that a command has read and checked already, to be used instead of reading the data."""
    shard: Shard = ""
    """Which pages this run makes: all, only the shared ones, or only the municipalities'."""
    problems: list[Problem] = field(default_factory=list)
    navigations: dict[str, Navigation] = field(default_factory=dict)
    drawings: Drawings = field(default_factory=Drawings)
    pencils: bool = False
    """Whether each record has a link to the form that changes it: in a preview."""
    paths: dict[str, dict[int, str]] = field(default_factory=dict)
    """The path of each record of a binder, by Python's ``id`` of the record; for pencils."""
    converted: dict[str, ConvertedPage] = field(default_factory=dict)
    """Converted pages by their Markdown, whichever municipality's they are."""

    def read(self, load: Callable[[], Shelf]) -> None:
        """Load the shelf.

        Raise DataError for problems in a build. A preview stores the problems instead, and keeps the last
        shelf that had none.
        """
        try:
            self.shelf = self.checked_shelf or load()
            self.problems = []
            self.paths.clear()
            self.converted.clear()  # a preview that runs for days keeps no page of an older shelf
        except DataError as error:
            if not self.serving:
                raise
            self.problems = error.problems

    @property
    def loaded_shelf(self) -> Shelf:
        """The shelf, once one has been read.

        Raise LookupError before that.
        """
        if self.shelf is None:
            raise LookupError("no shelf has been read yet")
        return self.shelf


SESSION = Session()
"""The one session of a process: MkDocs runs once in it, and its hooks share this."""
