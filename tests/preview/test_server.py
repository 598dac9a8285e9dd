"""The preview starts itself again when the program has changed, and only if that can be loaded."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from socket import create_server, socket
from types import SimpleNamespace

import pytest

from macros.preview import server
from macros.preview.edit_pages import TOKEN
from macros.preview.server import Preview
from macros.preview.watched_files import Kind


@pytest.mark.parametrize(("status", "restarts"), [(0, True), (1, False)])
def test_a_program_that_cannot_be_loaded_does_not_end_the_preview(
    status: int, restarts: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is wrong with it stands in the terminal."""
    said: list[str] = []
    monkeypatch.setattr(
        server.subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=status, stderr="Fel")
    )
    preview = Preview(tmp_path, tmp_path, say=said.append)
    preview.follow({Kind.CODE, Kind.DATA})

    assert restarts == preview.restarts
    assert (not restarts) == said[0].endswith("Fel")


def test_a_preview_that_starts_again_keeps_its_token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A form that is open can be sent all the same, and the port is free for the next one."""
    started: list[tuple[str, list[str], str]] = []
    tokens: list[str] = []

    def change(preview: Preview, _: socket, on_ready: object) -> None:
        tokens.append(preview.application.forms.token)
        preview.restarts = True

    monkeypatch.setattr(Preview, "serve", change)
    monkeypatch.setattr(server.atexit, "register", lambda _: None)
    monkeypatch.setattr(
        os, "execv", lambda program, words: started.append((program, words, os.environ[TOKEN]))
    )
    monkeypatch.setenv(TOKEN, "from-before")
    listening = create_server(("127.0.0.1", 0))
    server.run(listening, tmp_path, "", lambda _: None)

    assert ["from-before"] == tokens
    assert [(sys.executable, [sys.executable, *sys.orig_argv[1:]], "from-before")] == started
    assert -1 == listening.fileno()
