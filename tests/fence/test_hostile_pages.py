"""What a page may not hold is refused with its line, however it is written; what people write passes."""

from __future__ import annotations

import json

import pytest
from mkdocs.config import load_config

from macros.fence.page_gate import TEMPLATES, check_page, find_page_faults
from macros.fence.page_html import EXTENSIONS, SETTINGS
from macros.project import DOCS, ROOT
from macros.records.registry import EVERY_PAGE

HEAD = "---\ntitle: Farlig sida\n---\n\nFörst en rad.\n\n"


def rules(text: str, name: str = "om/ny.md") -> list[str]:
    """Return the rules that a page breaks, in the order of its lines."""
    return [problem.rule for problem in sorted(check_page(text, name, f"docs/{name}").problems)]


def test_todays_pages_pass() -> None:
    """All of them, patterns too."""
    assert [] == list(find_page_faults(DOCS))


def test_the_list_of_templates_is_what_there_is() -> None:
    """Each named page asks for Jinja, no other does, and every tab has its pattern."""
    asking = {
        path.relative_to(DOCS).as_posix()
        for path in DOCS.rglob("*.md")
        if "\nrender_macros: true\n" in path.read_text(encoding="utf-8")
    }

    assert asking | {f"_kommun/{tab.name}.md" for tab in EVERY_PAGE} == TEMPLATES


def test_the_fence_converts_as_mkdocs_does() -> None:
    """With the same extensions and settings: a new one in mkdocs.yml has to be thought through here."""
    config = load_config(str(ROOT / "mkdocs.yml"))

    assert sorted(EXTENSIONS) == sorted(config["markdown_extensions"])
    assert SETTINGS == config["mdx_configs"]
    assert ["macros", "macros/hooks.py"] == list(config["plugins"])


HTML = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//x.example></sCrIpT>",
    "text <script>alert(1)</script> text",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "<math><mtext><script>alert(1)</script></mtext></math>",
    "<iframe src=https://x.example></iframe>",
    '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"></iframe>',
    "<object data=x.swf></object>",
    "<embed src=x.swf>",
    "<applet code=x></applet>",
    "<base href=https://x.example/>",
    '<meta http-equiv="refresh" content="0; url=https://x.example">',
    "<link rel=stylesheet href=https://x.example/x.css>",
    "<style>@import url(https://x.example/x.css)</style>",
    '<p style="background:url(https://x.example/x)">x</p>',
    "<form action=https://x.example><input type=checkbox></form>",
    '<button type="submit" formaction="https://x.example">x</button>',
    "<button>utan typ</button>",
    '<input type="password">',
    '<input type="image" src="x" onerror="alert(1)">',
    "<textarea autofocus onfocus=alert(1)></textarea>",
    "<select onchange=alert(1)><option>x</select>",
    "<p onclick=alert(1)>x</p>",
    "<p/onclick=alert(1)>x</p>",
    "<p\nonclick=alert(1)>x</p>",
    "<tr onclick=alert(1)><td>x",
    "<body onload=alert(1)>",
    "<html lang=en>",
    "<img src=bild.png onerror=alert(1)>",
    '<img src="x.png" srcset="https://x.example/x.png 2x">',
    "<image src=x onerror=alert(1)>",
    "<video src=x.mp4 onerror=alert(1)></video>",
    "<audio src=x></audio>",
    "<details ontoggle=alert(1) open>x</details>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<title></title>",
    "<plaintext>",
    "<xmp><p></xmp>",
    "<frameset onload=alert(1)>",
    "<dialog open>x</dialog>",
    "<portal src=x></portal>",
    "<eget-element>x</eget-element>",
    '<p slot="x">x</p>',
    '<p is="x-y">x</p>',
    '<p data-search="x">x</p>',
    '<p contenteditable="true">x</p>',
    '<p popover id="x">x</p>',
    '<a href="rutin.md" target="_blank">x</a>',
    '<a href="rutin.md" ping="https://x.example">x</a>',
    '<a href="rutin.md" download>x</a>',
    '<a name="x">x</a>',
    '<p role="alert">x</p>',
    '<p dir="auto" accesskey="x">x</p>',
    "<!-- dold text -->",
    "<!--drawn-0-->",
    "<!doctype html>",
    "<?php x ?>",
    "<![CDATA[ x ]]>",
    "text</div></article>",
    "</div>",
    "<div>",
    "</main>",
    '<div markdown="1" onclick="x">text</div>',
    '<div markdown="1">\n<script>alert(1)</script>\n</div>',
    '<div markdown="block">\n# a { onclick=alert(1) }\n</div>',
    "# Rubrik { onclick=alert(1) }",
    "# Rubrik { #a onclick='alert(1)' .b }",
    "Stycke\n{: onclick=alert(1) }",
    "Stycke\n{: style='position:fixed' }",
    "*x*{: onmouseover=alert(1) }",
    "[x](rutin.md){: target=_blank }",
    "![x](bild.png){: onerror=alert(1) }",
    "| a |\n|---|\n| b { onclick=x } |",
    "- punkt\n  {: onclick=alert(1) }",
    "``` { .x onclick=y }\nkod\n```",
    "> <script>alert(1)</script>",
    "- <script>alert(1)</script>",
    "1. a\n\n    <iframe src=x></iframe>",
    "~~~\n```\n~~~\n\n<script>alert(1)</script>\n\n~~~\n```\n~~~",
    "`a\n\n<script>alert(1)</script>\n\n`",
    "\\`<script>alert(1)</script>\\`",
    "<p>`<script>alert(1)</script>`</p>",
    '<p class="lead"><p title="<script>alert(1)</script>',
]

