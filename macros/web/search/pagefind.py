"""Pagefind as a service: one process that makes the index of one binder after the other.

Pagefind's own Python client waits a tenth of a second for each record. This one writes and reads at once.
"""

from __future__ import annotations

import base64
import gzip
import json
import os
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

import pagefind_bin

ENGINE = "pagefind.js"
"""What a browser runs. The same for all indexes."""
_NEEDED = ("pagefind-entry.json", "pagefind.", "wasm.sv.", "index/", "fragment/", ENGINE)
_BATCH = 50
"""So many records are sent before their answers are read: no pipe fills up."""


class IndexingError(Exception):
    """Pagefind could not make an index. Its own words."""


@dataclass(frozen=True, slots=True)
class Record:
    """What can be found: an address and its text."""

    address: str
    text: str


class Pagefind:
    """The running service."""

    def __enter__(self) -> Self:
        command = [str(pagefind_bin.get_executable()), "--service"]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.sent, self.rest = 0, b""
        return self

    def __exit__(self, *_: object) -> None:
        with self.process:
            self.process.terminate()

    def make(self, records: Iterable[Record]) -> tuple[dict[str, bytes], dict[str, str]]:
        """Index the records. Give the files by path, and each address's name in the index."""
        index = self._ask({"type": "NewIndex", "config": {}})["index_id"]
        waiting = [
            {"type": "AddRecord", "index_id": index, "url": record.address, "content": record.text,
             "language": "sv", "meta": {}}
            for record in records
        ]  # fmt: skip
        for start in range(0, len(waiting), _BATCH):
            self._ask_all(waiting[start : start + _BATCH])
        answer = self._ask({"type": "GetFiles", "index_id": index})
        self._ask({"type": "DeleteIndex", "index_id": index})
        files = {
            file["path"]: base64.b64decode(file["content"])
            for file in answer["files"]
            if file["path"].startswith(_NEEDED)
        }
        return files, _names(files)

    def _ask(self, payload: dict[str, Any]) -> dict[str, Any]:
        return self._ask_all([payload])[0]

    def _ask_all(self, payloads: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Send requests, and wait for as many answers. They come in any order."""
        assert self.process.stdin is not None
        for payload in payloads:
            self.sent += 1
            request = json.dumps({"message_id": self.sent, "payload": payload}).encode()
            self.process.stdin.write(base64.b64encode(request) + b",")
        self.process.stdin.flush()
        return [self._answer() for _ in payloads]

    def _answer(self) -> dict[str, Any]:
        """Read up to the next comma. What came after it waits for its turn."""
        assert self.process.stdout is not None
        while b"," not in self.rest:
            piece = os.read(self.process.stdout.fileno(), 1 << 20)
            if not piece:
                raise IndexingError("Pagefind slutade svara")
            self.rest += piece
        said, _, self.rest = self.rest.partition(b",")
        answer: dict[str, Any] = json.loads(base64.b64decode(said))["payload"]
        if answer["type"] == "Error":
            raise IndexingError(str(answer.get("message")))
        return answer


def _names(files: dict[str, bytes]) -> dict[str, str]:
    """Read from each fragment whose it is: a hit has its name alone until its text is fetched."""
    names = {}
    for path, content in files.items():
        if path.startswith("fragment/"):
            text = gzip.decompress(content).removeprefix(b"pagefind_dcd")
            names[json.loads(text)["url"]] = path.removeprefix("fragment/").partition(".")[0]
    return names
