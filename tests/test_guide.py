"""The editor's guide, carried out as written: each page's edits, commands and what one is to see afterwards."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner

from macros.__main__ import COMMANDS, main
from macros.checks import check, load
from macros.paper import documents
from macros.paper.sheet_build import make_selection
from macros.records.binder import Shelf
from macros.records.fields import anchor, fields_of
from macros.records.kinds import Kinds
from macros.records.registry import PAGES
from macros.web.field_reference import files_of_fields
from macros.web.site_build import build_pages
from tests.conftest import ROOT
from tests.edits import replace_text

GUIDE = ROOT / "docs" / "redaktor"
NORRBUS = {"haparanda", "kalix", "overkalix", "overtornea"}
PREVIEW = "http://127.0.0.1:8000/"
NOW = "1795305600"  # 22 November 2026
NEEDS_MORE = {"fore-och-efter", "lamna", "webbhotell"}
"""Pages whose commands need a history of versions, or the whole project: they have tests of their own."""
NO_TASKS = {"index", "borja", "utan-make", "skriva", "falt"}
TASKS = sorted(
    {path.stem for path in GUIDE.glob("*.md")} - NO_TASKS - NEEDS_MORE,
    key=lambda page: (page == "kommun", page),
)
"""The pages to carry out, one after another. The new municipality comes last: the others count the old ones."""


@dataclass
class Block:
    """A block of code on a page: its language, its text, and what the page says before it."""

    language: str
    text: str
    before: str

    @property
    def lead(self) -> str:
        """The sentences that tell what to do with the block."""
        return self.before.strip().split("\n\n")[-1]


def read_data() -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in Path("data").rglob("*.yaml")}


def page_text(page: str) -> str:
    return (GUIDE / f"{page}.md").read_text(encoding="utf-8")


def blocks(page: str) -> Iterator[Block]:
    """Yield a page's blocks of code in order."""
    pieces = re.split(r"^```(\w+)\n(.*?)^```$", page_text(page), flags=re.DOTALL | re.MULTILINE)
    for before, language, text in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=False):
        yield Block(language, text, before)


def texts_in(page: str, language: str) -> list[str]:
    """Return the texts of a page's blocks in a language."""
    return [block.text for block in blocks(page) if block.language == language]


@dataclass
class Editor:
    """Someone who does what a page says and nothing else, in a folder of her own."""

    file: Path = Path()
    old: str = ""
    answer: str = ""
    ran: list[str] = field(default_factory=list)

    def carry_out(self, page: str) -> None:
        """Do what each block of a page is for."""
        for found in blocks(page):
            names = re.findall(r"`(data/[^`]+\.yaml)`", found.before)
            self.file = Path(names[-1]) if names else self.file
            if found.language == "yaml":
                self.edit(found)
            elif found.language == "sh":
                for line in found.text.splitlines():
                    self.run(line)
            else:
                assert "börja" in found.lead
                assert self.answer.startswith(found.text.rstrip("\n")), self.answer

    def edit(self, found: Block) -> None:
        """Find rows, change them, add rows last, or make a new file."""
        before = self.file.read_text(encoding="utf-8") if self.file.exists() else ""
        if "Leta upp de här raderna" in found.lead:
            assert 1 == before.count(found.text), f"not once in {self.file}:\n{found.text}"
            self.old = found.text
            return
        if "Ändra så att det står" in found.lead:
            after = before.replace(self.old, found.text)
        elif "längst ner" in found.lead:
            after = before + found.text
        else:
            assert "ny fil" in found.lead, found.lead
            assert not before, f"{self.file} is there already"
            after = found.text
        self.file.write_text(after, encoding="utf-8")

    def run(self, line: str) -> None:
        """Run a command as the terminal would. The preview is built afterwards, page by page."""
        self.ran.append(line)
        if line == "make serve":
            return
        words = line.replace("make check", ".venv/bin/parmen check").split()
        assert ".venv/bin/parmen" == words[0], line
        done = CliRunner().invoke(main, words[1:], catch_exceptions=False)
        assert done.exit_code == (1 if "--publish" in words else 0), f"{line}\n{done.output}"
        self.answer = done.output


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Editor:
    """An editor with the data before her, as fresh from the project."""
    shutil.copytree("data", tmp_path / "data")
    shutil.copytree("docs/assets/marks", tmp_path / "docs" / "assets" / "marks")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOW)
    monkeypatch.chdir(tmp_path)
    return Editor()


