"""Pagefind's program: it has the engine that a browser runs, and an indexer of its own."""

from __future__ import annotations

import base64
import json
import subprocess
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import pagefind_bin

SCRIPT, WASM = "pagefind.js", "wasm.unknown.pagefind"
"""The engine: what a page imports, and what that loads. The same for all indexes; it has no stemmer."""


class IndexingError(Exception):
    """Pagefind did not answer, or said that it could not. Its own words."""


@lru_cache(maxsize=1)
def engine() -> dict[str, bytes]:
    """Give the engine's files."""
    made = index([("", "a")])
    return {name: made[name] for name in (SCRIPT, WASM)}


def index(records: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    """Index records, an address and a text each, by Pagefind's own indexer. Give its files by path.

    It takes requests and gives answers as JSON in Base64, with commas between.
    """
    record: dict[str, Any] = {"type": "AddRecord", "index_id": 0, "language": "und", "meta": {}}
    asked: list[dict[str, Any]] = [
        {"type": "NewIndex", "config": {}},
        *({**record, "url": address, "content": text} for address, text in records),
    ]
    command = [str(pagefind_bin.get_executable()), "--service"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        service = _Service(process)
        for request in asked:
            service.ask(request)
        files = service.ask({"type": "GetFiles", "index_id": 0})["files"]
        process.terminate()
    return {file["path"]: base64.b64decode(file["content"]) for file in files}


class _Service:
    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.rest = b""

    def ask(self, payload: dict[str, Any]) -> dict[str, Any]:
        """Send a request and wait for its answer. Raise IndexingError."""
        assert self.process.stdin
        assert self.process.stdout
        request = json.dumps({"message_id": 1, "payload": payload}).encode()
        self.process.stdin.write(base64.b64encode(request) + b",")
        self.process.stdin.flush()
        while b"," not in self.rest:
            piece = self.process.stdout.read1(1 << 20)  # type: ignore[attr-defined]
            if not piece:
                raise IndexingError("Pagefind slutade svara")
            self.rest += piece
        said, _, self.rest = self.rest.partition(b",")
        answer: dict[str, Any] = json.loads(base64.b64decode(said))["payload"]
        if answer["type"] == "Error":
            raise IndexingError(str(answer.get("message")))
        return answer
