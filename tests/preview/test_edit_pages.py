"""A record is changed by the form that its pencil leads to, without a script."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from lxml import html

from tests.edits import replace_text
from tests.preview.calls import OWN_HOST, Answer, ask
from tests.preview.test_application import NUMBER, TOWN, Preview, leave_program_unread
from tests.sites import NOON

CHANGED = "070-174 06 29"
FORM = {
    **OWN_HOST,
    "origin": "http://127.0.0.1:8000",
    "sec-fetch-site": "same-origin",
    "content-type": "application/x-www-form-urlencoded",
}
pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """One preview for all tests of this module, which leave its files as they were."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", NOON)
        folder = tmp_path_factory.mktemp("forms")
        patch.chdir(folder)
        leave_program_unread(patch, folder)
        yield Preview(folder)


@pytest.fixture
def pencil(preview: Preview) -> str:
    """The address of the form for the contact with the number."""
    page = ask(preview.app, "/norrby/kontakter/", {**OWN_HOST, "cookie": "parmen_andra=1"}).text
    contact = page[page.index("070-174") :]
    found = re.search(
        r'<a class="pencil" id="[^"]*" href="(/_andra/norrby\?post=contacts\.[a-z-]+)&amp;', contact
    )
    assert found
    return found[1]


def fields_of(page: str) -> dict[str, str]:
    """Return what a page's form would send as it was drawn, for the lowest level, to be saved."""
    form = html.document_fromstring(page.encode()).forms[0]
    levels = form.xpath("//input[@name='for' and not(@disabled)]/@value")
    return dict(form.form_values()) | ({"for": levels[0], "do": "save"} if levels else {})


def send(preview: Preview, address: str, fields: dict[str, str], **headers: str) -> Answer:
    """Send a form as a browser does."""
    body = urlencode(fields).encode()
    answer = ask(preview.app, address, {**FORM, **headers}, "POST", body)
    return ask(preview.app, answer.headers["location"]) if answer.status == 303 else answer


def test_a_number_is_changed_by_its_form_and_changed_back(preview: Preview, pencil: str) -> None:
    """The page has it at once; undone, the file is the same byte for byte."""
    file = preview.data / TOWN
    before = file.read_bytes()
    form = ask(preview.app, pencil)
    fields = fields_of(form.text)
    assert NUMBER == fields["phone"]
    saved = send(preview, pencil, fields | {"phone": CHANGED})
    page = preview.page("/norrby/kontakter/")
    after = file.read_bytes()
    undone = send(preview, pencil, fields_of(saved.text))

    assert (200, 200, 200) == (form.status, saved.status, undone.status)
    assert after == before.replace(NUMBER.encode(), CHANGED.encode())
    assert CHANGED[-5:] in page
    assert 'href="/norrby/kontakter/#andra-contacts.elevhalsa"' in saved.text
    assert "Senaste ändringen" in ask(preview.app, "/norrby/", {**OWN_HOST, "cookie": "parmen_andra=1"}).text
    assert before == file.read_bytes()
    assert CHANGED[-5:] not in preview.page("/norrby/kontakter/")


def test_what_is_wrong_and_what_others_changed_stand_in_the_form(preview: Preview, pencil: str) -> None:
    """With what was typed, which is no HTML; the files stay as they were."""
    file = preview.data / TOWN
    before = file.read_text(encoding="utf-8")
    fields = fields_of(ask(preview.app, pencil).text)
    faulty = send(preview, pencil, fields | {"phone": "<script>0"})
    assert before == file.read_text(encoding="utf-8")
    replace_text(file, (NUMBER, "070-174 06 28"))
    late = send(preview, pencil, fields | {"phone": CHANGED})
    file.write_text(before, encoding="utf-8")
    preview.site.update()

    assert (422, 409) == (faulty.status, late.status)
    assert "&lt;script&gt;0" in faulty.text
    assert "<script>0" not in faulty.text
    assert all(number in late.text for number in (CHANGED, "070-174 06 28"))


