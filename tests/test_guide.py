"""The editor's guide, carried out as written: each page's edits, commands and what one is to see afterwards."""

import re
import shlex
import shutil
import subprocess
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin

import pytest

from macros.__main__ import COMMANDS
from macros.changes.reader_view import View
from macros.checks import check, load
from macros.paper.documents import parts_of
from macros.paper.sheet_build import make_selection
from macros.records.contents import sheets_in
from macros.records.fields import anchor, fields_of
from macros.records.kinds import Kinds
from macros.records.path import lookup
from macros.records.registry import PAGES
from macros.records.whole_shelf import Shelf
from macros.web.field_reference import files_of_fields, find_page, group_files
from tests.conftest import ROOT, Copy, run_parmen
from tests.edits import edit_example, replace_text
from tests.page_text import draw_page
from tests.paper.printed import Printed

GUIDE = ROOT / "docs" / "redaktor"
GUIDE_PAGES = {path.stem for path in GUIDE.glob("*.md")}
NORRBUS = {"haparanda", "kalix", "overkalix", "overtornea"}
PREVIEW = "http://127.0.0.1:8000/"
NOW = "1795305600"  # 22 November 2026
NEEDS_MORE = {
    "egen-parm",
    "oppna-data",
    "forslag",
    "fore-och-efter",
    "hitta",
    "lamna",
    "samarbete",
    "siffror",
    "webbhotell",
}
"""Pages whose commands need a history of versions, the whole project, or other data: with tests of their own."""
NO_TASKS = {"index", "borja", "utan-make", "skriva", "falt", "personuppgifter", "formular"}
TASKS = sorted(GUIDE_PAGES - NO_TASKS - NEEDS_MORE, key=lambda page: (page == "kommun", page))
"""The pages to carry out, one after another. The new municipality comes last: the others count the old ones."""
KALIX = Path("data/municipalities/kalix.yaml")


class Block(NamedTuple):
    """A block of code on a page: its language, its text, and what the page says before it."""

    language: str
    text: str
    before: str

    @property
    def lead(self) -> str:
        """The sentences that tell what to do with the block."""
        return self.before.strip().split("\n\n")[-1]


def page_text(page: str) -> str:
    return (GUIDE / f"{page}.md").read_text(encoding="utf-8")


def blocks(page: str) -> list[Block]:
    """Return a page's blocks of code in order."""
    pieces = re.split(r"^```(\w+)\n(.*?)^```$", page_text(page), flags=re.DOTALL | re.MULTILINE)
    return list(map(Block, pieces[1::3], pieces[2::3], pieces[::3]))


def texts_in(page: str, language: str) -> list[str]:
    """Return the texts of a page's blocks in a language."""
    return [block.text for block in blocks(page) if block.language == language]


def commands_in(page: str) -> list[str]:
    """Return the lines that a page tells one to run."""
    return "".join(texts_in(page, "sh")).splitlines()


class Editor:
    """Someone who does what a page says and nothing else, in a folder of her own."""

    file, old, answer = Path(), "", ""

    def carry_out(self, page: str) -> None:
        """Do what each block of a page is for."""
        for block in blocks(page):
            if names := re.findall(r"`(data/[^`]+\.yaml)`", block.before):
                self.file = Path(names[-1])
            if block.language == "yaml":
                self.edit(block)
            elif block.language == "sh":
                for line in block.text.splitlines():
                    self.run(line)
            else:
                assert "börja" in block.lead
                assert self.answer.startswith(block.text.rstrip("\n")), self.answer

    def edit(self, block: Block) -> None:
        """Find rows, change them, add rows last, or make a new file."""
        before = self.file.read_text(encoding="utf-8") if self.file.exists() else ""
        if "Leta upp de här raderna" in block.lead:
            assert 1 == before.count(block.text), f"not once in {self.file}:\n{block.text}"
            self.old = block.text
            return
        after = {
            "Ändra så att det står": before.replace(self.old, block.text),
            "längst ner": before + block.text,
            "ny fil": block.text,
        }
        (order,) = [words for words in after if words in block.lead]
        assert order != "ny fil" or not before, f"{self.file} is there already"
        self.file.write_text(after[order], encoding="utf-8")

    def run(self, line: str) -> None:
        """Run a command as the terminal would. The preview is built afterwards, page by page."""
        if line == "make serve":
            return
        program, *words = shlex.split(line.replace("make check", ".venv/bin/parmen check"))
        done = run_parmen(*words)
        assert (".venv/bin/parmen", int("--publish" in words)) == (program, done.exit_code), done.output
        self.answer = done.stdout


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Editor:
    """An editor with the data before her, as fresh from the project. The program's own pages are left unread."""
    for folder in ("data", "docs/assets/marks"):
        shutil.copytree(folder, tmp_path / folder)
    monkeypatch.setattr("macros.checks.file_gate.ROOT", tmp_path)
    monkeypatch.setattr("macros.checks.DOCS", tmp_path / "docs")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOW)
    monkeypatch.chdir(tmp_path)
    return Editor()


