"""Try the way out: build what ``parmen pages --write`` exports with other site generators.

``python -m tests.leaving`` takes the example, ``python -m tests.leaving data kalix`` one municipality of the real
binders. Zensical and ProperDocs are tried, whichever is installed (tests/README.md says how). Every page must be
there with its headings, links, anchors and words, as our own build has them; links that lead nowhere are listed.
By hand: the project installs neither.
"""

import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from macros.checks import load
from macros.records.whole_shelf import Shelf
from macros.web.links import Links
from macros.web.markdown_export import CONFIG, write_pages
from macros.web.site_build import build_pages
from tests.sites import ROOT, TODAY

GENERATORS = {"properdocs": ("build", "-f", CONFIG), "zensical": ("build", "-f", CONFIG)}
"""Each generator's command, which writes the folder ``site``."""
FRAME = (
    ".//*[@class='headerlink']",
    ".//nav[@class='trail' or @class='onward']",
    ".//div[starts-with(@class, 'tools')]",
    ".//p[@class='changed' or @class='printed']",
    ".//script | .//style",
)
"""What our frame puts into a page's text, and every generator between its lines."""


@dataclass(frozen=True, slots=True)
class Content:
    """A page's headings, addresses of links, anchors, and words, each with how often it is there."""

    headings: Counter[str]
    links: Counter[str]
    anchors: Counter[str]
    words: Counter[str]


def main(arguments: list[str]) -> int:
    """Build with each generator that is installed; return 1 where something is missing."""
    found = [name for name in GENERATORS if shutil.which(name)]
    if not found:
        print(f"None of {', '.join(GENERATORS)} is on the PATH. See tests/README.md.")
        return 2
    data, *slugs = arguments or ["tests/exempel"]
    shelf = load(ROOT / data, TODAY)
    if slugs:
        kept = {address: one for address, one in shelf.binders.items() if one.slug in slugs}
        shelf = replace(shelf, binders=kept)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        build_pages(work / "ours", shelf)
        return max(try_generator(name, shelf, work) for name in found)


def try_generator(name: str, shelf: Shelf, work: Path) -> int:
    """Export, build and compare; print what differs."""
    out = work / name
    pages = [path.relative_to(out / "docs").as_posix() for path in write_pages(shelf, out)]
    done = subprocess.run([name, *GENERATORS[name]], cwd=out, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stdout, done.stderr)
        return 1
    faults = [fault for page in pages for fault in compare(page, work / "ours", out / "site")]
    dead = {address for _, address in Links(out / "site", shelf.site.address).find_dead()}
    kinds = Counter(Path(address.partition("#")[0]).suffix or address for address in dead)
    print(f"{name}: {len(pages)} pages, {len(faults)} differ. Links that lead nowhere: {dict(kinds)}")
    print("".join(f"  {fault}\n" for fault in faults), end="")
    return int(faults != [])


def compare(page: str, ours: Path, theirs: Path) -> Iterator[str]:
    """Yield what a page of theirs lacks."""
    name = f"{page.removesuffix('.md')}.html"
    if not (theirs / name).is_file():
        yield f"{page}: not there"
        return
    before, after = read_content(ours / name), read_content(theirs / name)
    for what in ("headings", "links", "anchors", "words"):
        if missing := getattr(before, what) - getattr(after, what):
            yield f"{page}: {what} missing: {[*missing][:12]}"


def read_content(file: Path) -> Content:
    """Read the text of a page, without what stands around it."""
    document = etree.HTML(file.read_bytes(), etree.HTMLParser(encoding="utf-8", remove_comments=True))
    (content, *_) = document.xpath("//main//article | //div[@role='main'] | //main")
    for node in (node for way in FRAME for node in content.xpath(way)):
        tail = node.tail
        node.clear()
        node.tag, node.tail = "hr", tail
    for place in content.xpath(".//i[@class='soft']"):  # where a long word may break
        place.tag = "wbr"
    etree.strip_tags(content, "wbr")
    return Content(
        Counter(clean("".join(one.itertext())) for one in content.iter("h1", "h2", "h3", "h4", "h5", "h6")),
        Counter(one.get("href") for one in content.iter("a") if one.get("href")),
        Counter(one.get("id") for one in content.iter() if one.get("id") not in (None, "innehall")),
        Counter(clean(" ".join(content.itertext())).split()),
    )


def clean(text: str) -> str:
    """Return a text without places to break, and with ordinary spaces."""
    return " ".join(text.replace("\xad", "").replace("\u200b", "").split())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
