"""Save one submitted form: compare, splice, check the whole, and put it in place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from macros.checks.person_hints import find_hints
from macros.checks.privacy import list_allowed
from macros.editing.answers import PLACE, Answer, Removal, Saved
from macros.editing.changing import CannotChangeError, add_record, move_record, remove_record, write_fields
from macros.editing.fault_fields import find_field
from macros.editing.forms import (
    LEVEL,
    hash_texts,
    list_actions,
    list_levels,
    make_form,
    name_record,
    read_draft,
)
from macros.editing.journal import Check, Journal
from macros.editing.record_fields import Inner, Leaf, list_parts, to_tree
from macros.editing.shared_files import find_root
from macros.editing.submission import (
    Edit,
    Submission,
    choose_id,
    choose_place,
    compare_typed,
    describe_edits,
    describe_value,
    find_faults,
    read_marks,
)
from macros.editing.targets import NEW, LevelView, Target, describe_level, find_target, list_siblings
from macros.editing.written_levels import Files
from macros.exchange.data_writer import CommitError, replace_files
from macros.exchange.splice import TooTangledError
from macros.exchange.yaml_lines import Tree
from macros.exchange.yaml_tree import splice_tree
from macros.files import explain_error
from macros.problems import Problem, capitalize
from macros.records.path import NoSuchPathError
from macros.records.whole_shelf import Shelf

_CONFLICT = (
    "Någon annan har ändrat samma sak sedan du öppnade formuläret. Det du skrev står kvar. Jämför med det "
    "som står i filen nu, och spara igen."
)
_HOMELESS = "Rutan för det här finns inte längre. Kopiera det du vill behålla: {}"
_UNCHANGED = "Du har inte ändrat något."
_TANGLED = "Det här går inte att skriva i filen härifrån. Ändra det i filen i stället: {}"
_HIDDEN = "Ändringen skulle inte synas här: något annat i filerna bestämmer. Ändra i filen: {}"


class Saving:
    """One submitted form on its way into the files."""

    def __init__(
        self,
        shelf: Shelf,
        check: Check,
        journal: Journal,
        files: Files,
        target: Target,
        submission: Submission,
    ) -> None:
        """Lay what was typed over the record as the files have it now."""
        self.shelf = shelf
        self.check = check
        self.journal = journal
        self.files = files
        self.target = target
        self.submission = submission
        self.draft = read_draft(shelf, target)
        self.draft.typed = submission.texts
        self.draft.level = submission.level
        self.draft.resets = submission.resets

    def run(self) -> Answer:
        """Do what the button says, and return the answer."""
        draft, submission = self.draft, self.submission
        if submission.do == "remove" and submission.base != read_marks(hash_texts(draft.texts())):
            submission.do = "ask"  # another has changed what goes
        actions = list_actions(self.target)
        if submission.do != "save" and {"remove": "ask"}.get(submission.do, submission.do) not in actions:
            return make_form(draft, ["Det går inte att göra så med det här."], 422)
        edits = compare_typed(draft, submission)
        if draft.current or draft.homeless:
            return make_form(draft, [_CONFLICT, *map(_HOMELESS.format, draft.homeless)], 409)
        is_new = self.target.record is None
        if submission.do == "save" and not (edits or submission.resets or is_new):
            return make_form(draft, [_UNCHANGED])
        level = self._choose_level()
        find_faults(draft, edits, level)
        if level is None or draft.faults:
            return make_form(draft, status=422)
        if submission.do != "save" and edits:
            return make_form(draft, ["Spara först det du har ändrat."], 422)
        try:
            return self._write(level, edits)
        except CannotChangeError as error:
            return make_form(draft, [str(error)], 422)
        except TooTangledError:
            return make_form(draft, [_TANGLED.format(level.home.file.as_posix())], 422)
        except CommitError as error:
            return make_form(draft, [str(error)], 503)
        except OSError as error:
            return make_form(draft, [f"Det gick inte att spara, för {explain_error(error)}."], 503)

    def _choose_level(self) -> LevelView | None:
        """Return the level to write at; with a fault where none is chosen, or may be."""
        choices = [choice.key for choice in list_levels(self.target)]
        key = self.submission.level or (choices[0] if len(choices) == 1 else "")
        if key in choices:
            return next(level for level in self.target.levels if level.key == key)
        words = f"Det går inte att ändra för {key} härifrån. " if key else ""
        self.draft.faults[LEVEL] = [f"{words}Välj var ändringen ska gälla."]
        return None

    def _write(self, level: LevelView, edits: Sequence[Edit]) -> Answer:
        """Splice the change into the level's file, and go on to check it."""
        do, path = self.submission.do, self.target.path
        changes = describe_edits(self.draft, edits, self.submission, name_record(self.target))
        if self.target.record is None:
            new_id = choose_id(self.target, self.submission.texts)
            at = choose_place(self.target, self.submission.texts)
            self.target = find_target(self.shelf, self.files, self.target.binder.address, path, new_id)
            level = next(other for other in self.target.levels if other.key == level.key)
            path = f"{path.removesuffix(NEW)}{new_id}"
            tree: Tree = add_record(self.files, self.target, level, edits, at)
        elif do in {"ask", "remove"}:
            tree, path = remove_record(self.files, self.target, level), ""
        elif do in {"up", "down"}:
            tree = move_record(self.files, self.target, level, up=do == "up")
        else:
            tree = write_fields(self.files, self.target, level, edits, self.submission.resets)
        before = self.files.read(level.home.file)
        text = splice_tree(before, tree) if tree or "#" in before else ""
        if text == before:
            return make_form(self.draft, [_UNCHANGED])
        if answer := self._check(level, text, edits, path):
            return answer
        return self._ask(level) if do == "ask" else self._put_in_place(level, text, changes, path)

    def _ask(self, level: LevelView) -> Answer:
        """Return what goes when the record is removed, to be asked about."""
        binder, form = self.target.binder, make_form(self.draft)
        leaves = [leaf for leaf in self.draft.leaves if leaf.value]
        inner = [part for part in self.draft.parts if isinstance(part, Inner) and part.keys]
        return Removal(
            address=binder.address,
            path=self.target.path,
            title=form.title[:1].lower() + form.title[1:],
            base=form.base,
            level=level.key,
            where=describe_level(level, binder),
            parts=[(capitalize(leaf.field.title), describe_value(self.draft, leaf)) for leaf in leaves],
            inner=[(capitalize(part.field.title), len(part.keys)) for part in inner],
        )

    def _check(self, level: LevelView, text: str, edits: Sequence[Edit], path: str) -> Answer | None:
        """Check the data with the changed file; return the form where something is wrong."""
        name = level.home.file.as_posix()
        shelf, problems = self.check({name: _encode(text)})
        if shelf is None:
            return make_form(self.draft, self._place_faults(problems, name, text, level), 422)
        if not self._shows(shelf, edits, path):
            return make_form(self.draft, [_HIDDEN.format(name)], 422)
        self.shelf = shelf
        return None

    def _place_faults(self, problems: Sequence[Problem], name: str, text: str, level: LevelView) -> list[str]:
        """Put each problem at its field; return those that belong to none."""
        others = []
        for problem in problems:
            leaves = self.draft.leaves if problem.file == name else []
            words = f"{_shorten_message(problem.message)}. {problem.advice}".strip()
            if leaves and (field := find_field(problem, leaves, text, level.home.steps)):
                self.draft.faults.setdefault(field, []).append(words)
            else:
                others.append(f"{problem.file}:{problem.line}: {words}")
        return others

    def _shows(self, shelf: Shelf, edits: Sequence[Edit], path: str) -> bool:
        """Report whether the binder has become what was meant."""
        root = find_root(shelf, shelf.binders[self.target.binder.address], self.target.path)
        siblings, do = list(self.target.siblings or ()), self.submission.do
        if do in {"ask", "remove"}:
            return self.target.steps[-1] not in (list_siblings(root, self.target.steps) or ())
        if do in {"up", "down"}:
            at = siblings.index(self.target.steps[-1])
            siblings.insert(at + (-1 if do == "up" else 1), siblings.pop(at))
            return siblings == list(list_siblings(root, self.target.steps) or ())
        if self.target.record is None and siblings and self.submission.texts.get(PLACE):
            siblings.insert(choose_place(self.target, self.submission.texts), self.target.steps[-1])
            if siblings != list(list_siblings(root, self.target.steps) or ()):
                return False
        try:
            parts = list_parts(self.target.model, to_tree(root.node(path)))
        except NoSuchPathError:
            return False
        now = {part.name: part.value for part in parts if isinstance(part, Leaf)}
        return all(now.get(leaf.name) == value for leaf, value in edits)

    def _put_in_place(self, level: LevelView, text: str, changes: list[str], path: str) -> Answer:
        """Write the file, durably, unless it has changed since it was read."""
        file = level.home.file
        before, after = {file: self.files.contents[file]}, {file: _encode(text)}
        replace_files(before, after, again="Spara en gång till.")
        address = self.target.binder.address
        key = self.journal.add(changes, before, after, address, path)
        slugs = list(dict.fromkeys(level.slugs))
        saved = Saved(self.shelf, changes, [file.as_posix()], slugs, key, address, path, level.key)
        saved.hints = self._find_new_hints(before[file] or b"", text)
        return saved

    def _find_new_hints(self, before: bytes, after: str) -> list[str]:
        """Return what may be about a person in a changed file, and was not there before."""
        allowed = list_allowed(self.shelf)
        known = Counter(hint.message for hint in find_hints(before.decode("utf-8"), "", allowed))
        found = Counter(hint.message for hint in find_hints(after, "", allowed))
        return [f"{message[:1].upper()}{message[1:]}." for message in found - known]


def _encode(text: str) -> bytes | None:
    """Return a file's content; None for a file that says nothing and is to go."""
    return text.encode("utf-8") if text else None


def _shorten_message(message: str) -> str:
    """Return a problem's message without the field's name and where it stands."""
    words = re.sub(r"^[a-z_]+ \([^)]*\): |, i [a-z][\w-]*( › [\w-]+)*$", "", message)
    return capitalize(words)
