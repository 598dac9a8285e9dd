"""The information sheet: what comes into a number by itself, on page and paper and in the e-mail."""

from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from macros.checks import load
from macros.paper.documents import Writer
from macros.records.contents import pages_in, sheets_in
from macros.records.issues import list_numbers, make_issue
from macros.records.month_sheet import make_month_sheet
from macros.records.whole_shelf import Shelf
from macros.rendering import Renderer, Web
from macros.rendering.news_functions import write_mail
from tests.conftest import Copy, run_parmen
from tests.sites import TODAY

NUMBER = "areas/exempelbygden/newsletters"


def test_each_change_is_in_one_number(example: Shelf) -> None:
    """In the first after its day; one from before the first number's time is in none."""
    binder = example.binders["norrby"]
    revisions = {
        key: [revision.id for revision in make_issue(binder, key).revisions] for key in list_numbers(binder)
    }

    assert {"2": ["ring-forst"], "1": ["norrby-tio-dagar"]} == revisions
    assert list_numbers(binder) == ["2", "1"]


@pytest.mark.parametrize(
    ("written", "first"), [("2026-11", "3"), ("2026-10", "2"), ("2026-11-15", "2"), ("2026", "3")]
)
def test_a_month_belongs_to_the_number_after_it(written: str, first: str, example_copy: Copy) -> None:
    """Else a change late in the month would never be told of, or twice."""
    later = "date: 2027-01-15\ntitle: Vintern\n"
    folder = example_copy({f"{NUMBER}/3.yaml": later})
    file = folder / "agreements/exempelavtalet/revisions.yaml"
    file.write_text(file.read_text("utf-8").replace("2026-10-12", written), encoding="utf-8")
    binder = load(folder, TODAY).binders["norrby"]
    found = [
        key
        for key in list_numbers(binder)
        if any(revision.id == "ring-forst" for revision in make_issue(binder, key).revisions)
    ]

    assert [first] == found


def test_only_the_newest_number_says_what_comes_and_today_decides_nothing(example: Shelf) -> None:
    """The days are counted from the number's own."""
    for today in (date(2026, 11, 20), date(2028, 1, 1)):
        binder = replace(example, today=today).binders["norrby"]
        ahead = {key: [(row.words, str(row.what)) for row in make_issue(binder, key).ahead] for key in "12"}

        assert {"1": [], "2": [("Senast 31 december 2026", "Gå igenom enkäterna")]} == ahead


def test_a_number_has_a_page_and_a_sheet_of_its_own(example: Shelf) -> None:
    """Below *Nytt*, with no line in the register; nobody needs to choose the sheet."""
    binder = example.binders["norrby"]
    pages = [page for page in pages_in(binder) if page.pattern == "informationsblad"]

    assert {"nytt/1", "nytt/2"} == {page.name for page in pages}
    assert all(page.is_unlisted for page in pages)
    assert {"informationsblad-1", "informationsblad-2"} <= set(sheets_in(binder))
    html = Writer(example, binder).sheet("informationsblad-2").html
    for words in (
        "Fler ringer innan de kallar",
        "Informationsblad nr 2, 15 november 2026",
        "Goda exempel",
        "Ring familjen innan",
        "31 december 2026",
    ):
        assert words in html


def test_the_e_mail_says_all_of_it_in_plain_words(example: Shelf) -> None:
    """Parts with an empty line between, the address last; in the page's box line by line."""
    binder = example.binders["norrby"]
    renderer = Renderer(example, binder, Web("norrby", 3))
    mail = write_mail(make_issue(binder, "2"), binder, renderer.plain, "https://x.example/2/")
    box = str(renderer.component("mail_text", binder.newsletters["2"]))

    assert mail.startswith("Informationsblad nr 2, 15 november 2026\nExempelavtalet, Norrby\n\nFLER RINGER")
    assert "\n\nDET HÄR ÄR NYTT\n- 12 oktober 2026: Ring familjen innan kallelsen går ut\n\n" in mail
    assert "\n- Senast 31 december 2026: Gå igenom enkäterna\n\nLäs mer: https://x.example/2/" in mail
    assert mail.partition("Läs mer")[0] in unescape(box)
    assert "</textarea>" not in unescape(box.partition("<textarea")[2].partition("</textarea>")[0])


