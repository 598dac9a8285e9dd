"""``parmen serve``: which data it shows, and how it ends."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from socket import create_server, socket

import pytest
from mkdocs.config import load_config

from macros.checks import load
from macros.web.session import SESSION
from macros.web.virtual_pages import configure
from tests.conftest import EXAMPLE, run_parmen
from tests.sites import ROOT


@pytest.fixture
def port() -> int:
    """A port that nobody listens on."""
    with create_server(("127.0.0.1", 0)) as listening:
        number: int = listening.getsockname()[1]
    return number


def test_serve_shows_the_data_folder_it_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, port: int
) -> None:
    """From a working folder that is not the project's, and on this machine only."""
    served: list[tuple[str, Path]] = []

    def note(listening: socket, data: Path, *_: object) -> None:
        served.append((listening.getsockname()[0], data))
        listening.close()

    monkeypatch.setattr("macros.preview.server.run", note)
    monkeypatch.chdir(tmp_path)
    run_parmen("serve", "--data", str(EXAMPLE), "--port", str(port))
    missing = run_parmen("serve", "--data", "nowhere", "--port", str(port))

    assert [("127.0.0.1", EXAMPLE)] == served
    assert (1, True) == (missing.exit_code, "Mappen nowhere finns inte" in missing.output)


def test_ctrl_c_ends_the_preview_at_once_though_a_stream_is_open(port: int, tmp_path: Path) -> None:
    """Without a traceback, and nothing of it is left."""
    command = [sys.executable, "-m", "macros", "serve", "--data", str(EXAMPLE), "--port", str(port)]
    surroundings = {"TMPDIR": str(tmp_path), "PATH": "/nowhere", "PARMEN_CACHE": str(tmp_path / "cache")}
    with subprocess.Popen(
        command, cwd=ROOT, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as running:
        assert running.stdout is not None
        lines = [running.stdout.readline(), running.stdout.readline()]
        with socket() as browser:
            browser.connect(("127.0.0.1", port))
            browser.sendall(b"GET /_forhandsvisning/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            first = browser.recv(12)
            running.send_signal(signal.SIGINT)
            rest = running.communicate(timeout=20)[0]

    assert b"HTTP/1.1 200" == first
    assert ("Sidorna görs", f"Klart. Öppna http://127.0.0.1:{port}/") == (lines[0][:12], lines[1][:36])
    assert ("", 0) == (rest, running.returncode)
    assert [] == list(tmp_path.glob("parmen-serve-*"))


def test_plain_mkdocs_watches_its_data(monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder that mkdocs.yml names is read again too."""
    monkeypatch.setattr(SESSION, "shelf", None)
    config = configure(load_config(str(ROOT / "mkdocs.yml"), extra={"data": str(EXAMPLE)}), load)

    assert str(EXAMPLE) in config.watch
    assert {"norrby", "soderby"} == SESSION.loaded_shelf.binders.keys()
