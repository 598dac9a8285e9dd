"""Translate a leaflet by a form, in the way that a translator's file is read.

What was typed becomes the same plan as an XLIFF file (``macros.exchange.translation_import``): placeholders
and links must be kept, each text is written where its Swedish stands, and the mark of that Swedish with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from macros.editing.answers import Answer, Saved
from macros.editing.forms import hash_text
from macros.editing.journal import Check, Journal
from macros.editing.submission import UNSAVED, Submission
from macros.editing.translation_form import Box, Languages, TranslationForm
from macros.exchange.data_writer import CommitError, replace_files
from macros.exchange.inline_codes import list_codes
from macros.exchange.translation_import import NoPlaceError, Plan, plan_changes, write_files
from macros.exchange.translation_marks import list_all_texts
from macros.exchange.xliff_reader import Translated, TranslatedFile
from macros.exchange.xliff_writer import Unit, name_units
from macros.problems import Problem, capitalize, join_words, quote
from macros.records.binder import Binder
from macros.records.languages import SWEDISH_NAMES
from macros.records.leaflet_texts import LeafletText, count_share, list_texts
from macros.records.path import NoSuchPathError
from macros.records.whole_shelf import Shelf

TRANSLATE = "translations."
"""Paths begin so: ``translations.familj`` lists the languages, ``translations.familj.fi`` is in one."""
CONFIRM = "ok:"
"""Before a box's name: that its older translation is right."""
_OWN = "leaflets."
_MOST_TOLD = 5
_CONFLICT = "Någon annan har ändrat samma sak sedan du öppnade formuläret. Det du skrev står kvar."
_CHANGED = "Svenskan har ändrats sedan du öppnade formuläret. Läs den en gång till, och spara igen."
_EMPTIED = "Rutan är tom. Ska översättningen bort? Ta bort den i filen. Annars skriver du in den igen."
_UNREAD = "Här finns ett tecken som inte går att spara (U+{:04X}). Skriv det på ett annat sätt."
_BY_HAND = "Den här texten går inte att skriva i filen härifrån. Skriv in den i filen: {}"
_NOT_CHANGED = "Du har inte ändrat något."


def split_path(path: str) -> tuple[str, str]:
    """Return the leaflet's key and the language of a path; empty for the list."""
    key, _, language = path.removeprefix(TRANSLATE).partition(".")
    return key, language


def find_translated(path: str) -> str:
    """Return the path of the leaflet that a form translates; empty for others."""
    return f"{_OWN}{split_path(path)[0]}" if path.startswith(TRANSLATE) else ""


def draw_translation(shelf: Shelf, address: str, path: str) -> Answer:
    """Return the form of a leaflet in a language, or the list of languages.

    Raise NoSuchPathError where there is no such leaflet or language.
    """
    binder, key, language = _find_leaflet(shelf, address, path)
    if language:
        return _Translation(shelf, binder, key, language).make_form()
    title = binder.leaflets[key].title.fill(binder.value)
    shares = [count_share(shelf, binder, key, code, shelf.marks) for code in SWEDISH_NAMES if code != "sv"]
    return Languages(path, title, shares)


def save_translation(
    shelf: Shelf, check: Check, journal: Journal, address: str, path: str, submission: Submission
) -> Answer:
    """Write what was typed in a leaflet's form, when all of the data is sound with it.

    Raise NoSuchPathError where there is no such leaflet or language.
    """
    binder, key, language = _find_leaflet(shelf, address, path)
    if not language:
        return draw_translation(shelf, address, path)
    return _Translation(shelf, binder, key, language, submission).save(check, journal)


def _find_leaflet(shelf: Shelf, address: str, path: str) -> tuple[Binder, str, str]:
    key, language = split_path(path)
    binder = shelf.binders.get(address)
    if binder is None or key not in binder.leaflets:
        raise NoSuchPathError(key, list(binder.leaflets) if binder else [])
    if language and (language not in SWEDISH_NAMES or language == "sv"):
        raise NoSuchPathError(language, list(SWEDISH_NAMES))
    return binder, key, language


