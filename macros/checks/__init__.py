"""Check the rules that records must keep among themselves.

Each rule is a small generator; its docstring is the rule.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from itertools import chain
from pathlib import Path

from macros.checks import (
    address_rules,
    age_rules,
    approval_rules,
    choice_rules,
    contact_rules,
    family_sheet_rules,
    figure_rules,
    file_gate,
    guidance_rules,
    kept_rules,
    marks,
    meeting_rules,
    number_rules,
    own_pages,
    plan_rules,
    privacy,
    reading_path_rules,
    reading_rules,
    rules,
    statement,
    step_rules,
    town_rules,
)
from macros.checks.references import Fault, References
from macros.checks.roles import Roles
from macros.fence.page_gate import find_page_faults
from macros.problems import DataError, Problem
from macros.project import DOCS
from macros.records.binder import Binder
from macros.records.data_version import find_version_problem
from macros.records.fault_origin import attribute_problems
from macros.records.file_memory import FileMemory
from macros.records.laid_over import lay_over
from macros.records.shelf import read, uncollected
from macros.records.whole_shelf import Shelf

FindPassed = Callable[[Shelf], Collection[str]]
"""Returns the municipalities, by slug, that have not changed since a check that all passed."""
BinderRule = Callable[[Shelf, Binder], Iterator[Fault]]
BINDER_RULES: tuple[BinderRule, ...] = (
    rules.documents_exist,
    meeting_rules.windows_are_in_order,
    rules.periods_are_in_order,
    rules.edges_lead_on,
    rules.checks_have_been_made,
    rules.documents_have_own_names,
    step_rules.forms_are_printed,
    step_rules.questions_are_in_one_list,
    step_rules.leaflets_tell_something,
    step_rules.one_is_the_main_one,
    rules.forms_belong_to_one_term,
    rules.adopted_says_by_whom,
    marks.mark_is_a_picture,
    choice_rules.choices_have_answers,
    age_rules.ages_are_written_once,
    age_rules.hand_overs_meet,
    approval_rules.approvals_are_by_functions,
    approval_rules.approvals_have_been_made,
    approval_rules.the_first_binder_is_approved_first,
    contact_rules.districts_exist,
    contact_rules.exceptional_hours_are_in_order,
    guidance_rules.ages_are_in_order,
    guidance_rules.someone_can_be_called,
    reading_path_rules.what_is_read_stands_in_the_binder,
    reading_path_rules.questions_have_a_right_answer,
    meeting_rules.meetings_say_when,
    meeting_rules.meetings_have_names,
    meeting_rules.deadlines_count_one_way,
    meeting_rules.ladders_go_forwards,
    meeting_rules.shown_meetings_exist,
    family_sheet_rules.seats_fit_the_table,
    family_sheet_rules.boards_fit_their_page,
    family_sheet_rules.phrases_are_in_their_languages,
    plan_rules.nothing_is_done_ahead,
    figure_rules.measures_count_answers,
    figure_rules.figures_stand_in_one_area,
    figure_rules.tables_follow_upon_each_other,
    figure_rules.figures_hide_small_numbers,
)
SHELF_RULES: tuple[Callable[[Shelf], Iterator[Problem]], ...] = (
    rules.names_are_not_reserved,
    rules.pages_are_not_a_municipalitys,
    own_pages.own_files_are_pages_or_pictures,
    own_pages.own_menu_names_pages,
    rules.names_differ,
    town_rules.area_names_are_not_reserved,
    town_rules.contacts_have_one_home,
    number_rules.urgent_numbers_are_real,
    number_rules.complaint_numbers_are_real,
    rules.duty_cites_a_law,
    rules.laws_are_in_order,
    rules.holidays_are_in_order,
    rules.the_forge_is_known,
    reading_rules.leaflets_are_easy_to_read,
    statement.conformance_rests_on_an_audit,
    statement.full_conformance_has_no_failures,
    statement.days_are_in_order,
    kept_rules.what_is_kept_is_whole,
)


def check(
    folder: Path,
    today: date | None = None,
    find_passed: FindPassed | None = None,
    memory: FileMemory | None = None,
) -> tuple[Shelf | None, list[Problem]]:
    """Read a data folder and check every rule.

    The pages are read too: those beside the data, and the program's own. ``today`` is today in Sweden unless
    given. With ``find_passed``, only the other files are searched for persons. With a ``memory``, only other
    files than it knows are parsed. Return the shelf (None when faulty) and every problem, sorted by file and
    line.
    """
    with uncollected(kept=True):
        shelf, problems = read(folder, today, memory=memory)
        if problem := find_version_problem(folder, problems):
            return None, [problem]
        pages = {(folder.parent / "docs").resolve(), DOCS}
        problems += chain.from_iterable(map(find_page_faults, pages))
        reported = {problem.file for problem in problems}
        files = [
            problem
            for problem in file_gate.find_file_problems(shelf)
            if not (problem.rule in file_gate.RULES and problem.file in reported)
        ]
        passed = find_passed(shelf) if find_passed and not problems else ()
        problems = sorted({*problems, *files, *find_problems(shelf, passed, memory)})
        problems = problems or sorted(set(address_rules.find_lost_addresses(shelf)))
    return (None if problems else shelf), problems


def check_pending(
    folder: Path,
    files: Mapping[str, bytes | None],
    today: date | None = None,
    memory: FileMemory | None = None,
) -> tuple[Shelf | None, list[Problem]]:
    """Check a data folder as it would be with some files written anew.

    ``files`` are their contents by their names in messages; None is for one that is to go.
    """
    with lay_over(files):
        return check(folder, today, memory=memory)


def load(folder: Path, today: date | None = None, find_passed: FindPassed | None = None) -> Shelf:
    """Return the shelf of a data folder that keeps every rule.

    ``find_passed`` is as in ``check``. Raise DataError with every problem, all at once.
    """
    shelf, problems = check(folder, today, find_passed)
    if shelf is None:
        raise DataError(problems)
    return shelf


def find_problems(
    shelf: Shelf, passed: Collection[str] = (), memory: FileMemory | None = None
) -> Iterator[Problem]:
    """Yield every breach of the rules.

    Where something is lacking, only the rules that can do without it are checked. The files behind the
    municipalities that have ``passed`` are not searched for persons, nor what ``memory`` knows.
    """
    yield from privacy.find_personal(shelf, shelf.files_behind(passed), memory)
    if not shelf.lacking:
        for rule in SHELF_RULES:
            yield from rule(shelf)
    yield from attribute_problems(_check_binders(shelf), shelf.binders.values())


def _check_binders(shelf: Shelf) -> Iterator[tuple[Binder, Problem]]:
    """Yield each fault in a binder, with the binder: others may share it."""
    references: BinderRule = References()
    roles: BinderRule = Roles(shelf)
    for binder in shelf.binders.values():
        for rule in (references,) if binder.lacking else (references, roles, *BINDER_RULES):
            for path, name, message, advice in rule(shelf, binder):
                yield binder, Problem.at(binder.place_of(path), name, message, advice)
