"""A municipality's page as MkDocs reads and converts it: from our plain data, and no Markdown twice.

Components bypass Markdown (see ``markdown_bypass``), so the Markdown of a page is often the same in all
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
    """What MkDocs knows about a page when its Markdown has become HTML."""

    content: str
    toc: TableOfContents
    title: str | None
    anchors: set[str]


class BinderPage(MkDocsPage):
    """A page of a municipality. ``converted`` is the cache of the run, by Markdown."""

    def __init__(self, page: Page, file: File, config: MkDocsConfig, converted: dict[str, Converted]) -> None:
        super().__init__(None, file, config)
        self._page = page
        self._converted = converted

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002
        """Take the Markdown and the front matter as they are: nothing is written out and read again."""
        self.markdown, self.meta = self._page.markdown, dict(self._page.meta)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Convert the Markdown, or take it from the cache. Markdown with links is different on each page."""
        markdown = self.markdown or ""
        cached = self._converted.get(markdown)
        if cached is None:
            super().render(config, files)
            if "](" not in markdown and self.content is not None:
                anchors = self.present_anchor_ids or set()
                self._converted[markdown] = Converted(
                    self.content, self.toc, self._title_from_render, anchors
                )
            return
        self.content, self.toc = cached.content, cached.toc
        self._title_from_render, self.present_anchor_ids = cached.title, cached.anchors
        self.links_to_anchors = {}