def test_what_comes_is_told_once(example_copy: Copy) -> None:
    """A day that the workplace meeting asks to write down is in the calendar too."""
    folder = example_copy({f"{NUMBER}/3.yaml": "date: 2027-02-01\ntitle: Våren\n"})
    ahead = make_issue(load(folder, TODAY).binders["norrby"], "3").ahead

    assert "10 mars 2027" in [row.words for row in ahead]
    assert len({(row.day, row.what) for row in ahead}) == len(ahead)
    assert len([row for row in ahead if row.words == "10 mars 2027"]) == 1


def test_the_command_writes_the_next_number_with_what_comes_into_it(example_copy: Copy) -> None:
    """It passes the check, and its comments say what the sheet will hold beside the editor's words."""
    folder = example_copy()
    done = run_parmen("new", "newsletter", "exempelbygden", "--today", "2026-11-21")
    again = run_parmen("new", "newsletter", "exempelbygden", "--today", "2026-11-22")
    text = Path(folder / NUMBER / "3.yaml").read_text(encoding="utf-8")
    unknown = run_parmen("new", "newsletter", "exempelbygder", "--today", "2026-11-22")

    assert (0, 0, 2) == (done.exit_code, again.exit_code, unknown.exit_code), done.output + again.output
    assert "date: 2026-11-21\n" in text
    assert "# - siffror för juli–september 2026" in text
    assert "# - på gång Senast 31 december 2026: Gå igenom enkäterna" in text
    assert "Menade du exempelbygden?" in unknown.output
    assert ["4", "3", "2", "1"] == list_numbers(load(folder, date(2026, 11, 22)).binders["norrby"])


def test_readers_may_choose_whose_news_to_see(example: Shelf) -> None:
    """Only among those whom something is written for; on paper all of it stands."""
    binder = example.binders["norrby"]
    web = Renderer(example, binder, Web("norrby", 2))
    html = str(web.component("revisions", binder.news, choose=True))
    without = str(web.component("revisions", [item for item in binder.news if not item.meaning], choose=True))
    paper = Writer(example, binder).sheet("nytt-sedan").html

    assert ["all", "staff", "managers", "family"] == [
        part.partition('"')[0] for part in html.split('name="for" value="')[1:]
    ]
    assert 'class="revision to-staff to-managers" id="andring-v2-1"' in html
    assert 'class="revision to-staff to-managers to-family" id="andring-ring-forst"' in html
    assert "<fieldset" not in without
    assert "<fieldset" not in paper
    assert "Ge personalen tid att ringa." in paper


def test_only_the_newest_number_has_the_latest_figures(example: Shelf) -> None:
    """On page and in the e-mail, in the words of the monthly sheet; an older one would change with the data."""
    renderer = Renderer(example, example.binders["norrby"], Web("norrby", depth=3))
    sheet = make_month_sheet(example.binders["norrby"])
    assert sheet is not None
    heading = f"Siffror för {sheet.latest_period}"
    row, cell = next((row, cell) for row, cell in sheet.latest if not row.answer)
    said = f"{renderer.plain(row.measure.text)}: {cell.words}"

    for key, newest in (("2", True), ("1", False)):
        issue = make_issue(example.binders["norrby"], key)
        page = renderer.component("newsletter", issue.number)
        mail = write_mail(issue, example.binders["norrby"], renderer.plain, "https://x.example/")
        assert newest == (heading in page) == (f"{heading.upper()}\n- {said}" in mail), key


def test_a_number_tells_the_figures_of_its_own_day(example: Shelf) -> None:
    """What is counted later is not in it; a number from before the first figures has none."""
    binder = example.binders["norrby"]
    said = {}
    for day in (date(2026, 9, 30), date(2026, 10, 1), date(2026, 2, 1)):
        number = binder.newsletters["2"].model_copy(update={"date": day})
        own = binder.model_copy(update={"newsletters": {"2": number}})
        renderer = Renderer(example, own, Web("norrby", depth=3))
        page = str(renderer.component("newsletter", number))
        mail = write_mail(make_issue(own, "2"), own, renderer.plain, "https://x.example/")
        heading = page.partition("Siffror för ")[2].partition("<")[0]
        said[day] = heading, heading.upper() in mail, "SIFFROR" in mail

    assert [
        ("april–juni 2026", True, True),
        ("juli–september 2026", True, True),
        ("", True, False),
    ] == list(said.values())
