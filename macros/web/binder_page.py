"""MkDocs pages made from plain data, with a cache for converted Markdown.

Components bypass Markdown (see ``markdown_bypass``), so the Markdown of a page is often the same in all
municipalities that share an agreement. It is converted once for each run.
"""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents

from macros.web.pages import Page


@dataclass(frozen=True, slots=True)
class ConvertedPage:
    """What MkDocs knows about a page once its Markdown has become HTML."""

    content: str
    toc: TableOfContents
    title: str | None
    anchors: set[str]


class BinderPage(MkDocsPage):
    """A page of a municipality, as MkDocs reads and converts it.

    ``converted`` is the cache of the run: the converted page by its Markdown.
    """

    def __init__(
        self, page: Page, file: File, config: MkDocsConfig, converted: dict[str, ConvertedPage]
    ) -> None:
        super().__init__(None, file, config)
        self._page = page
        self._converted = converted

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002
        """Set the Markdown and the front matter straight from the page's data.

        MkDocs would read them from a file; these pages have none.
        """
        self.markdown, self.meta = self._page.markdown, dict(self._page.meta)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Convert the Markdown, or reuse the cached result for the same Markdown.

        Markdown with links is never cached: MkDocs makes their addresses relative to the page.
        """
        markdown = self.markdown or ""
        cached = self._converted.get(markdown)
        if cached is None:
            super().render(config, files)
            if "](" not in markdown and self.content is not None:
                anchors = self.present_anchor_ids or set()
                self._converted[markdown] = ConvertedPage(
                    self.content, self.toc, self._title_from_render, anchors
                )
            return
        self.content, self.toc = cached.content, cached.toc
        self._title_from_render, self.present_anchor_ids = cached.title, cached.anchors
        self.links_to_anchors = {}
