"""Make the pages that describe the fields, one for each file of the data."""

from __future__ import annotations

from itertools import pairwise

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from macros.web.binder_page import BinderPage
from macros.web.field_reference import FOLDER, files_of_fields, group_files
from macros.web.pages import Page
from macros.web.session import SESSION

_LIST = f"{FOLDER}.md"
_PATTERN = """\
# Fält: {{{{ record.title }}}} {{ #{anchor} }}

{{{{ component("field_file", record) }}}}
"""


def add_field_pages(files: Files, config: MkDocsConfig) -> None:
    """Add a page for each file of the data: the list of them is a file in ``docs``."""
    for described in files_of_fields():
        meta = {
            "title": f"Fält: {described.title}",
            "render_macros": True,
            "explain": False,
            "key": described.anchor,
            "data": ["macros/records"],
            "pattern": "overrides/components/field_file.html",
            "above": ("Alla fält", f"{FOLDER}/"),
        }
        page = Page(f"{described.page}.md", _PATTERN.format(anchor=described.anchor), meta)
        file = File.generated(config, page.path, content=page.markdown)
        BinderPage(page, file, config, SESSION.converted)
        files.append(file)


def put_below_list(files: Files) -> None:
    """Put the pages of fields behind their list, without lines in its menu.

    Each leads to the one before and the next in the list's order.
    """
    above = files.get_file_from_path(_LIST)
    names = [f"{file.page}.md" for group in group_files() for file in group.files]
    found = [files.get_file_from_path(name) for name in names]
    pages = [file.page for file in (above, *found) if file is not None and file.page is not None]
    for before, page in pairwise(pages):
        page.parent, page.previous_page = pages[0].parent, before
        if before is not pages[0]:
            before.next_page = page
