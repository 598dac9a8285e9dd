"""Links that lead nowhere are found: on the pages, to anchors, to sheets, and to other sites."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from macros.web.external import find_unreachable, hosts_in
from macros.web.links import Links

HOME = "https://parmen.invalid/"


def site(folder: Path, pages: dict[str, str]) -> Path:
    """Write a small site."""
    for name, html in pages.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(html, encoding="utf-8")
    return folder


def dead(folder: Path, html: str, home: str = HOME) -> list[str]:
    """Give the dead links of a page that stands beside another with an anchor, a script and a sheet."""
    made = site(
        folder,
        {
            "index.html": "<h1 id='topp'>Start</h1>",
            "kalix/rutin/index.html": html,
            "kalix/pdf/rutin.pdf": "",
            "assets/å.js": "",
        },
    )
    return [address for where, address in Links(made, home).find_dead() if where == "kalix/rutin/index.html"]


@pytest.mark.parametrize(
    "tag",
    [
        '<a href="../../">start</a>',
        '<a href="../..">start</a>',
        '<a href="../../#topp">start</a>',
        "<a href='../../index.html#topp'>start</a>",
        "<a href=../../>start</a>",
        '<a href="/">start</a>',
        '<a href="https://parmen.invalid/#topp">start</a>',
        '<a href="../pdf/rutin.pdf#page=2">blad</a>',
        '<script src="../../assets/%C3%A5.js">var a = \'<a href="nowhere/">\';</script>',
        '<p id="h&amp;j"></p><a href="#h&amp;j" title="a > b">här</a>',
        '<a href="mailto:a@b.invalid">post</a><a href="tel:112">112</a><img src="data:image/png;base64,AA">',
        '<!-- <a href="nowhere/"> -->',
        '<a href="https://elsewhere.invalid/x">en annan</a>',
        '<a href="#top">den finns på varje sida</a>',
        '<p data-action="x" content="y" action="z">inga adresser</p>',
    ],
)
def test_a_link_that_leads_somewhere_is_left_alone(tag: str, tmp_path: Path) -> None:
    """Relative, absolute and with an anchor; what is no link is not read."""
    assert [] == dead(tmp_path, tag)


@pytest.mark.parametrize(
    "address",
    [
        "../checklista/",
        "../../#botten",
        "#saknas",
        "/kalix/",
        "../../../utanfor/",
        "../pdf/checklista.pdf",
        "https://parmen.invalid/kalix/familj/",
        "javascript:alert(1)",
    ],
)
def test_a_link_that_leads_nowhere_is_found(address: str, tmp_path: Path) -> None:
    """A page, an anchor, a sheet or a script that is not there."""
    assert [address] == dead(tmp_path, f'<a title="x" href="{address}">x</a>')


@pytest.mark.parametrize(
    "tag",
    [
        '<object data="saknas/"></object>',
        '<form action="saknas/"></form>',
        '<video poster="saknas/"></video>',
        '<svg><use xlink:href="saknas/"/></svg>',
        '<a HREF="saknas/">x</a>',
        '<p style="background: url(saknas/)">x</p>',
        "<style>p { background: url('saknas/') }</style>",
        '<meta http-equiv="refresh" content="0; url=saknas/">',
        '<meta property="og:image" content="https://parmen.invalid/saknas/">',
        '<a href="HTTPS://Parmen.invalid:443/saknas/">x</a>',
    ],
)
def test_whatever_way_an_address_is_given(tag: str, tmp_path: Path) -> None:
    """It is an address, and leads nowhere."""
    assert 1 == len(dead(tmp_path, tag))


def test_style_sheets_bring_in_what_is_there(tmp_path: Path) -> None:
    """Seen from where they lie. What is put out of use counts as little as a mark within a drawing."""
    css = '@import "a.css"; p { background: url("../b.png") } q { fill: url(#c) } /* url(d.png) */'
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "stil.css").write_text(css, encoding="utf-8")

    links = Links(tmp_path, "https://parmen.invalid/")

    assert [("assets/stil.css", "a.css"), ("assets/stil.css", "../b.png")] == links.find_dead()


def test_pictures_count(tmp_path: Path) -> None:
    """Also those that a narrow screen gets."""
    html = '<img src="../../saknas.png" srcset="../../liten.png 1x, ../../stor.png 2x">'

    assert {"../../saknas.png", "../../liten.png", "../../stor.png"} == {*dead(tmp_path, html)}


def test_a_site_below_a_folder_has_its_own_root(tmp_path: Path) -> None:
    """Another site on the same host is not ours."""
    html = '<a href="/parm/">vi</a><a href="https://stad.invalid/annat/">de</a><a href="/annat/">fel</a>'

    assert ["/annat/"] == dead(tmp_path, html, "https://stad.invalid/parm/")


def test_what_paper_links_to_counts(tmp_path: Path) -> None:
    """An address of ours on a sheet leads to a page of ours."""
    papers = [("kalix/pdf/rutin.pdf", f"{HOME}kalix/rutin/"), ("kalix/pdf/rutin.pdf", f"{HOME}kalix/borta/")]
    made = site(tmp_path, {"kalix/rutin/index.html": ""})

    assert papers[1:] == Links(made, HOME, papers).find_dead()


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine that knows one page, one that has moved, and one that heads are denied."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            asked.append(f"{self.command} {self.path}")
            denied = {"/utan-huvud": 405, "/sjukt-huvud": 500}.get(self.path) if self.command == "HEAD" else 0
            status = denied or {"/finns": 200, "/flyttad": 301, "/utan-huvud": 200, "/sjukt-huvud": 200}.get(
                self.path, 404
            )
            self.send_response(status)
            self.send_header("Location", "/borta")
            self.end_headers()

        do_GET = do_HEAD = answer  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=http.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{http.server_port}", asked
    http.shutdown()
    http.server_close()


def test_addresses_elsewhere_are_tried_once(server: tuple[str, list[str]]) -> None:
    """The head first, the page when heads are denied; a page that moved is there. No answer says so."""
    home, asked = server
    host = home.removeprefix("http://")
    addresses = [f"{home}/{name}" for name in ("finns", "flyttad", "utan-huvud", "sjukt-huvud", "borta")]
    silent = "http://127.0.0.1:9/x"
    said = find_unreachable([*addresses, silent], {host, "127.0.0.1:9"}, ("http",))

    assert {f"{home}/borta", silent} == {*said}
    assert "servern svarar 404" == said[f"{home}/borta"]
    assert said[silent].startswith("inget svar")
    assert {
        "HEAD /finns",
        "HEAD /flyttad",
        "HEAD /utan-huvud",
        "GET /utan-huvud",
        "HEAD /sjukt-huvud",
        "GET /sjukt-huvud",
        "HEAD /borta",
        "GET /borta",
    } == {*asked}


def test_only_hosts_of_the_data_are_asked_and_only_safely(server: tuple[str, list[str]]) -> None:
    """A host that no file names is not asked; an address without https is told of."""
    home, asked = server

    assert {} == find_unreachable([f"{home}/borta"], {"1177.invalid"}, ("http",))
    assert {f"{home}/finns": "adressen börjar inte med https://"} == find_unreachable(
        [f"{home}/finns"], {home}
    )
    assert [] == asked
    assert {"www.1177.se", "127.0.0.1:80"} == hosts_in(
        [b"web: https://www.1177.se/x\n", b"(http://127.0.0.1:80)"]
    )
