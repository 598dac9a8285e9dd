"""Invented exports of web surveys: the same answers each time, as the usual tools write them.

``python -m tests.survey_exports`` makes the example's figures anew from them.
"""

import csv
import io
import random
import shutil
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

TODAY = date(2026, 11, 21)
COORDINATOR = "enkat-samordnare"
ABOUT = ("ID", "Starttid", "Slutförandetid", "E-post", "Namn")
"""What the tool writes about who answered, before the questions."""
QUESTIONS = {
    "manad": "Vilken månad hölls samverkansmötet?",
    "antal": "Hur många var med på samverkansmötet?",
    "barnet-med": "Var barnet med?",
    "roll": "Är din uppgift som samordnare tydlig?",
    "kallade": "Vem kallade?",
    "samordnare": "Vilken verksamhet samordnar?",
    "enheter": "Vilka verksamheter var med?",
    "kriterier": "Vad har planen?",
    "mer": "Vill du berätta något mer?",
}
MONTHS = ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober",
          "november", "december")  # fmt: skip
A_YEAR = (6, 7, 6, 6, 7, 5, 2, 6, 8, 5, 2)
"""How many answered each month from January on: 60."""

Answers = list[dict[str, object]]


def list_coordinators() -> Answers:
    """Return 60 answers of coordinators from January to November 2026."""
    chance = random.Random(2026)
    services = ("Elevhälsan", "Socialtjänsten", "BVC", "BUP")
    answers: Answers = []
    for month, times in enumerate(A_YEAR, 1):
        for _ in range(times):
            with_plan = [("Samtycke finns", 0.95), ("Det står vem som gör vad", 0.65)]
            criteria = [
                word
                for word, share in [*with_plan, ("Planen är underskriven", 0.5)]
                if chance.random() < share
            ]
            own = chance.choices(services, (6, 5, 1, 3))[0]
            others = [
                name
                for name, share in zip(services, (0.6, 0.5, 0.1, 0.3), strict=True)
                if chance.random() < share
            ]
            answers.append(
                {
                    "manad": f"{MONTHS[month - 1]} 2026",
                    "antal": chance.randint(3, 8),
                    "barnet-med": chance.choices(("Ja", "Nej"), (7, 3))[0],
                    "roll": chance.choices(("Inte alls", "Delvis", "Helt"), (1, 5, 6))[0],
                    "kallade": chance.choices(("Skolan", "Socialtjänsten", "Vården"), (6, 3, 1))[0],
                    "samordnare": own,
                    "enheter": [name for name in services if name == own or name in others],
                    "kriterier": criteria,
                    "mer": chance.choice(["", "", "Kim Andersson ringde tre gånger"]),
                }
            )
    return answers


def list_dated(
    question: str, choices: Sequence[object], weights: Sequence[int], times: Sequence[int]
) -> Answers:
    """Return answers to one question with the time when each came, so many each month from January 2026."""
    chance = random.Random(question)
    return [
        {
            "Tidsstämpel": datetime(2026, month, 1, 8, 30) + timedelta(days=chance.randint(0, 27)),
            question: chance.choices(choices, weights)[0],
        }
        for month, count in enumerate(times, 1)
        for _ in range(count)
    ]


def write_forms(answers: Answers) -> bytes:
    """Return the workbook of a tool that writes several answers with semicolons."""
    rows = [
        (
            number,
            datetime(2026, 1, 1),
            datetime(2026, 1, 1),
            "kim@norrby.example",
            "Kim Andersson",
            *map(_join, answer.values()),
        )
        for number, answer in enumerate(answers, 1)
    ]
    return write_workbook(
        [(*ABOUT, *(f"{n}. {QUESTIONS[key]}" for n, key in enumerate(answers[0], 1))), *rows]
    )


def write_dated(answers: Answers) -> bytes:
    """Return the workbook of a tool that writes when each answer came."""
    return write_workbook([tuple(answers[0]), *(tuple(answer.values()) for answer in answers)])


def write_workbook(rows: Iterable[Sequence[object]], title: str = "Formulärsvar 1") -> bytes:
    """Return a workbook with one sheet of these rows."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def write_table(answers: Answers, separator: str = ";", encoding: str = "cp1252") -> bytes:
    """Return the same as csv, as older tools in Windows save it."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=separator)
    writer.writerow(QUESTIONS.get(key, key) for key in answers[0])
    writer.writerows([_join(value) for value in answer.values()] for answer in answers)
    return file.getvalue().encode(encoding)


def _join(value: object) -> object:
    return ";".join(map(str, value)) + ";" if isinstance(value, list) and value else value or None


def list_exports() -> dict[str, tuple[str, bytes]]:
    """Return the example's exports by survey, with the name of each file."""
    child = list_dated(
        "Hur bra lyssnade de vuxna på dig?",
        ("Mycket dåligt", "Dåligt", "Sådär", "Bra", "Mycket bra"),
        (1, 1, 3, 6, 5),
        (3, 4, 3, 2, 3, 3, 1, 4, 5, 2),
    )
    custodian = list_dated(
        "Hur nöjd är du med hjälpen?", range(1, 11), (1, 1, 1, 1, 2, 2, 4, 6, 5, 3), A_YEAR
    )
    chance = random.Random(7)
    for answer in custodian:
        answer["Fick du vara med och bestämma?"] = chance.choices(("Ja", "Nej"), (4, 1))[0]
    return {
        COORDINATOR: ("samordnare.xlsx", write_forms(list_coordinators())),
        "enkat-barn": ("barn.xlsx", write_dated(child)),
        "enkat-foralder": ("foralder.xlsx", write_dated(custodian)),
    }


def main(data: Path = Path("tests/exempel")) -> None:
    """Make the example's figures anew."""
    from tempfile import TemporaryDirectory

    from macros.__main__ import main as parmen

    shutil.rmtree(data / "areas/exempelbygden/figures", ignore_errors=True)
    with TemporaryDirectory() as folder:
        for survey, (name, content) in list_exports().items():
            file = Path(folder, name)
            file.write_bytes(content)
            arguments = [
                "figures", "import", str(file), "--data", str(data), "--area", "exempelbygden",
                "--survey", survey, "--today", TODAY.isoformat(),
            ]  # fmt: skip
            parmen(arguments, standalone_mode=False)


if __name__ == "__main__":
    main()