LINKS = [
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](java&#115;cript:alert(1))",
    "[x](java&#x73;cript&colon;alert(1))",
    "[x](javascript&#58;alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](\tjavascript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x]( javascript:alert(1) 'titel')",
    "[x][1]\n\nMellan.\n\n[1]: javascript:alert(1)",
    "[x]\n\n[x]: javascript:alert(1)",
    "[x][]\n\n  [X]:\n    javascript:alert(1)",
    "[x][1]\n\n[1]: <javascript:alert(1)>",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)",
    "[x](blob:https://x.example/1)",
    "[x](intent://x.example#Intent;end)",
    "[x](sms:112)",
    "[x](ftp://x.example/)",
    "[x](//x.example/)",
    "[x](/\\x.example/)",
    "[x](\\\\x.example\\y)",
    "[x](https:x.example)",
    "[x](http:/x.example)",
    "[x](tel:)",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml,x)",
    "![x](https://x.example/spion.png)",
    "![x](//x.example/spion.png)",
    "![x](mailto:x@x.example)",
    "![x][1]\n\n[1]: https://x.example/spion.png",
    "[![x](bild.png)](javascript:alert(1))",
    '<a href="javascript:alert(1)">x</a>',
    "<a href='&#1;javascript:alert(1)'>x</a>".replace("&#1;", "&#14;"),
    '<a href="java&NewLine;script:alert(1)">x</a>',
    '<a href=" javascript:alert(1)">x</a>',
    '<a href="&#xFEFF;javascript:alert(1)">x</a>',
    '<img src="https://x.example/x.png" alt="">',
    "[x](javascript:alert(1)){: .klass }",
    "<p markdown=1>[x](javascript:alert(1))</p>",
    "| a |\n|---|\n| [x](javascript:alert(1)) |",
    "# [x](javascript:alert(1))",
]


@pytest.mark.parametrize("markdown", HTML)
def test_active_html_is_refused(markdown: str) -> None:
    """Elements, attributes and values that are not listed, whatever way they get into the page."""
    assert {"page-html"} == set(rules(HEAD + markdown)) - {"page-link"}


@pytest.mark.parametrize(
    "markdown",
    [
        "<p>a\n\n<div></div>\n<img src=x onerror=alert(1) x",
        "<p>a\n\n    kod\n\n<script src=//x.example x",
        "<p>a\n\n<div></div>\n<iframe src=//x.example x",
    ],
)
def test_a_tag_left_open_at_the_end_is_refused(markdown: str) -> None:
    """It swallows what comes after it, and must be looked at all the same."""
    assert "page-html" in rules(HEAD + markdown)


