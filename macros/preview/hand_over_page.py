"""Hand over edits from the preview: ask who suggests them, say what came of it.

The work is done by ``parmen propose``, in a process of its own: it builds pages to say what has changed.
"""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from macros.editing import Refusal
from macros.preview.edit_pages import STALE, EditPages, form_headers, read_form
from macros.preview.own_process import run_module
from macros.preview.shown_page import draw_edit_page
from macros.rendering.environment import render_template

HAND_OVER = "/_forslag"
"""The page's address, which no page of the site has."""
_FIELDS = ("name", "email", "title")
_LONGEST = 200


class HandOverPage:
    """The page that makes a suggestion of all that is edited."""

    def __init__(self, data: Path, forms: EditPages) -> None:
        """Take the data folder, and the forms whose token this one shares."""
        self._data = data
        self._forms = forms

    async def answer(self, request: Request) -> Response:
        """Answer with the form, or with what came of it."""
        if request.method != "POST":
            return self._show({})
        fields = await read_form(request)
        if isinstance(fields, Refusal):
            return self._show({}, fields.message, 400)
        sent = dict(fields)
        if not self._forms.knows(sent.get("token", "")):
            return self._show(sent, STALE.advice, 403)
        typed = {name: " ".join(sent.get(name, "").split()) for name in _FIELDS}
        if any(len(text) > _LONGEST or not text.isprintable() for text in typed.values()):
            return self._show(typed, f"Skriv högst {_LONGEST} tecken i varje ruta.", 422)
        return await run_in_threadpool(self._propose, typed)

    def _propose(self, typed: dict[str, str]) -> Response:
        """Run the command, and show what it says."""
        options = [f"--{name}={text}" for name, text in typed.items() if text]
        words = ("--lang", "sv", "propose", *options, "--data", self._data.as_posix())
        is_done, lines = run_module("macros", *words)
        return self._show(typed, "\n".join(lines), 200 if is_done else 422)

    def _show(self, typed: dict[str, str], said: str = "", status: int = 200) -> Response:
        """Return the page, with what was typed and what was said of it."""
        context = {
            "typed": typed,
            "said": said.splitlines(),
            "done": bool(said) and status == 200,
            "action": HAND_OVER,
            "token": self._forms.token,
        }
        body = Markup(render_template("editing/hand_over.html", context))
        page = draw_edit_page("Lämna ett förslag", body, "/")
        return Response(page, status, form_headers(), "text/html")
