"""Answer the forms that change records: draw them, save what was sent, undo it."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from threading import Lock
from urllib.parse import parse_qsl, quote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response

from macros.editing import Answer, Editor, Refusal, Saved
from macros.editing.effects import write_job
from macros.editing.translating import find_translated
from macros.preview.current_site import CurrentSite
from macros.preview.guard import ADDRESS
from macros.preview.own_process import run_module
from macros.preview.page_records import find_page_of
from macros.preview.shown_page import draw_edit_page, is_own_page
from macros.web.headers import headers
from macros.web.pencils import CAME_FROM, EDIT, anchor_of

TOKEN = "PARMEN_PREVIEW_TOKEN"
"""The variable that takes the token of a run to the same preview started again."""
_MOST_BYTES = 1_000_000
_MOST_FIELDS = 2_000
_MOST_KEPT = 20
"""So many changes have a page that tells of them."""
_TITLES = {Saved: "Sparat", Refusal: "Det gick inte"}
STALE = Refusal(
    "Formuläret är från en annan gång.",
    "Förhandsvisningen har startats om sedan du öppnade det. Öppna formuläret igen och skriv in ändringen.",
    403,
)
_TOO_LONG = Refusal("Det är för mycket text för ett formulär.", "Skriv den i filen i stället.", 413)
_GARBLED = Refusal("Det som skickades går inte att läsa.", "Öppna formuläret igen.", 400)


class EditPages:
    """The pages with forms, for one data folder and one run of the preview."""

    def __init__(self, site: CurrentSite) -> None:
        """Choose the token of this run: no page elsewhere knows it."""
        self.token = os.environ.pop(TOKEN, "") or secrets.token_urlsafe()
        self.latest = ""
        """The address of what was saved or undone last; empty before anything was."""
        self._saved: dict[str, tuple[str, Saved, str]] = {}
        self._site = site
        self._editor: Editor | None = None
        self._lock = Lock()

    async def answer(self, request: Request) -> Response:
        """Answer with a record's form, or with what came of one that was sent."""
        address = request.path_params["address"].strip("/")
        path = request.query_params.get("post", "")
        if self._site.readings.shelf is None:
            raise HTTPException(503)
        if request.method == "POST":
            fields = await read_form(request)
            return await run_in_threadpool(self._receive, address, path, fields)
        if done := self._saved.get(request.query_params.get("sparat", "")):
            if "syns" in request.query_params:
                return await run_in_threadpool(self._show_reach, address, *done)
            return self._show(address, *done)
        level, came_from = (request.query_params.get(name, "") for name in ("niva", CAME_FROM))
        return await run_in_threadpool(self._draw_form, address, path, level, came_from)

    def _draw_form(self, address: str, path: str, level: str, came_from: str) -> Response:
        with self._lock:
            return self._show(address, path, self._renewed().draw_form(address, path, level), came_from)

    def _receive(self, address: str, path: str, fields: list[tuple[str, str]] | Refusal) -> Response:
        """Save what was sent, or undo a change."""
        if isinstance(fields, Refusal):
            return self._show(address, path, fields)
        sent = dict(fields)
        came_from = sent.get(CAME_FROM, "")
        if not self.knows(sent.get("token", "")):
            return self._show(address, path, _keep_typed(STALE, sent), came_from)
        with self._lock:
            editor, path = self._renewed(), sent.get("record", path)
            undone = sent.get("undo", "")
            answer = editor.undo(undone) if undone else editor.answer(address, path, fields)
            if isinstance(answer, Saved):
                return self._keep(address, path, answer, came_from)
        return self._show(address, path, answer, came_from)

    def knows(self, token: str) -> bool:
        """Report whether a form was drawn in this run."""
        return secrets.compare_digest(token.encode(), self.token.encode())

    def _keep(self, address: str, path: str, answer: Saved, came_from: str) -> Response:
        """Show what was saved on the pages, and lead to the page that says so.

        That page has an address of its own, so that whoever looks at the result finds the way back to it.
        """
        self._site.take(answer.shelf)
        key = secrets.token_urlsafe(9)
        self._saved[key] = answer.path or path, answer, came_from
        for old in list(self._saved)[:-_MOST_KEPT]:
            del self._saved[old]
        self.latest = answer.own_page = f"{EDIT}{quote(answer.address or address)}?sparat={key}"
        return RedirectResponse(self.latest, 303)

    def _show_reach(self, address: str, path: str, answer: Saved, came_from: str) -> Response:
        """Show what was saved, and on which pages and sheets it is seen."""
        entry = self._editor.journal.entries.get(answer.undo_key) if self._editor else None
        if entry is not None:
            job = write_job(self._site.readings.data, answer.shelf.today, entry.before)
            answer.reach = run_module("macros.editing.effects", text=job)[1]
        return self._show(address, path, answer, came_from)

    def _renewed(self) -> Editor:
        """Return the editor, with the newest shelf."""
        readings = self._site.readings
        shelf = readings.shelf
        assert shelf is not None
        if self._editor is None:
            self._editor = Editor(readings.check_pending, shelf)
        elif self._editor.shelf is not shelf:
            self._editor.renew(shelf)
        return self._editor

    def _show(self, address: str, path: str, answer: Answer, came_from: str = "") -> Response:
        """Return a page with an answer, and a link back to where the record is shown."""
        came_from = came_from if is_own_page(came_from) else ""
        hidden = {"token": self.token} | ({CAME_FROM: came_from} if came_from else {})
        body = answer.draw(f"{EDIT}{address}", hidden, came_from)
        back = self._find_way_back(address, path, came_from)
        title = _TITLES.get(type(answer), "Ändra")
        return Response(draw_edit_page(title, body, back), answer.status, form_headers(), "text/html")

    def _find_way_back(self, address: str, path: str, came_from: str) -> str:
        """Return the address of the pencil that led here, or of the record's own."""
        if "#" in came_from:
            return came_from
        binder = self._site.readings.shelf_for("").binders.get(address)
        path = find_translated(path) or path
        page = came_from or (find_page_of(binder, path) if binder else "/")
        return page if not path or path.endswith(".+") else f"{page}#{anchor_of(path)}"


async def read_form(request: Request) -> list[tuple[str, str]] | Refusal:
    """Return the pairs of a submitted form, or why it cannot be read."""
    body = b""
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > _MOST_BYTES:
                return _TOO_LONG
    except ClientDisconnect:  # nobody is there to answer
        return _GARBLED
    if request.headers.get("content-type", "").partition(";")[0] != "application/x-www-form-urlencoded":
        return _GARBLED
    try:
        return parse_qsl(
            body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS
        )
    except ValueError:
        return _GARBLED


def _keep_typed(refusal: Refusal, sent: Mapping[str, str]) -> Refusal:
    """Return a refusal with what was typed, so that it is not lost."""
    own = ("token", "binder", "record", "base", "for", "do", "undo", CAME_FROM)
    typed = [text for name, text in sent.items() if text and name not in own]
    return Refusal(refusal.message, refusal.advice, refusal.status, typed)


def form_headers() -> dict[str, str]:
    """Return the headers of a page with a form.

    It may send forms to the preview itself. With the site's own referrer policy the browser would send no
    origin with them.
    """
    policy = headers(f"http://{ADDRESS}/")["Content-Security-Policy"]
    allowed = policy.replace("form-action 'none'", "form-action 'self'")
    return {"Content-Security-Policy": allowed, "Referrer-Policy": "same-origin"}