@pytest.mark.parametrize("markdown", LINKS)
def test_a_link_leads_only_to_pages_and_people(markdown: str) -> None:
    """No script, no data, no file, no foreign picture; an unseen character is refused before."""
    assert {"page-link", "control-character"} & {*rules(HEAD + markdown)}


@pytest.mark.parametrize(
    ("markdown", "line"),
    [
        ("<script>x</script>", 7),
        ("a\n\nb\n\n[x](javascript:alert(1))\n\nc", 11),
        ("[x][1]\n\na\n\n[1]: javascript:alert(1)\n\nb", 11),
        ("# a { onclick=x }\n\nb", 7),
        ("rad\n" * 4000 + "<script>x</script>\n" + "rad\n" * 900, 4007),
    ],
)
def test_the_message_names_the_line(markdown: str, line: int) -> None:
    """The first with which the page has the fault."""
    (problem,) = check_page(HEAD + markdown, "om/ny.md", "docs/om/ny.md").problems

    assert ("docs/om/ny.md", line) == (problem.file, problem.line)


INNOCENT = [
    "Bara text, med *betoning* och **fetstil**.",
    "Ålder < 18 och > 16, Barn & unga",
    "- [ ] Ring först\n- [x] Skriv sedan",
    "[Ring](tel:112), [skriv](mailto:elevhalsan@kalix.example), [läs](https://www.riksdagen.se/a?b=c&d=e#f)",
    "[En sida](../redaktor/telefon.md#numret) och [en rubrik](#rubrik)",
    '[Med titel](telefon.md "Ändra ett nummer")',
    "[x][1]\n\n[1]: https://www.norrbotten.se/ 'Regionen'",
    "<https://www.norrbotten.se> och <elevhalsan@kalix.example>",
    "![En bild av sidan](sida.png)",
    "`<script>alert(1)</script>` är kod.",
    "```html\n<script>alert(1)</script>\n[x](javascript:alert(1))\n```",
    "~~~\n<iframe></iframe>\n~~~",
    "    <script>indragen kod</script>",
    "| a | b |\n|:--|--:|\n| 1 | `{x}` |",
    "> Ett citat\n\n1. ett\n2. två\n\n---\n",
    "## Rubrik { #rubrik .liten }",
    '<p class="lead">En ingress med <em lang="en">Error 1</em>.</p>',
    '<details class="mer"><summary>Mer</summary>\n<p>Text</p>\n</details>',
    "Skriv {{ site.name }} så här, och {mötet} så.",
    "&nbsp;&copy; 2026 &lt;script&gt;",
    '<table><tr><th scope="col">a</th></tr><tr><td>b</td></tr></table>',
    "En rad\\\nmed \\*stjärnor\\*",
    "ordet javascript: är bara ett ord här",
    "[TOC]",
]


@pytest.mark.parametrize("markdown", INNOCENT)
def test_what_people_write_passes(markdown: str) -> None:
    """Code that is only shown, links to people and authorities, tables, lists."""
    assert [] == rules(HEAD + markdown)


