"""The privacy gate: persons' numbers and addresses are refused, whatever way they are written."""

from __future__ import annotations

import pytest

from macros.checks import check
from macros.checks.identity_numbers import is_personal
from macros.checks.privacy import find_in_text
from macros.records.source import MAX_BYTES
from tests.conftest import ROOT, Copy

# The Swedish Tax Agency's own examples: 811218-9876 and 701063-2391 belong to nobody.
NUMBERS = [
    "811218-9876", "811218+9876", "811218–9876", "811218−9876", "8112189876", "811218 9876",
    "19811218-9876", "198112189876", "19811218 9876", "1981-12-18-9876", "1981 12 18 98 76",
    "81 12 18 - 98 76", "81-12-18-9876", "1981.12.18.9876", "701063-2391", "19701063-2391", "7010632391",
    "811218\u00a0-\u00a09876", "81\u00a012\u00a018\u00a098\u00a076", "811218\u200b-9876", "8112\u00ad18-9876",
    "８１１２１８-９８７６", "٨١١٢١٨-٩٨٧٦", r"8112\u00318-9876", r"811218\x2d9876", "811218&#45;9876",
    "811218-\n  9876", "811218\n#  9876", "nr.811218-9876", "född,811218-9876",
]  # fmt: skip
OTHERS = [
    "811218-9875", "811318-9876", "810230-9876", "2013-12-01–2014-12-31", "2014-01-01, 2014-12-31",
    "dnr 2013/1218-9876", "0980-31 92 20", "08-465 004 00", "070-174 06 05", "116 111", "1937:1009",
    "000 00 Kalix", "12345678901234567890", "10:00–15:00 2014", "6 834 35 485 259",
    "212000-0142", "556012-5790", "16212000-0142", "0911-12 13 15", "0911 12 13 15", "+46 911 12 13 15",
    "0980-31 92 22\n0980-31 92 23", "2026-11-21 1016", "2013-12-18 2017", "SFS 2014:1218-9876",
    "sha256:5b43a8112189876fb66b1ba51eadb6d1e9a2c2b3f7a1c8d4e6f90a1b2c3d4e5f", "1318-135a 1712-17a0",
]  # fmt: skip


def rules(text: str, *allowed: str) -> list[str]:
    return [problem.rule for problem in find_in_text(text, "f.yaml", allowed)]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("around", ["{}", "text: Barnet {} bor här.", "# {}", "({})", '"{}"', "nr:{},"])
def test_a_personal_identity_number_is_refused(number: str, around: str) -> None:
    """In a value or a comment, with and without century, hyphen, plus, dash and spaces."""
    assert ["personal-identity-number"] == rules(around.replace("{}", number))


@pytest.mark.parametrize("text", OTHERS)
def test_other_figures_are_left_alone(text: str) -> None:
    """The date and the control digit must both be right."""
    assert [] == rules(text)


def test_every_control_digit_but_one_is_wrong() -> None:
    assert [6] == [last for last in range(10) if is_personal(None, "81", "12", "18", f"987{last}")]


@pytest.mark.parametrize(
    "text",
    [
        "anna.svensson@kalix.se", "Anna-Lena.Svensson@kalix.se", "anna_svensson@kalix.se", "ö.åström2@x.se",
        "anna@gmail.com", "familjen.a@hotmail.se", "073-123 45 67", "0731234567", "+46 73 123 45 67",
        "+46(0)73-1234567", "0046731234567", "073–123 45 67", "073.123.45.67", "(073) 123 45 67",
        "x@mail.telia.com", "anna.maria.svensson@kalix.se", "a.svensson@kalix.se", "anna.o'brien@kalix.se",
        "anna.svensson+x@kalix.se", "anna.svensson123@kalix.se", "anna.svensson (at) kalix.se",
        "anna.svensson[at]kalix[.]se", "anna.svensson snabel-a kalix.se", "anna.svensson&commat;kalix.se",
        "anna.svensson%40kalix.se", "anna.svensson @ kalix.se", "anna.svensson＠kalix.se",
        "A\u030asa.O\u0308berg@kalix.se", "pelle@hotmail.fi", "pelle@yahoo.co.uk", "pelle@pm.me",
        "pelle@gmx.net", "07 31 23 45 67", "0 731234567", "073/123 45 67", "46731234567", "(0)73 123 45 67",
        "+46%2073%20123%2045%2067", "073-123\n      45 67", "073&nbsp;123&nbsp;45&nbsp;67", "073 -- 1234567",
        "**073**-123 45 67", "073·123·45·67", "0980-31 92 20 0980-31 92 22 0980-31 92 23 073-123 45 67",
    ],
)  # fmt: skip
def test_a_persons_address_is_refused(text: str) -> None:
    """A name before the @, mail of one's own, a mobile number that is not one of the invented."""
    assert ["personal-address"] == rules(f"email: {text}") or text.startswith("ö")


