"""Links that lead nowhere are found: on the pages, to anchors, to sheets, and to other sites."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from macros.files import write_file
from macros.web.external import find_unreachable, hosts_in
from macros.web.links import Links
from tests.edits import lay_over

HOME = "https://parmen.invalid/"


PAGE = "kalix/rutin/index.html"


def dead(folder: Path, html: str, home: str = HOME) -> list[str]:
    """Return the dead links of a page that stands beside another with an anchor, a script and a sheet."""
    files = {
        "index.html": "<h1 id='topp'>Start</h1>",
        PAGE: html,
        "kalix/pdf/rutin.pdf": "",
        "assets/å.js": "",
    }
    lay_over(folder, files)
    return [address for place, address in Links(folder, home).find_dead() if place == PAGE]


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
    ("tag", "address"),
    [
        *(
            (f'<a title="x" href="{address}">x</a>', address)
            for address in (
                "../checklista/",
                "../../#botten",
                "#saknas",
                "/kalix/",
                "../../../utanfor/",
                "../../../kalix/rutin/",
                "../pdf/checklista.pdf",
                f"{HOME}kalix/familj/",
                "javascript:alert(1)",
            )
        ),
        ('<object data="saknas/"></object>', "saknas/"),
        ('<form action="saknas/"></form>', "saknas/"),
        ('<video poster="saknas/"></video>', "saknas/"),
        ('<svg><use xlink:href="saknas/"/></svg>', "saknas/"),
        ('<a HREF="saknas/">x</a>', "saknas/"),
        ('<p style="background: url(saknas/)">x</p>', "saknas/"),
        ("<style>p { background: url('saknas/') }</style>", "saknas/"),
        ('<meta http-equiv="refresh" content="0; url=saknas/">', "saknas/"),
        (f'<meta property="og:image" content="{HOME}saknas/">', f"{HOME}saknas/"),
        ('<a href="HTTPS://Parmen.invalid:443/saknas/">x</a>', "HTTPS://Parmen.invalid:443/saknas/"),
    ],
)
def test_a_link_that_leads_nowhere_is_found(tag: str, address: str, tmp_path: Path) -> None:
    """A page, an anchor, a sheet or a script that is not there, whatever way its address is given."""
    assert [address] == dead(tmp_path, tag)


@pytest.mark.parametrize(
    ("address", "alive"), [("#här", True), ("#topp", False), ("kalix/pdf/rutin.pdf", True)]
)
def test_page_that_is_shown_anywhere_has_ids_of_its_own(address: str, alive: bool, tmp_path: Path) -> None:
    """Its other links begin at the site's root."""
    dead(tmp_path, "")
    (tmp_path / "404.html").write_text(f'<p id="här"><a href="{address}">x</a>', encoding="utf-8")

    assert ([] if alive else [("404.html", address)]) == Links(tmp_path, HOME).find_dead()


def test_every_picture_counts(tmp_path: Path) -> None:
    """Also those that a narrow screen gets."""
    html = '<img src="../../saknas.png" srcset="../../liten.png 1x, ../../stor.png 2x">'

    assert {"../../saknas.png", "../../liten.png", "../../stor.png"} == {*dead(tmp_path, html)}


def test_a_site_below_a_folder_has_its_own_root(tmp_path: Path) -> None:
    """Another site on the same host is not ours."""
    html = '<a href="/parm/">vi</a><a href="https://stad.invalid/annat/">de</a><a href="/annat/">fel</a>'

    assert ["/annat/"] == dead(tmp_path, html, "https://stad.invalid/parm/")


def test_style_sheets_and_papers_count(tmp_path: Path) -> None:
    """Seen from where they lie. What is put out of use counts as little as a mark within a drawing."""
    css = '@import "a.css"; p { background: url("../b.png") } q { fill: url(#c) } /* url(d.png) */'
    write_file(tmp_path / "assets" / "stil.css", css)
    paper = "kalix/pdf/rutin.pdf"
    papers = [(paper, f"{HOME}assets/stil.css"), (paper, f"{HOME}kalix/borta/")]

    assert {("assets/stil.css", "a.css"), ("assets/stil.css", "../b.png"), papers[1]} == {
        *Links(tmp_path, HOME, papers).find_dead()
    }


STATUS = {
    ("HEAD", "/finns"): 200,
    ("HEAD", "/flyttad"): 301,
    ("HEAD", "/utan-huvud"): 405,
    ("GET", "/utan-huvud"): 200,
    ("HEAD", "/sjukt-huvud"): 500,
    ("GET", "/sjukt-huvud"): 200,
    ("HEAD", "/borta"): 404,
    ("GET", "/borta"): 404,
}
"""What the server answers: it knows one page, one that has moved, and two that heads are denied."""


@pytest.fixture
def server() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Serve those on this machine. Yield the address and the list of what is asked."""
    requests: list[tuple[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            requests.append((self.command, self.path))
            self.send_response(STATUS[requests[-1]])
            self.send_header("Location", "/borta")
            self.end_headers()

        do_GET = do_HEAD = answer  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        Thread(target=http.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{http.server_port}", requests
        http.shutdown()


def test_addresses_elsewhere_are_tried_once(server: tuple[str, list[tuple[str, str]]]) -> None:
    """The head first, the page when heads are denied; a page that moved is there. No answer says so."""
    home, requests = server
    silent = "http://127.0.0.1:9/x"
    addresses = [silent, *{home + path for _, path in STATUS}]
    messages = find_unreachable(addresses, {home.removeprefix("http://"), "127.0.0.1:9"}, ("http",))

    assert {f"{home}/borta", silent} == {*messages}
    assert "servern svarar 404" == messages[f"{home}/borta"]
    assert messages[silent].startswith("inget svar")
    assert sorted(STATUS) == sorted(requests)


def test_only_hosts_of_the_data_are_asked_and_only_safely(server: tuple[str, list[tuple[str, str]]]) -> None:
    """A host that no file names is not asked; an address without https is told of."""
    home, requests = server

    assert {} == find_unreachable([f"{home}/borta"], {"1177.invalid"}, ("http",))
    assert {f"{home}/finns": "adressen börjar inte med https://"} == find_unreachable(
        [f"{home}/finns"], {home}
    )
    assert [] == requests
    assert {"www.1177.se", "127.0.0.1:80"} == hosts_in(
        [b"web: https://www.1177.se/x\n", b"(http://127.0.0.1:80)"]
    )
