"""The preview answers to its own name only: a page elsewhere cannot read it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from types import SimpleNamespace
from wsgiref.simple_server import WSGIServer

import pytest
from mkdocs.livereload import LiveReloadServer

from macros import hooks
from macros.web.live_reload import SCRIPT
from macros.web.preview_host import is_own_host
from macros.web.session import SESSION
from macros.web.virtual_pages import theme_globals


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """Serve a folder as ``mkdocs serve`` does, with our hook, and return the port."""
    (tmp_path / "index.html").write_text("<p>Sidan</p>", encoding="utf-8")
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path))
    config = SimpleNamespace(dev_addr=SimpleNamespace(host="127.0.0.1"))
    hooks.on_serve(server, config=config, builder=lambda: None)  # type: ignore[arg-type]
    server.server_bind()
    server.server_activate()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server.server_port
    WSGIServer.shutdown(server)
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("host", "status"),
    [("127.0.0.1:{}", 200), ("localhost:{}", 200), ("x.example:{}", 403), ("127.0.0.1.x.example", 403)],
)
@pytest.mark.parametrize("path", ["/", "/livereload/0/1", SCRIPT])
def test_the_preview_refuses_other_names(port: int, host: str, path: str, status: int) -> None:
    """Over the wire, for pages and for the waiting call alike."""
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    connection.putrequest("GET", path, skip_host=True)
    connection.putheader("Host", host.format(port))
    connection.endheaders()
    response = connection.getresponse()
    body = response.read().decode()
    connection.close()

    assert status == response.status
    assert (status == 403) == ("Förhandsvisningen" in body)


def test_only_a_preview_has_the_script_that_loads_its_pages_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """No page that is published asks for it."""
    monkeypatch.setattr(SESSION, "shelf", None)
    asked = []
    for serving in (True, False):
        monkeypatch.setattr(SESSION, "serving", serving)
        asked.append(theme_globals()["live_reload"])

    assert [SCRIPT, ""] == asked


@pytest.mark.parametrize(
    ("header", "address", "own"),
    [
        ("localhost", "127.0.0.1", True),
        ("LOCALHOST:8000", "127.0.0.1", True),
        ("127.0.0.1:8001", "127.0.0.1", True),
        ("[::1]:8000", "127.0.0.1", True),
        ("min-dator:8000", "min-dator", True),
        ("192.168.1.5:8000", "0.0.0.0", True),
        ("[fe80::1]:8000", "::", True),
        ("192.168.1.5:8000", "127.0.0.1", False),
        ("min-dator:8000", "0.0.0.0", False),
        ("", "127.0.0.1", False),
        ("x.example", "127.0.0.1", False),
        ("localhost.x.example", "127.0.0.1", False),
        ("localhost@x.example", "127.0.0.1", False),
        ("localhost, x.example", "127.0.0.1", False),
        ("localhost:80:80", "127.0.0.1", False),
        ("localhost:x", "127.0.0.1", False),
        ("127.0.0.1 x.example", "127.0.0.1", False),
        ("2130706433", "127.0.0.1", False),
    ],
)
def test_a_host_is_this_machines_or_the_chosen_one(header: str, address: str, own: bool) -> None:
    """A server on every address is asked for by numbers, which nobody can make lead elsewhere."""
    assert own == is_own_host(header, address)