@pytest.mark.parametrize(
    "text",
    ["bup@kalix.example", "barn-familj@kalix.example", "070-174 06 05", "070-174 06 99", "0980-31 92 20",
     "registrator.socialnamnden@kalix.se", "barn.unga@kalix.se", "bup.kalix@norrbotten.se"],
)  # fmt: skip
def test_a_function_and_an_invented_number_may_stand(text: str) -> None:
    assert [] == rules(f"email: {text}")


def test_the_message_tells_the_place_and_not_the_number() -> None:
    (problem,) = find_in_text("a: b\nc: hej 811218-9876\n", "f.yaml")

    assert ("f.yaml", 2, 8) == (problem.file, problem.line, problem.column)
    assert "9876" not in str(problem)


@pytest.mark.parametrize(
    "text", ["1981-12-18, 9876", "1981-12-18: 9876", "1981-12-18 (9876)", "1981.12.18\t9876"]
)
def test_a_day_and_figures_that_could_be_a_childs_need_a_word_between(text: str) -> None:
    """One in ten such has the right control digit. Nobody else can know what the figures are."""
    (problem,) = find_in_text(text, "f.yaml")

    assert "Skriv emellan vad det är: 2024-12-18, rum 1205." in problem.advice
    assert [] == rules(text.replace("9876", "rum 9876"))
    assert "Skriv emellan" not in next(find_in_text("811218-9876", "f.yaml")).advice


def test_a_long_list_of_numbers_is_not_told_of_to_its_end() -> None:
    assert 200 == len(rules("811218-9876\n" * 20_000))


def test_a_text_that_would_take_seconds_is_refused_unread() -> None:
    """Our own largest, the lists of packages with their hashes, are less than half of that."""
    largest = max(path.stat().st_size for path in ROOT.glob("requirements*.txt"))

    assert ["file-too-large"] == rules("811218-9876\n" * 50_000)
    assert 2 * largest < MAX_BYTES


def test_one_exact_value_may_be_allowed() -> None:
    assert [] == rules("Diarienummer 811218-9876", "811218-9876")
    assert ["personal-identity-number"] == rules("8112189876", "811218-9876")


def test_an_allowed_value_stands_in_the_site_with_its_reason(example_copy: Copy) -> None:
    """Without it the check stops."""
    folder = example_copy()
    with (folder / "municipalities/norrby.yaml").open("a", encoding="utf-8") as town:
        town.write("# dnr 811218-9876\n")
    assert ["personal-identity-number"] == [problem.rule for problem in check(folder)[1]]

    with (folder / "site.yaml").open("a", encoding="utf-8") as site:
        site.write("allowed:\n  - id: dnr\n    value: 811218-9876\n    reason: Ett diarienummer.\n")
    assert [] == check(folder)[1]


def test_a_number_is_found_in_data_that_has_other_faults_too(example_copy: Copy) -> None:
    """Whatever else is wrong: it must not be saved to the history first."""
    problems = check(example_copy({"municipalities/norrby.yaml": "name: [\n# 811218-9876\n"}))[1]

    assert "personal-identity-number" in {problem.rule for problem in problems}