def promises(page: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each address of the preview that a page names, and the words in bold that are to stand there."""
    for paragraph in page_text(page).split("\n\n"):
        for address, rest in re.findall(rf"`{PREVIEW}([^`]+)`((?:(?!`{PREVIEW}).)*)", paragraph, re.DOTALL):
            yield address, re.findall(r"\*\*(.+?)\*\*", rest)


def words_of(html: str) -> str:
    """Return a page's words, without its marks."""
    text = unescape(re.sub(r"<(script|style).*?</\1>|<[^>]*>", "", html, flags=re.DOTALL))
    return " ".join(text.replace("\u00ad", "").replace("\u2011", "-").split())


def phone_number_is_in_the_pdf(shelf: Shelf) -> None:
    """The last step of the first task: the same number on paper, and the old one nowhere."""
    text = " ".join(Printed(Path("kontakter.pdf")).plain().replace("\u2011", "-").split())
    assert (True, False) == ("0980-31 92 60" in text, "0980-31 92 20" in text)


def question_is_changed_and_one_is_added(shelf: Shelf) -> None:
    """The wording is changed in place, the new question stands after it."""
    changed, neighbour = (
        [question.id for question in shelf.binders[slug].checklists["samverkan"].questions]
        for slug in ("haparanda", "kalix")
    )
    assert (changed.index("vem-bjuder-in") + 1, len(neighbour) + 1) == (changed.index("tolk"), len(changed))


def packet_has_other_parts(shelf: Shelf) -> None:
    """A part less, a part more in its place, and a day that news count from. Its neighbour is as it was."""
    changed, neighbour = (
        [
            part.name
            for part in parts_of(
                binder, next(packet for packet in binder.packets if packet.id == "apt-paket")
            )
        ]
        for binder in (shelf.binders["haparanda"], shelf.binders["kalix"])
    )
    assert ("fall" in neighbour, "fall" in changed, "nytt-sedan-2026-10-01" in changed) == (True, False, True)
    assert changed.index("grona-kortet") + 1 == changed.index("checklista")


def agreement_is_adopted_and_announced(shelf: Shelf) -> None:
    """Who decided and until when; the news in each municipality that follows it, and in no other."""
    agreement = shelf.binders["kalix"].agreement
    news = {slug: {item.id for item in binder.news} for slug, binder in shelf.binders.items()}
    assert ("adopted", "2030-12-31") == (agreement.state, agreement.control.valid_to.start)
    assert NORRBUS | {"norrby"} == {slug for slug, ids in news.items() if "version-3" in ids}


def language_is_in_the_whole_area(shelf: Shelf) -> None:
    """A leaflet of its own in each of the municipalities; the other collaboration has none."""
    names = {slug: sheets_in(binder) for slug, binder in shelf.binders.items()}
    assert NORRBUS | {"norrby"} == {slug for slug in names if "familj-fi" in names[slug]}


def eighth_municipality_is_one_short_file(shelf: Shelf) -> None:
    """It has every sheet that its neighbours have, from the area and the agreement."""
    lines = Path("data/municipalities/norrby.yaml").read_text(encoding="utf-8").partition("\ncontacts:")[0]
    assert 12 >= len([line for line in lines.splitlines() if line and not line.startswith("#")])
    new, kalix = shelf.binders["norrby"], shelf.binders["kalix"]
    towns = {binder.slug for binder in shelf.binders.values()}
    assert (8, True) == (len(towns), new.routine is not None)
    assert sheets_in(new) == sheets_in(kalix)
    assert make_selection(shelf, "norrby", ["kontakter"]).startswith(b"%PDF-")


def step_and_sheets_are_the_municipalitys_own(shelf: Shelf) -> None:
    """A step more and a sheet less in one municipality, a form more in another; their neighbour has neither."""
    changed, neighbour, third = (shelf.binders[slug] for slug in ("nordanstig", "ljusdal", "hudiksvall"))
    steps = [step.id for step in changed.routine.steps]
    assert steps.index("fraga-om-tolk") + 1 == steps.index("kalla")
    assert "fraga-om-tolk" not in [step.id for step in neighbour.routine.steps]
    sheets = [["adresslappar" in sheets_in(one), "samtalsanteckning" in sheets_in(one)]
              for one in (changed, neighbour, third)]  # fmt: skip
    assert [[False, False], [True, True], [True, False]] == sheets


def municipality_has_one_more_binder(shelf: Shelf) -> None:
    """At an address of its own. Its contacts are the municipality's, of the services that it has."""
    first, further = shelf.binders_of("overkalix")
    contacts = {contact.id for contact in further.contacts}
    assert ("overkalix", "overkalix/skolnarvaro-overkalix") == (first.address, further.address)
    assert "example" == further.agreement.state
    assert (
        {"skola", "narvarosamordnare"}
        <= contacts
        <= {"narvarosamordnare"} | {contact.id for contact in first.contacts}
    )


AFTERWARDS: tuple[Callable[[Shelf], None], ...] = (
    phone_number_is_in_the_pdf,
    question_is_changed_and_one_is_added,
    packet_has_other_parts,
    agreement_is_adopted_and_announced,
    language_is_in_the_whole_area,
    eighth_municipality_is_one_short_file,
    step_and_sheets_are_the_municipalitys_own,
    municipality_has_one_more_binder,
)
"""What else holds when the pages have been carried out, beside what they promise themselves."""


def read_data() -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in Path("data").rglob("*.yaml")}


