"""What servers are told to say with each page, and the other files at the site's root."""

import re
from datetime import datetime
from pathlib import Path

import pytest

from macros.checks import load
from macros.records.whole_shelf import Shelf
from macros.web.headers import (
    FONTS,
    PAGES,
    TYPES,
    apache_config,
    base_path,
    headers,
    nginx_config,
    static_headers,
)
from macros.web.offline.saved_files import LIST
from macros.web.policy import policy
from macros.web.root_files import KEPT, write_root
from macros.web.security import PLACE, security_txt
from tests.checks.ready import make_ready
from tests.conftest import TODAY, Copy, run_parmen

ROOT_SITE = "https://parmen.example/"
IN_A_FOLDER = "https://kommunen.example/a/parmen/"


@pytest.fixture
def ready(example_copy: Copy) -> Shelf:
    """The example, ready to be published."""
    return load(make_ready(example_copy()), TODAY)


def test_the_table_holds_what_it_must() -> None:
    """The pages' own policy with what only a header can say; no reader is told on; nothing is guessed."""
    table = headers(ROOT_SITE)

    assert {
        "Content-Security-Policy": f"{policy()}; frame-ancestors 'none'",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }.items() <= table.items()
    assert {"camera=()", "geolocation=()", "microphone=()"} <= set(table["Permissions-Policy"].split(", "))
    assert "clipboard-write" not in table["Permissions-Policy"]
    assert [] == [value for value in table.values() if '"' in value or "\n" in value]


@pytest.mark.parametrize(
    ("address", "path", "bound"),
    [
        (ROOT_SITE, "/", True),
        ("https://x.example", "/", True),
        ("http://parmen.example/", "/", False),
        (IN_A_FOLDER, "/a/parmen/", False),
        ("https://x.example/p", "/p/", False),
    ],
)
def test_only_a_whole_host_is_bound_to_encryption(address: str, path: str, bound: bool) -> None:
    """A folder on somebody else's host decides nothing for it, nor a site that comes unencrypted."""
    assert (path, bound) == (base_path(address), "Strict-Transport-Security" in headers(address))


@pytest.mark.parametrize("address", [ROOT_SITE, IN_A_FOLDER])
def test_every_server_says_the_same(address: str) -> None:
    """Each header of the table once for the pages, in each one's own way; the fonts' and other types' beside them."""
    for name, value in headers(address).items():
        assert (1, 1, 6) == (
            static_headers(address).count(f"\n  {name}: {value}\n"),
            apache_config(address).count(f'\n  Header always set {name} "{value}"\n'),
            nginx_config(address).count(f'    add_header {name} "{value}" always;\n'),
        )
    for name, value in FONTS.items():
        assert f"\n{base_path(address)}assets/fonts/*\n  {name}: {value}\n" in static_headers(address)
        assert f'Header set {name} "{value}"' in apache_config(address)
        assert f'add_header {name} "{value}";' in nginx_config(address)
    assert (1, 5, 0) == tuple(
        text.count(PAGES["Cache-Control"])
        for text in (apache_config(address), nginx_config(address), static_headers(address))
    )
    for ending, kind in TYPES.items():
        assert f"AddType {kind} .{ending}" in apache_config(address)
        assert f"location ~ ^{base_path(address)}.*\\.{ending}$ {{" in nginx_config(address)
    assert f"ErrorDocument 404 {base_path(address)}404.html" in apache_config(address)
    assert f"error_page 404 {base_path(address)}404.html;" in nginx_config(address)


@pytest.mark.parametrize(
    "path",
    [
        "a;}evil{",
        'a"b',
        "a'b",
        "a\\b",
        "a b",
        "a\nb",
        "a\r\nX-Evil: 1",
        "a$uri",
        "a#b",
        "a`b",
        "ä/ö",
        "a<b>",
        "a\0b",
    ],
)
def test_no_address_breaks_a_servers_settings(path: str) -> None:
    """The reader of data refuses it; whoever calls past it gets it quoted."""
    start = base_path(f"https://x.example/{path}/")

    assert re.fullmatch(r"[A-Za-z0-9._~%/-]+", start)
    for config in (nginx_config, apache_config, static_headers):
        strange, plain = config(f"https://x.example/{path}/"), config("https://x.example/p/")
        assert strange == plain.replace("/p/", start)


def test_no_block_is_left_open() -> None:
    """Neither nginx' nor Apache's."""
    text = apache_config(ROOT_SITE)

    assert nginx_config(ROOT_SITE).count("{") == nginx_config(ROOT_SITE).count("}") == 12
    opened: list[str] = []
    for closes, name in re.findall(r"<(/?)(\w+)[ >]", text):
        assert not closes or opened.pop() == name
        opened += [] if closes else [name]
    assert [] == opened


@pytest.mark.parametrize("server", ["nginx", "apache", "static"])
def test_the_command_prints_them(server: str) -> None:
    """For the address that the data names."""
    done = run_parmen("headers", "--data", "tests/exempel", server)

    assert (0, True) == (done.exit_code, done.output.startswith("# Made"))
    assert policy() in done.output


def test_a_draft_has_no_security_txt(example: Shelf, ready: Shelf, tmp_path: Path) -> None:
    """Nor one that was published and is not any more; the headers are there all the same."""
    site = tmp_path / "site"
    site.mkdir()
    write_root(site, ready.site)
    assert (site / PLACE).is_file()
    assert {path.name for path in site.iterdir()} == KEPT - {"_redirects", LIST}

    write_root(site, example.site)

    assert {"sitemap.xml", "robots.txt", "_headers", ".htaccess"} == {path.name for path in site.iterdir()}


def test_security_txt_is_as_the_standard_asks(ready: Shelf) -> None:
    """RFC 9116: whom to tell, until when within a year, in which languages, and its own address."""
    fields = dict(line.split(": ", 1) for line in security_txt(ready.site).splitlines())
    expires = datetime.fromisoformat(fields["Expires"].replace("Z", "+00:00")).date()

    assert {
        "Contact": "mailto:sakerhet@exempelparmen.invalid",
        "Expires": fields["Expires"],
        "Preferred-Languages": "sv, en",
        "Canonical": "https://exempelparmen.invalid/.well-known/security.txt",
    } == fields
    assert 0 < (expires - TODAY).days <= 366