class _Translation:
    """A leaflet in a language, and what was typed over it."""

    def __init__(
        self, shelf: Shelf, binder: Binder, key: str, language: str, submission: Submission | None = None
    ) -> None:
        self.shelf, self.binder, self.key, self.language = shelf, binder, key, language
        self.submission = submission or Submission()
        units = name_units(shelf, list_all_texts(shelf))
        named = {_identify(item): unit for unit, item in units.items()}
        needed = [item for item in list_texts(shelf.site, binder, key) if item.needed]
        self.texts: dict[Unit, LeafletText] = {named[_identify(item)]: item for item in needed}
        self.boxes = {unit: self._make_box(unit, item) for unit, item in self.texts.items()}

    def _make_box(self, unit: Unit, item: LeafletText) -> Box:
        swedish, written = _join(item.text.source), _join(item.text.written(self.language))
        name = f"{unit.file}:{unit.id}"
        return Box(
            name=name,
            where=capitalize(item.where.partition(" › ")[2] if item.path.startswith(_OWN) else item.where),
            swedish=swedish,
            value=_join(self.submission.texts.get(name, written)),
            status=self.shelf.marks.status(item.text, self.language),
            codes=tuple(dict.fromkeys(list_codes(swedish))),
            confirmed=f"{CONFIRM}{name}" in self.submission.texts,
        )

    def make_form(self, faults: Sequence[str] = (), status: int = 200) -> TranslationForm:
        """Return the form: what was typed stays, with the faults beside it."""
        share = count_share(self.shelf, self.binder, self.key, self.language, self.shelf.marks)
        title = self.binder.leaflets[self.key].title.fill(self.binder.value)
        path = f"{TRANSLATE}{self.key}.{self.language}"
        base = " ".join(f"{box.name}={self._mark(unit)}" for unit, box in self.boxes.items())
        boxes = [*self.boxes.values()]
        return TranslationForm(self.binder.address, path, title, share, boxes, base, [*faults], status)

    def _mark(self, unit: Unit) -> str:
        """Return a mark of a text as the files have it, in both languages."""
        text = self.texts[unit].text
        return f"{hash_text(_join(text.source))}-{hash_text(_join(text.written(self.language)))}"

    def save(self, check: Check, journal: Journal) -> Answer:
        """Compare, plan, check the whole and put it in place."""
        if status := self._compare():
            return self.make_form([_CONFLICT] if status == 409 else [], status)
        plan, problems = self._plan()
        if problems:
            return self.make_form(status=422)
        if not plan.marked:
            return self.make_form([_NOT_CHANGED])
        try:
            files = write_files(self.shelf, plan)
        except NoPlaceError as error:
            place = next(item.place for item in self.texts.values() if item.path == str(error))
            return self.make_form([_BY_HAND.format(f"{place.file}, rad {place.line}")], 422)
        contents = dict(self.shelf.read.contents())
        paths = {self.shelf.folder / name: text.encode("utf-8") for name, text in files.items()}
        before: dict[Path, bytes | None] = {path: contents.get(path.as_posix()) for path in paths}
        after: dict[Path, bytes | None] = {**paths}
        checked, found = check({path.as_posix(): content for path, content in paths.items()})
        if checked is None:
            return self.make_form([*self._place_faults(found, paths)], 422)
        try:
            replace_files(before, after, again="Spara en gång till.")
        except CommitError as error:
            return self.make_form([str(error)], 409)
        return self._tell(checked, plan, journal, before, after)

    def _compare(self) -> int:
        """Put what somebody else has changed, and what cannot be saved, at the boxes.

        Return the status of the answer then, else 0. What the form left alone is taken as it is now.
        """
        status = 0
        for unit, box in self.boxes.items():
            swedish, _, translation = self.submission.base.get(box.name, "").partition("-")
            now = _join(self.texts[unit].text.written(self.language))
            box.value = now if hash_text(box.value) == translation else box.value
            if box.value == now and not box.confirmed:
                continue
            if swedish != hash_text(box.swedish):
                box.faults.append(_CHANGED)
                box.confirmed = False
            elif translation != hash_text(now):
                box.current = now
            else:
                bad = UNSAVED.search(box.value)
                box.faults += [_UNREAD.format(ord(bad[0]))] if bad else []
                box.faults += [] if box.value else [_EMPTIED]
                status = max(status, 422) if box.faults else status
                continue
            status = 409
        return status

    def _plan(self) -> tuple[Plan, bool]:
        """Return what the form changes; its faults are put at the boxes."""
        units = [*self.boxes]
        file = TranslatedFile("formuläret", self.language)
        for line, (unit, box) in enumerate(self.boxes.items(), 1):
            if box.confirmed or box.value != _join(self.texts[unit].text.written(self.language)):
                file.units[unit] = Translated(box.swedish, box.value, "", box.confirmed, line)
        plan = plan_changes(self.shelf, file)
        for problem in file.problems:
            words = f"{problem.message.removeprefix(f'{self.texts[units[problem.line - 1]].path}: ')}. "
            self.boxes[units[problem.line - 1]].faults.append(capitalize(words) + problem.advice)
        return plan, bool(file.problems)

    def _place_faults(self, problems: Sequence[Problem], files: Mapping[Path, bytes]) -> Iterator[str]:
        """Put each problem at the box on its line; yield those that belong to none."""
        lines = {path.as_posix(): content.decode("utf-8").splitlines() for path, content in files.items()}
        for problem in problems:
            words = f"{capitalize(problem.message)}. {problem.advice}".strip()
            line = "".join(lines.get(problem.file, [])[problem.line - 1 : problem.line])
            near = [box for box in self.boxes.values() if box.value and box.value[:40] in line]
            if near:
                near[0].faults.append(words)
            else:
                yield f"{problem.file}:{problem.line}: {words}"

    def _tell(
        self,
        shelf: Shelf,
        plan: Plan,
        journal: Journal,
        before: dict[Path, bytes | None],
        after: dict[Path, bytes | None],
    ) -> Saved:
        """Remember the change, and say how much the language has now."""
        binder, path = self.binder, f"{TRANSLATE}{self.key}.{self.language}"
        share = count_share(shelf, shelf.binders[binder.address], self.key, self.language, shelf.marks)
        told = [quote(_join(item.text.source)) for item in plan.marked[:_MOST_TOLD]]
        more = len(plan.marked) - len(told)
        what = join_words([*told, f"{more} till"] if more else told, "och")
        changes = [capitalize(f"{share.words}."), f"Nytt på {SWEDISH_NAMES[self.language]}: {what}."]
        key = journal.add(changes, before, after, binder.address, path)
        files = [file.as_posix() for file in before]
        return Saved(shelf, changes, files, [], key, binder.address, path, onward="Fortsätt översätta")


def _identify(item: LeafletText) -> tuple[object, str]:
    """Return what tells a text from others: some small words share a place."""
    return item.place, item.path if item.text.place is None else ""


def _join(text: str) -> str:
    return " ".join(text.split())