@pytest.mark.paper
def test_every_task_is_carried_out_as_written(editor: Editor, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rows are there to find, the check answers as promised, and the pages show what the guide says.

    The pages of the new municipality say that nothing applies yet.
    """
    for page in TASKS:
        before = read_data()
        editor.carry_out(page)
        assert page != "kalkylark" or before == read_data()
    shelf = load(Path("data"))
    for check_result in AFTERWARDS:
        check_result(shelf)
    monkeypatch.chdir(ROOT)

    promised = [promise for page in TASKS for promise in promises(page)]
    assert len(promised) > 8
    for address, words in promised:
        slug = max((slug for slug in shelf.binders if address.startswith(f"{slug}/")), key=len)
        page, _, language = address.removeprefix(f"{slug}/").strip("/").partition("/")
        html = draw_page(shelf, page or "index", slug, language or "sv")
        assert [] == [word for word in words if word not in words_of(html)], address
    pages = {tab.name: draw_page(shelf, tab.name, "norrby") for tab in PAGES}
    assert [] == [name for name, html in pages.items() if "Gäller inte än" not in html]


def test_the_interpreter_reads_what_the_guide_promises() -> None:
    """The tests above see what they are meant to see."""
    assert [
        ("haparanda/rutin/", []),
        ("haparanda/rutin/", ["21 dagar"]),
        ("kalix/rutin/", ["14 dagar"]),
    ] == list(promises("tid"))
    assert ["yaml", "yaml", "sh", "text", "sh"] == [block.language for block in blocks("tid")]


@pytest.fixture
def history(editor: Editor, own_git: None) -> Editor:
    """The editor's folder with one municipality, under versions, and another place to hand changes to."""
    run_shell(
        "rm data/municipalities/[!k]*; git init -q -b main; git init -q --bare -b main delad; git remote add origin ./delad;"
        "git add data; git commit -q -m Början; git push -q -u origin main"
    )
    return editor


@pytest.mark.slow
def test_a_new_collaboration_is_begun(editor: Editor) -> None:
    """The three commands, as written: a binder that passes the check, beside the municipality's first one."""
    editor.carry_out("samarbete")
    first, *_, second = load(Path("data")).binders_of("kalix")

    assert ("kalix/halsosamtal-i-kalix", "6–16 år") == (second.address, str(second.ages))
    assert "Norrbus" == first.agreement.short
    assert f"`{PREVIEW}{second.address}/`" in page_text("samarbete")


def run_shell(lines: str) -> str:
    """Run lines as a terminal would, up to the first that fails. Return what they print."""
    command = ["sh", "-e", "-c", lines]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout


@pytest.mark.slow
@pytest.mark.usefixtures("quick_pages")
def test_a_change_is_shown_before_it_is_handed_over(history: Editor) -> None:
    """Which pages an edit reaches, what has changed, and what applied on a day.

    What stands around each page is tried by tests/changes/test_reach.py.
    """
    history.file = KALIX
    for block in blocks("telefon")[:2]:
        history.edit(block)

    history.carry_out("fore-och-efter")

    assert (4, True) == (len(commands_in("fore-och-efter")), "14 dagar" in history.answer)


@pytest.mark.usefixtures("history")
def test_a_change_is_handed_over() -> None:
    """The four rows for Git, as written: the others have it afterwards."""
    replace_text(KALIX, ("name: Kalix", "name: Kalix # Ändrad"))

    run_shell("\n".join(commands_in("lamna")))

    assert "Nytt nummer" in run_shell("git --git-dir delad log -1 --format=%s main")


def test_a_suggestion_is_made_as_the_page_says(history: Editor, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a branch, and as a ZIP. Where the edit shows is left out here."""
    monkeypatch.setattr("macros.changes.reach.make_view", lambda *_: View())
    replace_text(KALIX, ("phone: 0980-31 92 20", "phone: 0980-31 92 21"))

    history.carry_out("forslag")

    assert Path("forslag.zip").is_file()
    assert "forslag-2026-11-22-andrat-telefon" in run_shell("git branch")


def test_the_first_day_names_what_there_is() -> None:
    """The commands of the page that sets everything up are those of the Makefile and the README."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = [line.removeprefix("make ") for line in commands_in("borja") if line.startswith("make ")]

    assert ["check", "hooks", "serve"] == targets
    assert [] == [target for target in targets if f"\n{target}: " not in makefile]
    assert "\ncheck: .venv/.ready\n\t$(BIN)/parmen check\n" in makefile


@pytest.mark.usefixtures("editor")
def test_the_first_day_without_make_names_what_there_is() -> None:
    """Each command is one of ours, one of others, and the check answers as promised."""
    lines = commands_in("utan-make")
    ours = [line.split()[1] for line in lines if line.startswith("parmen ")]
    (answer,) = texts_in("utan-make", "text")

    assert ["doctor", "check", "serve"] == ours
    assert ([], []) == ([word for word in ours if word not in COMMANDS], [x for x in lines if "make" in x])
    assert run_parmen("check").output.startswith(answer.strip())
    assert "git config core.hooksPath .githooks" in lines
    assert "\tgit config core.hooksPath .githooks\n" in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_the_table_of_other_words_covers_every_target_that_the_guide_uses() -> None:
    """Whoever has no make can read every page."""
    table = page_text("utan-make").split("| Där det står | skriver du |")[1]
    pages = "\n".join(map(page_text, GUIDE_PAGES - {"utan-make", "webbhotell"}))
    used = set(re.findall(r"(?:^|`)(make [a-z]+)", pages, re.MULTILINE))

    assert used <= set(re.findall(r"^\| `(make [a-z]+)`", table, re.MULTILINE))


@pytest.mark.usefixtures("editor")
def test_the_example_of_a_fault_is_what_the_check_says() -> None:
    """The fault that the guide shows, made: the same words, and where the field is described."""
    replace_text(KALIX, ("phone: 0980-31 92 20", "telefn: 0980-31 92 20"))
    shown = texts_in("skriva", "text")[0].splitlines()

    lines = run_parmen("check").output.splitlines()

    assert shown == [line[: len(start)] for line, start in zip(lines, shown, strict=False)]
    assert any(f"Läs mer: {PREVIEW}redaktor/falt/kontakter/#contact-phone" in line for line in lines)


def test_every_page_of_the_guide_is_reached_from_its_first() -> None:
    """And each page that the first one names is there."""
    named = set(re.findall(r"\]\(([a-z-]+)\.md", page_text("index")))
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")

    assert GUIDE_PAGES - {"index"} == named
    assert [] == [name for name in named if f"redaktor/{name}.md" not in navigation]


def test_the_programmers_example_of_several_areas_is_read(example_copy: Copy) -> None:
    """The files of data/README.md, beside an area of another agreement: a binder for each area."""
    text = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    files = dict(
        re.findall(
            r"^```yaml\n# ((?:areas/delbygden|municipalities/vik)\.yaml):.*?\n(.*?)^```$",
            text,
            re.DOTALL | re.MULTILINE,
        )
    )
    area = "state: example\nname: Skolbygden\nagreement: exempelavtalet\nlead: Skolor.\nplaces: Vik\n"

    shelf = load(example_copy({**files, "areas/skolbygden.yaml": area}))

    assert {"vik": "fem dagar", "vik/skolbygden": "tio arbetsdagar"} == {
        binder.address: str(lookup(binder, "routine.meeting.within")) for binder in shelf.binders_of("vik")
    }


# All fields


@pytest.fixture(scope="module")
def anchors() -> list[str]:
    """The anchors of the page of all fields: of its tables and of their rows."""
    tables = [table for file in files_of_fields() for table in file.tables]
    return [described.anchor for table in tables for described in (table, *table.fields)]


def test_every_field_is_described_once(anchors: list[str]) -> None:
    """No two things have one anchor, what a record holds is described too, and so is every choice."""
    rows = [row for file in files_of_fields() for table in file.tables for row in table.fields]
    choices = [
        (row.anchor, choice.meaning) for row in rows if row.holds == "choice" for choice in row.choices
    ]

    assert len(set(anchors)) == len(anchors)
    assert {row.leads for row in rows if row.leads} <= set(anchors)
    assert {anchor(Kinds, field.name) for field in fields_of(Kinds)} <= set(anchors)
    assert [] == [name for name, meaning in choices if not meaning]


def test_each_field_has_an_address_of_its_own(site: Path, anchors: list[str]) -> None:
    """The links of the check's messages and of the list lead to it. It is on the list, at its old address."""
    pages = ["redaktor/falt", *map(find_page, anchors)]
    html = {page: (site / page / "index.html").read_text(encoding="utf-8") for page in pages}
    links = {
        (name, link) for name, text in html.items() for link in re.findall(r'href="([^"]*#[^"]+)"', text)
    }
    led = [urljoin(f"{name}/", link).split("/#") for name, link in links if "falt/" in link or link[0] == "#"]

    assert [] == [name for name in anchors if f'id="{name}"' not in html[find_page(name)]]
    assert [] == [name for name in anchors if f'id="{name}"' not in html["redaktor/falt"]]
    assert len(anchors) - len(files_of_fields()) <= len(led)
    assert [] == [to for to in led if f'id="{to[-1]}"' not in html[to[0]]]


def test_every_file_has_one_page_in_one_group() -> None:
    """And a page of its own, by its name."""
    grouped = [file.anchor for group in group_files() for file in group.files]
    pages = [file.page for file in files_of_fields()]

    assert sorted(file.anchor for file in files_of_fields()) == sorted(grouped)
    assert len({*pages}) == len(pages)
    assert [] == [page for page in pages if not re.fullmatch(r"redaktor/falt/[a-z-]+", page)]


@pytest.mark.parametrize(
    ("old", "new", "link"),
    [
        ("    phone: 070-174 06 21\n", "    phone: växeln\n", "contact-phone"),
        ("    phone: 070-174 06 21\n", "    xyzzy: 070-174 06 21\n", "contact"),
        ("    phone: 070-174 06 21\n", "    telefon: 070-174 06 21\n", "contact-phone"),
        ("    service: socialtjanst\n", "", "contact-services"),
        ("  status: member\n", "  status: medlmm\n", "membership-status"),
        ("county: Granlands län\n", "", "municipality-county"),
        ("state: example\nname", "state: utkastt\nname", "record-state"),
        ("  languages: [finska]\n", "  languages: finska\n", "minoritylanguages-languages"),
        ("  - id: socialtjanst\n", "  - id: Social Tjänst\n", "entry-id"),
    ],
)
def test_a_problem_leads_to_the_fields_description(
    example_copy: Copy, anchors: list[str], old: str, new: str, link: str
) -> None:
    """A wrong value and a missing field lead to the field, an unknown one to what was meant or its record."""
    folder = example_copy(edit_example("municipalities/norrby.yaml", (old, new)))
    links = {problem.link for problem in check(folder)[1]} - {""}

    assert {link} <= links <= set(anchors)


@pytest.mark.parametrize(
    ("published", "address"),
    [
        ("ja", "https://exempelparmen.example/"),
        ("yes", "https://exempelparmen.example/"),
        ("ja", "https://exempelparmen.example/{kommun}/{0}/"),
        ("no", PREVIEW),
    ],
)
def test_help_links_lead_to_the_published_site(published: str, address: str, example_copy: Copy) -> None:
    """By any word that the record accepts; until then they lead to the preview. An address is only text."""
    own = ("address: https://exempelparmen.example/", f"address: {address}")
    site = edit_example("site.yaml", ("published: nej", f"published: {published}"), own)
    example_copy(site | edit_example("municipalities/norrby.yaml", ("phone: 070-174 06 21", "phone: växeln")))

    assert f"    Läs mer: {address}redaktor/falt/kontakter/#contact-phone" in run_parmen("check").output