@pytest.mark.parametrize(
    ("headers", "change", "status"),
    [
        ({"host": "x.example"}, {}, 403),
        ({"origin": "http://x.example"}, {}, 403),
        ({"origin": "null"}, {}, 403),
        ({"sec-fetch-site": "cross-site"}, {}, 403),
        ({"sec-fetch-site": "same-site"}, {}, 403),
        ({}, {"token": ""}, 403),
        ({}, {"token": "å"}, 403),
        ({}, {"token": "x" * 43}, 403),
        ({"content-type": "text/plain"}, {}, 400),
        ({"content-type": "multipart/form-data; boundary=x"}, {}, 400),
        ({}, {"note": "x" * 1_000_001}, 413),
        ({}, {f"x{number}": "" for number in range(2001)}, 400),
        ({}, {"record": "contacts.nobody"}, 404),
        ({}, {"record": "../../site"}, 404),
        ({}, {"record": "__class__.__init__"}, 404),
        ({}, {"for": "municipalities/../../x"}, 422),
        ({}, {"undo": "x"}, 404),
    ],
)
def test_nobody_else_saves_anything(
    preview: Preview, pencil: str, headers: dict[str, str], change: dict[str, str], status: int
) -> None:
    """Of other hosts, other origins and other pages, without the token, or for what is not there."""
    before = {path: path.read_bytes() for path in preview.data.rglob("*.yaml")}
    answer = send(
        preview, pencil, fields_of(ask(preview.app, pencil).text) | {"phone": CHANGED} | change, **headers
    )

    assert status == answer.status
    assert before == {path: path.read_bytes() for path in preview.data.rglob("*.yaml")}
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/_andra/norrby?post=contacts.nobody", 404),
        ("/_andra/norrby?post=", 404),
        ("/_andra/norrby", 404),
        ("/_andra/nobody?post=contacts.%2B", 404),
        ("/_andra/../../data?post=site", 404),
        ("/_andra/norrby?post=contacts.%2B", 200),
    ],
)
def test_a_form_is_for_what_there_is(preview: Preview, address: str, status: int) -> None:
    """Each may send to the preview alone, and be framed by nobody."""
    answer = ask(preview.app, address)

    assert status == answer.status
    assert "form-action 'self'; frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert "same-origin" == answer.headers["referrer-policy"]


def test_a_form_from_another_run_loses_nothing(preview: Preview, pencil: str) -> None:
    """What was typed stands in the answer, to be copied."""
    fields = fields_of(ask(preview.app, pencil).text)
    answer = send(preview, pencil, fields | {"token": "old", "note": "Det jag skrev"})

    assert (403, True) == (answer.status, "<pre>Det jag skrev</pre>" in answer.text)


@pytest.mark.parametrize(
    ("page", "leads"),
    [
        ("/norrby/rutin/", "/norrby/rutin/"),
        ("//x.example/", "/"),
        ("https://x.example/", "/"),
        ("/\\x.example", "/"),
        ("//[", "/"),
        ("x", "/"),
    ],
)
def test_pencils_are_turned_on_and_off(preview: Preview, page: str, leads: str) -> None:
    """A cookie of this browser says so, and the way leads back to a page of the preview."""
    for name, value in (("andra", "1"), ("las", "0")):
        answer = ask(preview.app, f"/_forhandsvisning/{name}?{urlencode({'sida': page})}")

        assert (303, leads) == (answer.status, answer.headers["location"])
        assert answer.headers["set-cookie"].startswith(f"parmen_andra={value}; HttpOnly")
        assert "samesite=strict" in answer.headers["set-cookie"].lower()


def test_who_only_reads_sees_the_page_as_it_will_be(preview: Preview) -> None:
    """Without a pencil; whoever changes sees one beside each record, and none inside another link."""
    plain = preview.page("/norrby/rutin/")
    edited = ask(preview.app, "/norrby/rutin/", {**OWN_HOST, "cookie": "parmen_andra=1"}).text

    assert (0, True) == (plain.count('class="pencil"'), edited.count('class="pencil"') > 10)
    assert 'href="/_forhandsvisning/las?sida=/norrby/rutin/"' in edited
    assert 'href="/_andra/norrby?post=routine&amp;fran=/norrby/rutin/' in edited
    assert not re.search(r"<(a|button)\b(?:(?!</\1>).)*<a class=\"pencil\"", edited, re.DOTALL)


def test_what_all_share_is_changed_where_it_is_read(preview: Preview) -> None:
    """A paragraph, a word, a number for urgent matters; its form is at the first municipality's address."""
    cookie = {**OWN_HOST, "cookie": "parmen_andra=1"}
    laws, words, first = (ask(preview.app, page, cookie).text for page in ("/lagar/", "/ordlista/", "/"))

    assert 'href="/_andra/norrby?post=laws.sol-sip&amp;' in laws
    assert 'href="/_andra/norrby?post=laws.%2B&amp;' in laws
    assert 'href="/_andra/norrby?post=glossary.sip&amp;' in words
    assert 'href="/_andra/norrby?post=site.urgent.bris&amp;' in first
    assert 'href="/lagar/#andra-laws.sol-sip"' in ask(preview.app, "/_andra/norrby?post=laws.sol-sip").text


