"""parmen figures: what it writes, what it says, and what it never does."""

import io
import shutil
from pathlib import Path

from openpyxl import load_workbook

from tests.conftest import Copy, run_parmen
from tests.survey_exports import COORDINATOR, list_exports

WHERE = ("--area", "exempelbygden", "--survey", COORDINATOR, "--today", "2026-11-21")
FIGURES = Path("areas/exempelbygden/figures/2026.yaml")


def test_an_import_writes_the_figures_once(example_copy: Copy, tmp_path: Path) -> None:
    """Into the area's file, that the check takes; a dry run and a second time write nothing."""
    folder = example_copy()
    shutil.rmtree(folder / FIGURES.parent)
    file = tmp_path / "svar.xlsx"
    file.write_bytes(list_exports()[COORDINATOR][1])
    command = ("figures", "import", str(file), "--data", str(folder), *WHERE)

    tried = run_parmen(*command, "--dry-run")
    assert (0, False) == (tried.exit_code, (folder / FIGURES).exists())
    written = run_parmen(*command)
    content = (folder / FIGURES).read_bytes()
    again = run_parmen(*command)

    assert "Januari–mars 2026: 19 svar." in written.stdout
    assert ("Inget nytt" in again.stdout, content) == (True, (folder / FIGURES).read_bytes())
    assert b"Kim" not in content
    assert 0 == run_parmen("check", "--data", str(folder)).exit_code


def test_headings_alone_and_other_headings_write_nothing_and_say_where_to_look(
    example_copy: Copy, tmp_path: Path
) -> None:
    """An export without answers, and one whose columns the survey does not know."""
    folder, file = example_copy(), tmp_path / "svar.csv"
    command = ("figures", "import", str(file), "--data", str(folder), *WHERE)
    before = (folder / FIGURES).read_bytes()
    empty, strange = list_exports()[COORDINATOR], "Var;När\nHär;Nu\n"
    heads = next(load_workbook(io.BytesIO(empty[1])).worksheets[0].iter_rows(values_only=True))
    file.write_text(";".join(map(str, heads)), encoding="utf-8")

    assert "Det finns inga svar i filen." in run_parmen(*command).stdout
    file.write_text(strange, encoding="utf-8")
    assert "surveys/enkat-samordnare.yaml." in run_parmen(*command).stdout
    assert before == (folder / FIGURES).read_bytes()


def test_files_that_would_be_remembered_or_counted_twice_are_refused(
    example_copy: Copy, tmp_path: Path
) -> None:
    """One in the data folder, the same one twice, and one of another kind."""
    folder = example_copy()
    file, inside = tmp_path / "svar.xlsx", folder / "svar.xlsx"
    for path in (file, inside):
        path.write_bytes(list_exports()[COORDINATOR][1])
    said = [
        run_parmen("figures", "import", *map(str, files), "--data", str(folder), *WHERE).output
        for files in ([inside], [file, file], [tmp_path / "svar.ods"])
    ]

    for words, output in zip(("git glömmer inget", "samma fil", ".xlsx eller .csv"), said, strict=True):
        assert words in " ".join(output.split())