def promises(page: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each address of the preview that a page names, and the words in bold that are to stand there."""
    for paragraph in page_text(page).split("\n\n"):
        for piece in paragraph.split(f"`{PREVIEW}")[1:]:
            address, _, rest = piece.partition("`")
            if address:
                yield address, re.findall(r"\*\*(.+?)\*\*", rest)


def words_of(html: str) -> str:
    """Return a page's words, without its marks."""
    text = unescape(re.sub(r"<[^>]*>", "", re.sub(r"<(script|style).*?</\1>", "", html, flags=re.DOTALL)))
    return " ".join(text.replace("\u00ad", "").replace("\u2011", "-").split())


def the_number_is_in_the_pdf(shelf: Shelf) -> None:
    """The last step of the first task: the same number on paper, and the old one nowhere."""
    done = subprocess.run(["pdftotext", "kontakter.pdf", "-"], capture_output=True, text=True, check=True)
    text = " ".join(done.stdout.replace("\u2011", "-").split())
    assert "0980-31 92 10" in text
    assert "0980-31 92 20" not in text


def the_question_is_changed_and_one_is_added(shelf: Shelf) -> None:
    """The wording is changed in place, the new question stands after it."""
    of_the_area = shelf.binders["haparanda"].checklists["samverkan"].questions
    questions = [q.id for q in shelf.binders["kalix"].checklists["samverkan"].questions]
    assert questions.index("tolk") == questions.index("vem-bjuder-in") + 1
    assert len(of_the_area) + 1 == len(questions)


def the_packet_has_other_parts(shelf: Shelf) -> None:
    """A part less, a part more in its place, and a day that news count from. Its neighbour is as it was."""
    parts = {
        slug: documents.parts_of(next(p for p in shelf.binders[slug].packets if p.id == "apt-paket"))
        for slug in ("kalix", "haparanda")
    }
    assert "fall" not in parts["kalix"]
    assert "nytt-sedan-2026-10-01" in parts["kalix"]
    assert parts["kalix"].index("grona-kortet") + 1 == parts["kalix"].index("checklista")
    assert "fall" in parts["haparanda"]


def the_agreement_is_adopted_and_told_everywhere(shelf: Shelf) -> None:
    """Who decided and until when; the news in each municipality that follows it, and in no other."""
    agreement = shelf.binders["kalix"].agreement
    assert "adopted" == agreement.state
    assert agreement.control.valid_to
    assert "2030-12-31" == agreement.control.valid_to.start
    assert NORRBUS == {
        slug for slug, binder in shelf.binders.items() if any(news.id == "version-3" for news in binder.news)
    }


def the_language_is_there_in_the_whole_area(shelf: Shelf) -> None:
    """A leaflet of its own in each of the four municipalities; the other collaboration has none."""
    assert NORRBUS == {
        slug for slug, binder in shelf.binders.items() if "familj-fi" in documents.list_document_names(binder)
    }


def the_eighth_municipality_is_one_short_file(shelf: Shelf) -> None:
    """It has every sheet that its neighbours have, from the area and the agreement."""
    assert 25 >= len(Path("data/municipalities/norrby.yaml").read_text(encoding="utf-8").splitlines())
    new, kalix = shelf.binders["norrby"], shelf.binders["kalix"]
    assert (8, True) == (len(shelf.binders), new.routine is not None)
    assert documents.list_document_names(new) == documents.list_document_names(kalix)
    assert make_selection(shelf, "norrby", ["kontakter"]).startswith(b"%PDF-")


AFTERWARDS: dict[str, Callable[[Shelf], None]] = {
    "telefon": the_number_is_in_the_pdf,
    "fraga": the_question_is_changed_and_one_is_added,
    "paket": the_packet_has_other_parts,
    "overenskommelse": the_agreement_is_adopted_and_told_everywhere,
    "sprak": the_language_is_there_in_the_whole_area,
    "kommun": the_eighth_municipality_is_one_short_file,
}
"""What else holds when a page has been carried out, beside what the page itself promises."""


@pytest.mark.paper
@pytest.mark.site
def test_every_task_is_carried_out_as_written(editor: Editor, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rows are there to find, the check answers as promised, and the pages show what the guide says.

    The twelve pages of the new municipality say that nothing applies yet.
    """
    for page in TASKS:
        before = read_data()
        editor.carry_out(page)
        shelf = load(Path("data"))
        AFTERWARDS.get(page, lambda _: None)(shelf)
        assert page != "kalkylark" or before == read_data()
    promised = [promise for page in TASKS for promise in promises(page)]
    named = sorted({address.split("/")[0] for address, _ in promised})
    site = Path("site").resolve()
    monkeypatch.chdir(ROOT)
    build_pages(site, shelf, only=named, shard="binders")

    assert len(promised) > 8
    for address, words in promised:
        shown = words_of((site / address / "index.html").read_text(encoding="utf-8"))
        assert [] == [word for word in words if word not in shown], address
    pages = list((site / "norrby").rglob("index.html"))
    assert {"norrby" if tab.name == "index" else tab.name for tab in PAGES} <= {
        page.parent.name for page in pages
    }
    assert [] == [page for page in pages if "Gäller inte än" not in page.read_text(encoding="utf-8")]


def test_the_interpreter_reads_what_the_guide_promises() -> None:
    """The tests above see what they are meant to see."""
    assert [
        ("kalix/rutin/", ["21 dagar"]),
        ("haparanda/rutin/", ["14 dagar"]),
    ] == list(promises("tid"))
    assert ["yaml", "yaml", "sh", "text", "sh"] == [found.language for found in blocks("tid")]


@pytest.fixture
def history(editor: Editor, monkeypatch: pytest.MonkeyPatch) -> Editor:
    """The editor's folder, under versions, with another place to hand her changes to."""
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Processledaren")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "parmen@kalix.example")
        monkeypatch.setenv(f"GIT_{role}_DATE", f"{NOW} +0000")
    for order in (
        "init -q -b main",
        "init -q --bare -b main delad",
        "remote add origin ./delad",
        "add data",
        "commit -q -m Början",
        "push -q -u origin main",
    ):
        git(order)
    return editor


def git(order: str) -> str:
    done = subprocess.run(["git", *order.split()], capture_output=True, text=True, check=True, timeout=30)
    return done.stdout


@pytest.mark.slow
def test_a_change_is_shown_before_it_is_handed_over(history: Editor) -> None:
    """Which pages an edit reaches, what has changed, and what applied on a day."""
    history.file = Path("data/municipalities/kalix.yaml")
    history.edit(next(blocks("tid")))

    history.carry_out("fore-och-efter")

    assert 4 == len(history.ran)
    assert "14 dagar" in history.answer


@pytest.mark.usefixtures("history")
def test_a_change_is_handed_over() -> None:
    """The four rows for Git, as written: the others have it afterwards."""
    with Path("data/municipalities/kalix.yaml").open("a", encoding="utf-8") as file:
        file.write("# Ändrad.\n")
    (orders,) = texts_in("lamna", "sh")

    subprocess.run(["sh", "-e", "-c", orders], capture_output=True, text=True, check=True, timeout=60)

    assert "Nytt nummer" in git("--git-dir delad log -1 --format=%s main")


def test_the_first_day_names_what_there_is() -> None:
    """The commands of the page that sets everything up are those of the Makefile and the README."""
    said = "".join(texts_in("borja", "sh")).splitlines()
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    targets = [line.removeprefix("make ") for line in said if line.startswith("make ")]
    assert ["check", "hooks", "serve"] == targets
    assert [] == [target for target in targets if f"\n{target}: " not in makefile]
    assert "\ncheck: .venv/.ready\n\t$(BIN)/parmen check\n" in makefile


def test_the_first_day_without_make_names_what_there_is(editor: Editor) -> None:
    """Each command is one of ours, one of others, and the check answers as promised."""
    said = "".join(texts_in("utan-make", "sh")).splitlines()
    ours = [line.split()[1:] for line in said if line.startswith("parmen ")]
    done = CliRunner().invoke(main, ["check"])
    (answer,) = texts_in("utan-make", "text")

    assert [["doctor"], ["check"], ["serve"]] == ours
    assert [] == [words[0] for words in ours if words[0] not in COMMANDS]
    assert [] == [line for line in said if "make" in line]
    assert done.output.startswith(answer.strip())
    assert "git config core.hooksPath .githooks" in said
    assert "\tgit config core.hooksPath .githooks\n" in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_the_table_of_other_words_covers_every_target_that_the_guide_uses() -> None:
    """Whoever has no make can read every page."""
    table = page_text("utan-make").split("| Där det står | skriver du |")[1]
    others = {path.stem for path in GUIDE.glob("*.md")} - {"utan-make", "webbhotell"}
    used = {
        target
        for name in others
        for target in re.findall(r"(?:^|`)(make [a-z]+)", page_text(name), re.MULTILINE)
    }

    assert used <= set(re.findall(r"^\| `(make [a-z]+)`", table, re.MULTILINE))


def test_the_example_of_a_fault_is_what_the_check_says(editor: Editor) -> None:
    """The fault that the guide shows, made: the same words, and where the field is described."""
    replace_text(Path("data/municipalities/kalix.yaml"), ("phone: 0980-31 92 20", "telefn: 0980-31 92 20"))
    (shown,) = texts_in("skriva", "text")

    done = CliRunner().invoke(main, ["check"])

    assert shown.splitlines() == [
        line[: len(said)] for line, said in zip(done.output.splitlines(), shown.splitlines(), strict=False)
    ]
    assert f"Läs mer: {PREVIEW}redaktor/falt/#contact-phone" in done.output


def test_every_page_of_the_guide_is_reached_from_its_first() -> None:
    """And each page that the first one names is there."""
    named = set(re.findall(r"\]\(([a-z-]+)\.md", page_text("index")))

    assert {path.stem for path in GUIDE.glob("*.md")} - {"index"} == named
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert [] == [name for name in named if f"redaktor/{name}.md" not in navigation]


# All fields


def anchors() -> list[str]:
    files = files_of_fields()
    tables = [table for file in files for table in file.tables]
    return [table.anchor for table in tables] + [row.anchor for table in tables for row in table.fields]


def test_every_field_is_described_once() -> None:
    """No two things have one anchor, what a record holds is described too, and so is every choice."""
    found = anchors()

    assert len(set(found)) == len(found)
    rows = [row for file in files_of_fields() for table in file.tables for row in table.fields]
    assert {row.leads for row in rows if row.leads} <= set(found)
    assert {anchor(Kinds, field.name) for field in fields_of(Kinds)} <= set(found)
    assert [] == [
        row.anchor for row in rows for choice in row.choices if row.holds == "choice" and not choice.meaning
    ]


def test_the_page_of_all_fields_has_an_anchor_for_each(site: Path) -> None:
    """The links of the check's messages lead somewhere."""
    html = (site / "redaktor" / "falt" / "index.html").read_text(encoding="utf-8")
    assert [] == [name for name in anchors() if f'id="{name}"' not in html]


@pytest.mark.parametrize(
    ("found", "written", "link"),
    [
        ("    phone: 070-174 06 21\n", "    phone: växeln\n", "contact-phone"),
        ("    phone: 070-174 06 21\n", "    xyzzy: 070-174 06 21\n", "contact"),
        ("    phone: 070-174 06 21\n", "    telefon: 070-174 06 21\n", "contact-phone"),
        ("    service: socialtjanst\n", "", "contact-service"),
        ("  status: member\n", "  status: medlmm\n", "membership-status"),
        ("county: Granlands län\n", "", "municipality-county"),
        ("state: example\nname", "state: utkastt\nname", "record-state"),
        ("  languages: [finska]\n", "  languages: finska\n", "minoritylanguages-languages"),
        ("  - id: socialtjanst\n", "  - id: Social Tjänst\n", "entry-id"),
    ],
)
def test_a_problem_leads_to_the_fields_description(
    example_copy: Callable[[], Path], found: str, written: str, link: str
) -> None:
    """A wrong value and a missing field lead to the field, an unknown one to what was meant or its record."""
    folder = example_copy()
    replace_text(folder / "municipalities/norrby.yaml", (found, written))
    links = {problem.link for problem in check(folder)[1]} - {""}

    assert link in links
    assert links <= set(anchors())


def test_on_a_published_site_the_description_is_there(example_copy: Callable[[], Path]) -> None:
    """The message's link is then the site's own address."""
    folder = example_copy()
    replace_text(folder / "site.yaml", ("published: nej", "published: ja"))
    replace_text(folder / "municipalities/norrby.yaml", ("phone: 070-174 06 21", "phone: växeln"))

    done = CliRunner().invoke(main, ["check"])

    assert (
        "    Läs mer: https://exempelparmen.example/redaktor/falt/#contact-phone" in done.output.splitlines()
    )
