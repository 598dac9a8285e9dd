"""A municipality's page as MkDocs reads and converts it: from our plain data, and no Markdown twice.

What components draw passes Markdown by (see ``drawn``), so the Markdown of a page is often the same in all
municipalities that share an agreement.
"""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents

from macros.web.pages import Page


@dataclass(frozen=True, slots=True)
class Converted:
    """What MkDocs knows of a page once its Markdown is HTML."""

    content: str
    toc: TableOfContents
    title: str | None
    anchors: set[str]


class BinderPage(MkDocsPage):
    """A page of a municipality. ``known`` holds what has been converted in this run, by its Markdown."""

    def __init__(self, made: Page, file: File, config: MkDocsConfig, known: dict[str, Converted]) -> None:
        """Stand in the file's place."""
        super().__init__(None, file, config)
        self._made = made
        self._known = known

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002
        """Take the Markdown and the front matter as they are: nothing is written out and read again."""
        self.markdown, self.meta = self._made.markdown, dict(self._made.meta)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Convert the Markdown, or take what the same Markdown gave before. A link is of its own page."""
        markdown = self.markdown or ""
        known = self._known.get(markdown)
        if known is None:
            super().render(config, files)
            if "](" not in markdown and self.content is not None:
                anchors = self.present_anchor_ids or set()
                self._known[markdown] = Converted(self.content, self.toc, self._title_from_render, anchors)
            return
        self.content, self.toc = known.content, known.toc
        self._title_from_render, self.present_anchor_ids = known.title, known.anchors
        self.links_to_anchors = {}