@pytest.mark.parametrize(
    ("came_from", "back"),
    [
        ("/norrby/#andra-contacts.bvc", "/norrby/#andra-contacts.bvc"),
        ("/norrby/chef/", "/norrby/chef/#andra-contacts.bvc"),
        ("", "/norrby/kontakter/#andra-contacts.bvc"),
        ("//x.example/", "/norrby/kontakter/#andra-contacts.bvc"),
        ("/_forslag", "/norrby/kontakter/#andra-contacts.bvc"),
        ('/"><script>', "/&#34;&gt;&lt;script&gt;#andra-contacts.bvc"),
    ],
)
def test_the_way_back_is_to_what_was_changed(preview: Preview, came_from: str, back: str) -> None:
    """On the page that the pencil stood on, of this preview, also from the question before it is removed."""
    address = f"/_andra/norrby?{urlencode({'post': 'contacts.bvc', 'fran': came_from})}"
    form = ask(preview.app, address).text
    asked = send(preview, address, {**fields_of(form), "do": "ask"}).text

    assert f'<a href="{back}">Tillbaka till sidan</a>' in form
    assert f'<a href="{back}">Tillbaka till sidan</a>' in asked
    assert "Vill du ta bort kontakten ”Mottagningen”?" in asked


def test_the_folder_holds_no_file_but_the_data(preview: Preview) -> None:
    """Saving leaves nothing half written beside the files."""
    assert [] == [path for path in Path(preview.data).rglob("*") if path.name.startswith(".")]


def test_edits_are_handed_over_from_the_page(preview: Preview) -> None:
    """Outside git as a ZIP of the files, by the page's own form alone."""
    form = fields_of(ask(preview.app, "/_forslag").text)
    refused = send(preview, "/_forslag", {**form, "token": "x", "name": "Samordnaren"})
    garbled = send(preview, "/_forslag", {**form, "title": "a\x07"})
    done = send(preview, "/_forslag", {**form, "name": "--help"})

    assert [403, 422, 200] == [answer.status for answer in (refused, garbled, done)]
    assert 'value="Samordnaren"' in refused.text
    assert "forslag.txt som säger vad du har ändrat" in done.text
    for archive in Path().glob("forslag-*.zip"):
        archive.unlink()


def test_a_receipt_tells_what_a_change_is_seen_on(
    preview: Preview, pencil: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When it is asked: another process is told what the file held before, and its words stand on the page."""
    asked: list[str] = []
    monkeypatch.setattr(
        "macros.preview.edit_pages.run_module",
        lambda _, text: (True, [asked.append(text) or "sidor: Kontakter & <b>"]),
    )
    saved = send(preview, pencil, {**fields_of(ask(preview.app, pencil).text), "phone": CHANGED})
    (link,) = re.findall(r'href="(/_andra/norrby[^"]*syns=1)"', saved.text)
    told = ask(preview.app, link.replace("&amp;", "&"))
    send(preview, pencil, fields_of(told.text))

    (held,) = json.loads(asked[0])["before"].values()
    assert NUMBER in held
    assert "sidor: Kontakter &amp; &lt;b&gt;" in told.text
    assert "syns=1" not in told.text


def test_a_leaflet_gets_a_language_from_its_page(preview: Preview) -> None:
    """Through the list of languages, without a script; the half is shown, counted and undone."""
    file = preview.data / "agreements/exempelavtalet/leaflets/familj.yaml"
    before = file.read_bytes()
    page = ask(preview.app, "/norrby/familj/", {**OWN_HOST, "cookie": "parmen_andra=1"}).text
    bar = html.fromstring(page).find_class("preview-bar")[0]
    (list_address,) = [link.get("href") for link in bar.iter("a") if link.text == "Översätt"]
    languages = html.fromstring(ask(preview.app, list_address).text)
    (address,) = [link.get("href") for link in languages.iter("a") if "omaliska" in link.text_content()]
    form = ask(preview.app, address)
    fields = fields_of(form.text)
    (title,) = [name for name in fields if name.endswith(":leaflets.familj.title")]
    kept = send(preview, address, fields | {title: "Marka <b>", "token": "x"})
    saved = send(preview, address, fields | {title: "Marka <b>"})
    shown = preview.page("/norrby/familj/so/")
    undone = send(preview, address, fields_of(saved.text))

    assert (200, 403, 200, 200) == (form.status, kept.status, saved.status, undone.status)
    assert "Marka &lt;b&gt;" in kept.text
    assert re.search(r"Somaliska: 1 av \d+ texter", saved.text)
    assert "Marka &lt;b&gt;" in shown
    assert 'href="/norrby/familj/#andra-leaflets.familj"' in saved.text
    assert before == file.read_bytes()
