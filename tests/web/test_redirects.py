"""What has moved is found at its old address on any host, and the servers that can are told."""

import re
import shutil
from contextlib import chdir
from pathlib import Path

import pytest
from lxml import html

from macros.checks import load
from macros.web.headers import apache_config, nginx_config
from macros.web.links import Links
from macros.web.redirect_rules import static_redirects
from macros.web.redirects import copy_moved_files, draw_redirect, write_redirect_pages
from macros.web.root_files import write_root, write_root_of
from macros.web.shards import build_shards, make_plan
from macros.web.site_build import replace_folders, replace_site
from macros.web.site_fingerprints import fingerprints
from tests.conftest import TODAY
from tests.small import SLUG, write_small

SITE = "https://parmen.example/a/"
MOVED = {"norrby/gammal": "norrby/rutin", "norrby/pdf/gammal.pdf": "norrby/pdf/rutin.pdf", "gamlaby": ""}
LEDGER = """\
published:
  - {id: 2026-11-01, binders: [litenby, gamlaby], pages: [hjalp], sheets: [hjalp]}
moved:
  gamlaby: litenby
  litenby/hjalp: litenby/rutin
  litenby/pdf/hjalp.pdf: litenby/pdf/rutin.pdf
"""


@pytest.mark.parametrize(
    ("old", "new", "link", "canonical"),
    [
        ("norrby/gammal", "norrby/rutin", "../rutin/", f"{SITE}norrby/rutin/"),
        ("norrby/familj/fi", "norrby", "../../", f"{SITE}norrby/"),
        ("gamlaby", "", "../", SITE),
        ("gamlaby/rutin", "nyby/skola/rutin", "../../nyby/skola/rutin/", f"{SITE}nyby/skola/rutin/"),
    ],
)
def test_the_old_page_leads_to_the_new_one(old: str, new: str, link: str, canonical: str) -> None:
    """At once, by a link that is seen, and for search engines; in Swedish, and without a script."""
    page = html.document_fromstring(draw_redirect(old, new, SITE))

    assert ("sv", "Sidan har flyttat") == (page.get("lang"), page.findtext(".//h1"))
    assert [f"0; url={link}"] == page.xpath("//meta[@http-equiv='refresh']/@content")
    assert [link] == page.xpath("//main//a/@href")
    assert [canonical] == page.xpath("//link[@rel='canonical']/@href")
    assert ["noindex"] == page.xpath("//meta[@name='robots']/@content")
    assert [] == page.xpath("//script | //style | //*[@style]")


def test_a_moved_sheet_is_copied_from_where_it_was_made(tmp_path: Path) -> None:
    """From the new folders, or from the old site where its municipality was not built again."""
    new, old = tmp_path / "new", tmp_path / "old"
    for folder, text in ((new, "new"), (old, "old")):
        (folder / "norrby/pdf").mkdir(parents=True)
        (folder / "norrby/pdf/rutin.pdf").write_text(text, encoding="utf-8")
    (new / "norrby/pdf/rutin.pdf").rename(new / "norrby/pdf/flode.pdf")

    copy_moved_files(
        new, old, {"gamlaby/pdf/a.pdf": "norrby/pdf/rutin.pdf", "norrby/pdf/b.pdf": "norrby/pdf/flode.pdf"}
    )

    assert "old" == (new / "gamlaby/pdf/a.pdf").read_text(encoding="utf-8")
    assert "new" == (new / "norrby/pdf/b.pdf").read_text(encoding="utf-8")


def test_servers_that_can_answer_with_the_new_address() -> None:
    """Each in its own words, from the host's root, pages with and without a slash, and sheets too."""
    static = static_redirects("/a/", MOVED).splitlines()[1:]
    apache = re.findall(r'RedirectMatch 301 "(.*)" "(.*)"', apache_config(SITE, MOVED))
    nginx = dict(re.findall(r"location = (\S+) { return 301 (\S+); }", nginx_config(SITE, MOVED)))

    assert "/a/norrby/gammal/ /a/norrby/rutin/ 301" == static[0]
    assert ["/a/norrby/pdf/rutin.pdf", "/a/"] == [row.split()[1] for row in static[1:]]
    for path, target in (
        ("/a/norrby/gammal", "/a/norrby/rutin/"),
        ("/a/norrby/gammal/", "/a/norrby/rutin/"),
        ("/a/norrby/pdf/gammal.pdf", "/a/norrby/pdf/rutin.pdf"),
        ("/a/gamlaby/", "/a/"),
    ):
        assert [target] == [new for pattern, new in apache if re.match(pattern, path)]
        assert target == nginx[path]
    assert [] == [new for pattern, new in apache if re.match(pattern, "/a/norrby/gammal/mer/")]


def test_nothing_is_told_where_nothing_has_moved(tmp_path: Path) -> None:
    """A file of redirects that are gone is removed, and no server has an empty block."""
    assert ("", False) == (static_redirects("/", {}), "mod_alias" in apache_config(SITE))
    site = load(write_small(tmp_path / "data"), TODAY).site
    write_root(tmp_path, site, MOVED)
    assert (tmp_path / "_redirects").is_file()

    write_root(tmp_path, site)

    assert not (tmp_path / "_redirects").exists()


def test_a_page_that_exists_is_never_covered(tmp_path: Path) -> None:
    """The check refuses such a line; whoever calls past it is stopped."""
    (tmp_path / "norrby/gammal").mkdir(parents=True)
    (tmp_path / "norrby/gammal/index.html").touch()

    with pytest.raises(AssertionError):
        write_redirect_pages(tmp_path, MOVED, SITE)


@pytest.mark.site
def test_old_addresses_are_built_with_the_folders_they_lie_in(tmp_path: Path) -> None:
    """Every link works, the sitemap leaves them out, and only what a move touches is built again."""
    with chdir(tmp_path):
        write_small(Path("data"), files={"addresses.yaml": LEDGER})
        site = Path("site")
        shelf = load(Path("data"), TODAY)
        plan = make_plan(shelf, site, fingerprints(shelf), incremental=False)
        with replace_site(site) as new:
            build_shards(plan, new)
            (new / SLUG / "pdf").mkdir()
            (new / SLUG / "pdf/rutin.pdf").write_bytes(b"%PDF")
            copy_moved_files(new, site, plan.redirects)
            write_root_of(new, shelf)
        pages = [
            site / "gamlaby/index.html",
            site / "gamlaby/hjalp/index.html",
            site / SLUG / "hjalp/index.html",
        ]
        dead = {
            where
            for where, address in Links(site, shelf.site.address).find_dead()
            if not address.endswith((".pdf", ".zip"))
        }

        assert (set(), True) == (dead, all(page.is_file() for page in pages))
        calendars = [(site / name / "kalender.ics").read_bytes() for name in ("gamlaby", SLUG)]
        assert calendars[0] == calendars[1] != b""
        assert b"%PDF" == (site / "gamlaby/pdf/hjalp.pdf").read_bytes()
        assert not re.search("hjalp|gamlaby", (site / "sitemap.xml").read_text(encoding="utf-8"))
        assert {} == make_plan(shelf, site, fingerprints(shelf)).fingerprints

        (Path("data") / "addresses.yaml").unlink()
        shelf = load(Path("data"), TODAY)
        plan = make_plan(shelf, site, fingerprints(shelf))
        assert {SLUG} == {*plan.fingerprints}
        with replace_folders(site, plan.keeps):
            shutil.rmtree(site / SLUG)  # stands for the folder that is made again
        assert not (site / "gamlaby").exists()
