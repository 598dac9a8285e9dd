"""What is changed by form stands on paper too."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from macros.editing import Editor, Form, Saved
from macros.problems import Problem
from macros.records.laid_over import lay_over
from macros.records.shelf import read
from macros.records.whole_shelf import Shelf
from tests.edits import copy_example
from tests.paper.conftest import Press
from tests.preview.form_changes import CHANGES, Change
from tests.sites import TODAY

BUTTONS = {"Spara": "save", "Flytta ner": "down"}


def make_change(editor: Editor, change: Change) -> Shelf:
    """Fill in a record's form as an editor reads it, and return the data with the change."""
    form = editor.draw_form("norrby", change.path)
    assert isinstance(form, Form)
    inputs = {item.title: item for item in reversed(form.inputs)}
    typed = {inputs[label].name: text for label, text in (*change.typed.items(), *change.chosen)}
    for word in change.ticked:
        typed |= {item.name: key for item in form.inputs for key, name in item.choices if name == word}
    level = next((own.key for own in form.levels if own.title.startswith(change.level)), "")
    fields = {"base": form.base, "do": BUTTONS[change.button], "for": level, **typed}
    saved = editor.answer("norrby", change.path, [*fields.items()])
    assert isinstance(saved, Saved), saved
    return saved.shelf


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """The example with all of the changes, one made after the other."""
    folder = copy_example(tmp_path_factory.mktemp("printed") / "data")

    def check(files: Mapping[str, bytes | None]) -> tuple[Shelf | None, list[Problem]]:
        with lay_over(files):
            shelf, problems = read(folder, TODAY)
        return (None if problems else shelf), problems

    editor = Editor(check, read(folder, TODAY)[0])
    return [make_change(editor, change) for change in CHANGES.values()][-1]


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_printed(name: str, changed: Shelf, press: Press) -> None:
    """On the sheet of the page that it was made on: three sheets for them all."""
    change = CHANGES[name]
    text = " ".join(press(changed, "norrby", change.sheet).plain().split())

    assert re.search(change.seen, text)
