"""The preview's answers: pages as they are now, sheets made when asked for."""

from __future__ import annotations

import mimetypes
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from macros.build_inputs import program_fingerprint
from macros.paper.faults import PaperError
from macros.preview.current_site import CurrentSite, FoundFile, FoundSheet
from macros.preview.edit_pages import EditPages
from macros.preview.guard import Guard
from macros.preview.hand_over_page import HAND_OVER, HandOverPage
from macros.preview.press import Press
from macros.preview.shown_page import (
    OWN,
    draw_bar,
    draw_message,
    draw_page,
    finish_page,
    is_own_page,
    list_problems,
)
from macros.preview.tabs import Tabs
from macros.project import TEMPLATES
from macros.web.pencils import CAME_FROM, EDIT, has_pencils, name_pencils, without_pencils

_ASSETS = Path(__file__).with_name("assets")
_NAMES = ("reload.js", "reload_worker.js", "choices.js", "preview.css", "pencils.css")
_OWN_FILES = {
    **{name: _ASSETS / name for name in _NAMES},
    "edit.css": TEMPLATES / "editing" / "edit.css",
}
_SWITCHES = {"andra": "1", "las": "0"}
"""The addresses that turn pencils on and off, and what the cookie then holds."""
_COOKIE = "parmen_andra"
_ENDINGS = {
    ".js": "text/javascript",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".xml": "application/atom+xml",
}
_NOTHING = "Uppgifterna går inte att läsa än"
_GONE = "Sidan finns inte"
_HTML = "text/html"


class Application:
    """Answers requests for the site as it is now."""

    def __init__(self, site: CurrentSite, tabs: Tabs, press: Press, edits: bool = False) -> None:
        """Answer with this site, tell these tabs, and print with this press.

        ``edits`` says whether pages have pencils until somebody turns them off.
        """
        self.site = site
        self.edits = edits
        self.forms = EditPages(site)
        self.hand_over = HandOverPage(site.readings.data, self.forms)
        self.tabs = tabs
        self.press = press

    def make(self) -> ASGIApp:
        """Return the application for a server."""
        routes = [
            Route(f"{OWN}events", self._stream),
            Route(f"{OWN}{{name}}", self._own_file),
            Route(f"{EDIT}{{address:path}}", self.forms.answer, methods=["GET", "POST"]),
            Route(HAND_OVER, self.hand_over.answer, methods=["GET", "POST"]),
            Route("/{path:path}", self._show),
        ]
        handlers = {HTTPException: _explain_status, Exception: _explain_error}
        return Guard(Starlette(routes=routes, exception_handlers=handlers))

    async def _stream(self, _: Request) -> Response:
        return self.tabs.open()

    async def _own_file(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name in _SWITCHES:
            return _turn_pencils(request.query_params.get("sida", "/"), _SWITCHES[name])
        if name not in _OWN_FILES:
            raise HTTPException(404)
        return _send_file(_OWN_FILES[name])

    async def _show(self, request: Request) -> Response:
        """Answer with a page, a file or a sheet; any builds are made in a thread."""
        edits = request.cookies.get(_COOKIE, str(int(self.edits))) == "1"
        return await run_in_threadpool(self._answer, request.url.path, edits)

    def _answer(self, path: str, edits: bool) -> Response:
        self.site.look_at(path)
        if self.site.readings.shelf is None:
            return self._show_faults()
        found = self.site.find(path)
        if isinstance(found, FoundSheet):
            return self._print(found)
        if isinstance(found, str):
            return _send_html(draw_message("Sidan går inte att göra", *found.splitlines()), 503)
        if found is None:
            return self._show_not_found(path, edits)
        if found.file.suffix != ".html":
            return _send_file(found.file)
        if found.file.name == "index.html" and not path.endswith(("/", ".html")):
            return RedirectResponse(f"/{path.strip('/')}/", 301)
        return self._show_page(found, path, edits)

    def _show_page(self, found: FoundFile, path: str, edits: bool, status: int = 200) -> Response:
        """Answer with a page of the site, with what is wrong at its top."""
        page = found.file.read_bytes() if edits else without_pencils(found.file.read_bytes())
        bar = draw_bar(path, edits, self._list_links(path) if edits else [], has_pencils(page))
        version = f"{program_fingerprint()} {self.site.changes}"
        failure = "" if self.site.problems else found.failure or self.site.fault
        page = name_pencils(page, path)
        html, name = finish_page(page, self.site.problems, failure, version, bar)
        return _send_html(html, status, name)

    def _list_links(self, path: str) -> list[tuple[str, str]]:
        """Return the links of the line at the top of a page that is being changed."""
        latest = [("Senaste ändringen", self.forms.latest)] if self.forms.latest else []
        came_from = f"&{CAME_FROM}={quote(path)}"
        links = [(words, address + came_from) for words, address in self.site.list_edit_links(path)]
        return [*links, *latest, ("Lämna ett förslag", HAND_OVER)]

    def _show_faults(self) -> Response:
        """Answer with what is wrong, while nothing could be read yet."""
        fault = self.site.fault
        body = list_problems(self.site.problems)
        html = draw_page(_NOTHING, body) if body else draw_message(_NOTHING, fault)
        html, name = finish_page(html, (), "", "")
        return _send_html(html, 503, name)

    def _show_not_found(self, path: str, edits: bool) -> Response:
        file = self.site.find_not_found_page()
        if file is None:
            return _send_html(draw_message(_GONE), 404)
        return self._show_page(FoundFile(file), path, edits, 404)

    def _print(self, sheet: FoundSheet) -> Response:
        """Answer with a sheet's PDF, or why it cannot be made."""
        try:
            pdf = self.press.make(self.site.readings, sheet.binder, sheet.name)
        except PaperError as error:
            return _send_html(draw_message("Bladet går inte att göra", *str(error).splitlines()), 503)
        return Response(pdf, media_type="application/pdf")


def _turn_pencils(page: str, value: str) -> Response:
    """Lead back to a page of the preview, from now on with pencils or without."""
    answer = RedirectResponse(page if is_own_page(page) else "/", 303)
    answer.set_cookie(_COOKIE, value, httponly=True, samesite="strict")
    return answer


def _send_html(html: bytes, status: int = 200, name: str = "") -> Response:
    return Response(html, status, {"X-Page": name} if name else None, _HTML)


def _send_file(file: Path) -> Response:
    """Answer with a file as it is."""
    kind = _ENDINGS.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return Response(file.read_bytes(), media_type=kind)


async def _explain_status(_: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return Response(f"{HTTPStatus(status).phrase}\n", status, media_type="text/plain")


async def _explain_error(_: Request, error: Exception) -> Response:
    """Say that something went wrong.

    What it was stands in the terminal, and in no browser.
    """
    lines = "Något gick fel i programmet.", "Vad det var står i terminalfönstret där förhandsvisningen körs."
    return _send_html(draw_message("Det gick inte", *lines), 500)
