"""The way out: the exported folder holds all that the pages say, and nothing that only we can read.

``python -m tests.leaving`` builds it with other generators; here Python-Markdown alone, which they use.
"""

import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from lxml import etree
from markdown import markdown

from macros.records.whole_shelf import Shelf
from macros.web.links import Links
from macros.web.markdown_export import list_pages, write_pages
from tests.sites import make_once, shared_folder

OF_THE_SITE = {".csv", ".ics", ".json", ".pdf", ".rdf", ".xlsx", ".xml", ".zip"}
"""Files that are taken from the built site."""


def page_of(file: Path) -> etree._Element:
    """Return a page as another generator draws it: our settings, and no more."""
    text = file.read_text(encoding="utf-8").split("---\n", 2)[2]
    return etree.HTML(f"<main>{markdown(text, extensions=['attr_list'])}</main>")


@pytest.fixture
def exported(example: Shelf, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, exported."""
    folder = shared_folder(tmp_path_factory) / "exported"
    return make_once(folder, lambda unfinished: write_pages(example, unfinished))


def test_the_menu_has_every_page_in_reading_order(exported: Path, example: Shelf) -> None:
    """What is listed is what is written; a municipality is a part of the menu."""
    settings = yaml.safe_load((exported / "mkdocs.yml").read_text(encoding="utf-8"))
    *shared, norrby, soderby = settings["nav"]
    pages = [*shared, *norrby["Norrby"], *soderby["Söderby"]]

    assert list_pages(example) == pages
    assert {exported / "docs" / page for page in pages} == {*exported.rglob("*.md")}
    assert [] == [file for file in settings["extra_css"] if not (exported / "docs" / file).is_file()]
    assert "index.md" == pages[0]


def test_nothing_is_left_that_only_we_can_read(exported: Path) -> None:
    """No call of a component, no marker, no link of our frame. A blank line would end a block of HTML."""
    faults = []
    for file in exported.rglob("*.md"):
        _, front_matter, text = file.read_text(encoding="utf-8").split("---\n", 2)
        found = re.findall(r"\{\{|\{%|<!--drawn|[\ue000-\uf8ff]|headerlink", text)
        inner = [part for part in text.strip().split("\n\n") if not part.startswith(("#", "<"))]
        faults += [(file.name, fault) for fault in (found, inner) if fault]
        assert {"title"} == {*yaml.safe_load(front_matter)}

    assert [] == faults


def test_headings_are_markdown_with_their_anchors(exported: Path) -> None:
    """A state that was said at a heading still is."""
    lines = (exported / "docs/norrby/kontakter/index.md").read_text(encoding="utf-8").splitlines()

    assert "# Kontakter i Norrby { #sidan }" in lines
    (first,) = [line for line in lines if line.endswith("{ #ring-forst-hit }")]
    assert first.startswith('## Ring först hit <span class="state state-example"')


def test_every_link_between_the_pages_leads_somewhere(exported: Path, tmp_path: Path, example: Shelf) -> None:
    """From each page's own place. The catalogue of our components stays behind."""
    for file in exported.rglob("*.md"):
        place = tmp_path / file.relative_to(exported / "docs").with_suffix(".html")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(etree.tostring(page_of(file), encoding="utf-8", method="html"))
    for name in ("assets", "om/licenser.txt"):
        (tmp_path / name).symlink_to(exported / "docs" / name)
    links = Links(tmp_path, example.site.address)
    dead = {address.partition("#")[0] for _, address in links.find_dead()}

    assert len(links.all_links) > 500
    assert {"komponenter/"} == {address for address in dead if Path(address).suffix not in OF_THE_SITE}


def test_a_page_in_another_language_says_so(exported: Path) -> None:
    """Each part of it, for nothing stands around them."""
    page = page_of(exported / "docs/norrby/familj/ar/index.md")
    parts = page.xpath("//main/h1 | //main/h2 | //main/div")

    assert {("ar", "rtl")} == {(part.get("lang"), part.get("dir")) for part in parts}
    assert len(parts) > 4


def test_strange_names_stay_names(example: Shelf, tmp_path: Path) -> None:
    """Markdown's signs in data are no Markdown in a heading, and no HTML, template or front matter."""
    name = "*x* _y_ [z](https://x.example) `kod` # <b>x</b> {{ config }} --- { .y }"
    binder = example.binders["norrby"]
    town = binder.municipality.model_copy(update={"name": name})
    renamed = replace(example, binders={"norrby": binder.model_copy(update={"municipality": town})})
    write_pages(renamed, tmp_path)
    (heading,) = page_of(tmp_path / "docs/norrby/kontakter/index.md").iter("h1")

    assert f"Kontakter i {name}" == "".join(heading.itertext())
