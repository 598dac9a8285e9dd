"""Let the pages of ``mkdocs serve`` load anew by a script of ours.

MkDocs puts a script into each page, which the pages' policy refuses. It cannot be named by its hash, because
it holds a number of the moment.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

SCRIPT = "/_forhandsvisning/live_reload.js"
"""The script's address in a preview. No page of the site has such a name."""
_FILE = Path(__file__).with_name("live_reload.js")


def serve_script(application: WSGIApplication) -> WSGIApplication:
    """Return an application that answers with the script at its address."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ.get("PATH_INFO") != SCRIPT:
            return application(environ, start_response)
        start_response("200 OK", [("Content-Type", "text/javascript; charset=utf-8")])
        return [_FILE.read_bytes()]

    return answer
