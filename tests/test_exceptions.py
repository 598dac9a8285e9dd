"""Every exception of ours reaches another process whole: workers and copies raise them anew."""

import copy
import pickle
import re

import pytest

from macros.changes.revision import HistoryError
from macros.changes.suggestion import SuggestionError
from macros.checks.pdf_parts import OtherPdfError
from macros.checks.picture_files import BadPictureError
from macros.checks.png_files import LargePictureError, NotPictureError
from macros.checks.staged import GitError
from macros.checks.svg_files import NotSvgError
from macros.commands.surroundings import SettingError
from macros.editing.changing import CannotChangeError
from macros.exchange.address_writer import LedgerError
from macros.exchange.answer_cells import CellError
from macros.exchange.data_writer import CommitError
from macros.exchange.program_wheel import WheelError
from macros.exchange.splice import TooTangledError
from macros.exchange.translation_splice import NoPlaceError
from macros.exchange.workbook_limits import RefusalError
from macros.paper.documents import UnknownDocumentError
from macros.paper.faults import ClusterError, Overfull, PaperError, StoreLostError, TooLongError
from macros.problems import DataError, Problem
from macros.records.path import NoSuchPathError
from macros.records.source import UnreadableError
from macros.rendering.renderer import NoSuchPageError
from macros.web.site_build import SiteError
from macros.web.tokens import TokenError
from tests.test_structure import MODULES

PROBLEMS = [
    Problem("data/b.yaml", 2, 1, "phone", "fel nummer", "Skriv riktnumret först."),
    Problem("data/a.yaml", 9, 1, "email", "fel adress"),
]
SAMPLES = (
    BadPictureError("det är ingen bild som går att läsa"),
    CannotChangeError("Posten står redan ytterst i listan."),
    CellError("rutan har ingen månad", "Skriv år och månad, till exempel 2027-03."),
    ClusterError("Inget kluster svarar."),
    CommitError("data/b.yaml har ändrats under tiden."),
    DataError(PROBLEMS),
    GitError("Programmet git finns inte på datorn."),
    HistoryError("Mappen data ligger inte i ett git-arkiv."),
    LargePictureError(),
    LedgerError("data/addresses.yaml har ändrats under tiden."),
    NoPlaceError("leaflets.familj.title"),
    NoSuchPageError("kalix/flode"),
    NoSuchPathError("witin", ["within", "counted_from"]),
    NotPictureError(),
    NotSvgError(),
    OtherPdfError(),
    PaperError("kalix/rutin", ["bilden saknas", "tecknet saknas"]),
    RefusalError("kalkylarket är skadat", "Hämta ett nytt."),
    SettingError("fel tid"),
    SiteError("WARNING: a link leads nowhere"),
    StoreLostError("lagret s3://pdf går inte att nå"),
    SuggestionError("Inget har ändrats."),
    TokenError("--s4"),
    TooLongError("kalix/kort", [Overfull("kortets baksida", "contacts.bum")]),
    TooTangledError("a list in one line"),
    UnknownDocumentError("rutinn"),
    UnreadableError(PROBLEMS[0]),
    WheelError("Filen är inte programmet."),
)


def test_every_exception_has_a_sample() -> None:
    """A new class is tried below too."""
    source = "\n".join(module.read_text(encoding="utf-8") for module in MODULES)
    defined = re.findall(r"^ *class (\w+)\(.*(?:Error|Exception)\b.*\):$", source, re.MULTILINE)

    assert sorted(defined) == [type(error).__name__ for error in SAMPLES]


@pytest.mark.parametrize("error", SAMPLES, ids=lambda error: type(error).__name__)
def test_an_exception_survives_pickling_and_copying(error: Exception) -> None:
    """Its words, and what it carries."""
    for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert (type(error), str(error), vars(error)) == (type(twin), str(twin), vars(twin))