FRONT = [
    ("", "page-start"),
    ("Bara text\n", "page-start"),
    ("title: x\nrender_macros: true\n\nText", "page-start"),
    ("---\ntitle:\n---\nx", "page-start"),
    ("---\ntitle: [a]\n---\nx", "page-start"),
    ("---\n- title\n---\nx", "page-start"),
    ("---\ntitle: a\n...\nx", "page-start"),
    ("--- \ntitle: a\n---\nx", "page-start"),
    ("---\ntitle: 'a\n---\nx", "page-start"),
    (f"---\ntitle: {'[' * 1500}\n---\nx", "page-start"),
    (f"---\ntitle: a\ndata: {'x' * 3000}\n---\nx", "page-start"),
    ("---\ntitle: a\ntemplate: ../../x.html\n---\nx", "page-field"),
    ("---\ntitle: a\nhide: [navigation]\n---\nx", "page-field"),
    ("---\ntitle: a\nedit_url: https://x.example\n---\nx", "page-field"),
    ("---\ntitle: a\nredirect: https://x.example\n---\nx", "page-field"),
    ("---\ntitle: a\nstatus: new\n---\nx", "page-field"),
    ("---\ntitle: a\nicon: ../../../etc/passwd\n---\nx", "page-field"),
    ("---\ntitle: a\nmunicipality: kalix\n---\nx", "page-field"),
    ("---\ntitle: a\ncomponent: x\n---\nx", "page-field"),
    ("---\ntitle: a\npattern: <script>\n---\nx", "page-field"),
    ("---\ntitle: a\nignore_macros: true\n---\nx", "page-field"),
    ("---\ntitle: a\n!!python/object/apply:os.system ['id']: x\n---\nx", "page-start"),
    ("---\ntitle: a\n<<: {template: x}\n---\nx", "page-field"),
    ("---\ntitle: a\nTitle: b\n---\nx", "page-field"),
    ("---\ntitle: a\nexplain: true\n---\nx", "page-value"),
    ("---\ntitle: a\nrender_macros: yes\n---\nx", "page-value"),
    ("---\ntitle: a\nrender_macros: 1\n---\nx", "page-value"),
    ("---\ntitle: a\ndata: data/site.yaml\n---\nx", "page-value"),
    ("---\ntitle: a\ndata: [../../etc/passwd]\n---\nx", "page-value"),
    ("---\ntitle: a\ndata: [<script>]\n---\nx", "page-value"),
    ("---\ntitle: a\nrender_macros: true\n---\n{{ 1 }}", "page-macros"),
    ("---\ntitle: a\n'render_macros': true\n---\nx", "page-macros"),
    ('---\ntitle: a\n"render\\x5fmacros": true\n---\nx', "page-macros"),
    ("---\ntitle: &a x\nrender_macros: !!bool true\n---\nx", "page-macros"),
    ("---\ntitle: a\n---\n\ue000", "control-character"),
    ("---\ntitle: a\n---\n\x02wzxhzdk:0\x03", "control-character"),
]


@pytest.mark.parametrize(("text", "rule"), FRONT)
def test_only_known_fields_stand_above_a_page(text: str, rule: str) -> None:
    """Each with its known values; Jinja on no page that is not named."""
    assert [rule] == rules(text)


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("om/<b>.md", "page-name"),
        ("om/Ny sida.md", "page-name"),
        ("om/{{ x }}.md", "page-name"),
        ("om/ny.markdown", "page-name"),
        ("om/ny.MD", "page-name"),
        ("_kommun/ny.md", "unknown-pattern"),
        ("_kommun/mapp/index.md", "unknown-pattern"),
    ],
)
def test_a_page_has_a_plain_name(name: str, rule: str) -> None:
    """Its name is in its address; a pattern is one of the register's."""
    assert [rule] == rules(HEAD, name)


@pytest.mark.parametrize("name", sorted(TEMPLATES - {f"_kommun/{tab.name}.md" for tab in EVERY_PAGE}))
def test_a_named_page_without_jinja_is_a_page_like_others(name: str) -> None:
    """The list only allows."""
    assert [] == rules(HEAD + "Skriv {{ så }}.", name)
    assert ["page-html"] == rules(HEAD + "<script>x</script>", name)


@pytest.mark.parametrize(
    "title", ["<b>x</b>", "</title><script>alert(1)</script>", "{{ config }}", "a & b \" '"]
)
def test_a_title_is_words(title: str) -> None:
    """For the theme it is HTML already, and nothing in it is a tag or Jinja."""
    page = check_page(f"---\ntitle: {json.dumps(title)}\n---\nx", "om/ny.md", "x")

    assert [] == list(page.problems)
    assert not set("<>{}") & set(page.meta["title"])


@pytest.mark.parametrize(
    "markdown",
    ["[" * 39_000, "![" * 19_000, "[" * 9_000 + "]" * 9_000, "<a " * 13_000, "x\n" * 30_000 + "<b>"],
)
def test_what_would_take_minutes_is_not_converted(markdown: str) -> None:
    """Python-Markdown holds every bracket against the whole of its paragraph."""
    assert ["page-too-large"] == rules(HEAD + markdown)


@pytest.mark.parametrize(
    "markdown", ["> " * 15_000 + "<b>", "<div>" * 1_500, "*" * 30_000 + "<b>", "`" * 30_000, "<![" * 900]
)
def test_nothing_ends_the_check(markdown: str) -> None:
    """Whatever a page holds, there is an answer."""
    assert isinstance(rules(HEAD + markdown), list)
