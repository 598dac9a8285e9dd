"""The editor: draws a record's form, saves it into the YAML files, and undoes it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from macros.editing.answers import Answer, Refusal, Saved
from macros.editing.forms import list_levels, make_form, read_draft
from macros.editing.journal import Check, Journal
from macros.editing.new_town import NEW_TOWN, draw_town_form, save_town
from macros.editing.saving import Saving
from macros.editing.shared_files import HEADS, SharedFiles
from macros.editing.submission import Submission, read_fields
from macros.editing.targets import find_target
from macros.editing.translating import TRANSLATE, draw_translation, save_translation
from macros.editing.written_levels import Files
from macros.exchange.data_writer import CommitError, replace_files
from macros.files import read_regular
from macros.records.path import NoSuchPathError
from macros.records.whole_shelf import Shelf

_GONE = Refusal("Det du vill ändra finns inte.", "Kanske har någon tagit bort det. Gå tillbaka till sidan.")
_TOO_LONG = Refusal("Det är för mycket text för ett formulär.", "Skriv den i filen i stället.", 413)
_LONGEST = 200_000
"""The most letters that a form may hold."""


class Editor:
    """Changes records of one data folder.

    One at a time: a caller with several threads holds a lock of its own around each call.
    """

    def __init__(self, check: Check, shelf: Shelf) -> None:
        """Take what checks the data, and the shelf that was read last."""
        self.check = check
        self.shelf = shelf
        self.journal = Journal()

    def renew(self, shelf: Shelf) -> None:
        """Take a shelf that was read anew."""
        self.shelf = shelf

    def draw_form(self, address: str, path: str, level: str = "") -> Answer:
        """Return the form of a record, or of a new one.

        ``level`` is the level to change it for, as in ``LevelChoice.key``.
        """
        try:
            if refusal := self._catch_up():
                return refusal
            if path == NEW_TOWN:
                return draw_town_form(self.shelf)
            if path.startswith(TRANSLATE):
                return draw_translation(self.shelf, address, path)
            draft = read_draft(self.shelf, find_target(self.shelf, Files(), address, path))
        except (NoSuchPathError, UnicodeDecodeError):
            return _GONE
        draft.level = level if level in {choice.key for choice in list_levels(draft.target)} else ""
        return make_form(draft)

    def answer(self, address: str, path: str, fields: Sequence[tuple[str, str]]) -> Answer:
        """Do what a submitted form's button says: save, remove, or move up or down."""
        submission = read_fields(fields)
        if sum(map(len, submission.texts.values())) > _LONGEST:
            return _keep_typed(_TOO_LONG, submission)
        files = Files()
        try:
            if refusal := self._catch_up():
                return _keep_typed(refusal, submission)
            if path == NEW_TOWN:
                return self._take(save_town(self.shelf, self.check, self.journal, submission))
            if path.startswith(TRANSLATE):
                return self._translate(address, path, submission)
            target = find_target(self.shelf, files, address, path)
        except (NoSuchPathError, UnicodeDecodeError):
            return _keep_typed(_GONE, submission)
        return self._take(Saving(self.shelf, self.check, self.journal, files, target, submission).run())

    def _translate(self, address: str, path: str, submission: Submission) -> Answer:
        """Save a leaflet's translations; they are shown wherever their files are read."""
        answer = save_translation(self.shelf, self.check, self.journal, address, path, submission)
        if isinstance(answer, Saved):
            answer.municipalities = _list_readers(answer.shelf, answer.files)
        return self._take(answer)

    def _take(self, answer: Answer) -> Answer:
        """Keep the shelf that was read for a change, and return the answer."""
        if isinstance(answer, Saved):
            self.renew(answer.shelf)
        return answer

    def undo(self, key: str) -> Answer:
        """Put the files of a change back byte for byte, unless they have changed since."""
        entry = self.journal.entries.get(key)
        if entry is None:
            advice = "Det är bara det du har ändrat sedan du startade som går att ångra."
            return Refusal("Det går inte att ångra längre.", advice)
        shelf, problems = self.check({path.as_posix(): content for path, content in entry.before.items()})
        if shelf is None:
            reasons = "\n".join(map(str, problems[:3]))
            return Refusal("Det går inte att ångra: då blir det fel i filerna.", reasons, 409)
        try:
            replace_files(entry.after, entry.before, again="")
        except CommitError as error:
            return Refusal("Det går inte att ångra.", str(error), 409)
        del self.journal.entries[key]
        self.renew(shelf)
        changes = [f"Ångrat: {change}" for change in entry.changes]
        files = [path.as_posix() for path in entry.before]
        return Saved(shelf, changes, files, _list_readers(shelf, files), "", entry.address)

    def _catch_up(self) -> Refusal | None:
        """Read the data again where a file has changed; return why that is not possible."""
        if all(_holds(Path(name), content) for name, content in self.shelf.read.contents()):
            return None
        shelf, problems = self.check({})
        if shelf is None:
            message = "Det är fel i filerna just nu, så det går inte att ändra härifrån."
            return Refusal(message, "\n".join(map(str, problems[:3])), 409)
        self.renew(shelf)
        return None


def _holds(path: Path, content: bytes) -> bool:
    """Report whether a file is as it was read: no pipe, which would be waited for."""
    return read_regular(path, len(content)) == content


def _keep_typed(refusal: Refusal, submission: Submission) -> Refusal:
    """Return a refusal with all that was typed, so that it is not lost."""
    inputs = submission.base or submission.texts  # what else was sent is not hers
    typed = [text for name, text in submission.texts.items() if text and name in inputs]
    return Refusal(refusal.message, refusal.advice, refusal.status, typed)


def _list_readers(shelf: Shelf, files: Sequence[str]) -> list[str]:
    """Return the municipalities whose binders read some of these files.

    All read what they share.
    """
    shared = {SharedFiles(shelf).file(head).as_posix() for head in HEADS}
    return list(
        dict.fromkeys(
            binder.slug
            for binder in shelf.binders.values()
            if shared & {*files}
            or any(f"{file}/".startswith(f"{own}/") for own in binder.files for file in files)
        )
    )
