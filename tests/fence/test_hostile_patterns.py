"""A pattern prints fields and calls the program's own functions, and does nothing else."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from jinja2.exceptions import SecurityError, UndefinedError

from macros.fence.page_gate import TEMPLATES, check_page
from macros.fence.template_words import FILTERS, FUNCTIONS, METHODS, VALUES
from macros.project import DOCS
from macros.records.whole_shelf import Shelf
from macros.rendering import Renderer, Web
from macros.web.patterns import open_pattern, pattern_context

CODE = [
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''['__class__'] }}",
    "{{ binder['__class__'] }}",
    "{{ binder.__init__ }}",
    "{{ binder._nodes }}",
    "{{ binder|attr('__class__') }}",
    "{{ binder['__cl' ~ 'ass__'] }}",
    "{{ self.__init__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ config }}",
    "{{ config.items() }}",
    "{{ environment }}",
    "{{ plugin }}",
    "{{ files }}",
    "{{ navigation }}",
    "{{ macros_info() }}",
    "{{ context() }}",
    "{{ now() }}",
    "{{ page.file.abs_src_path }}",
    "{{ request }}",
    "{{ namespace(x=1) }}",
    "{{ dict(a=1) }}",
    "{{ joiner.__init__ }}",
    "{{ lipsum.__globals__ }}",
    "{{ range(1000000000) }}",
    "{{ shelf.folder }}",
    "{{ shelf.folder.rmdir() }}",
    "{{ shelf.read.contents() }}",
    "{{ binder.model_copy(update={}) }}",
    "{{ site.name.upper() }}",
    "{{ site.name.format(site) }}",
    "{{ '%s' % site }}",
    "{{ 'a' * 1000000000 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ 1 + 1 }}",
    "{{ site.name|safe }}",
    "{{ '<script>alert(1)</script>'|safe }}",
    "{{ site.name|format(1) }}",
    "{{ site|tojson }}",
    "{{ site|pprint }}",
    "{{ site|xmlattr }}",
    "{{ [site]|map(attribute='__class__')|list }}",
    "{{ [site]|selectattr('__class__')|list }}",
    "{{ [site]|selectattr('name.__class__')|list }}",
    "{{ [site]|selectattr('name', 'callable')|list }}",
    "{{ [site]|selectattr(*['name'])|list }}",
    "{{ site.name|length(1) }}",
    "{{ site is callable }}",
    "{% include 'index.md' %}",
    "{% include ['a', 'b'] ignore missing %}",
    "{% import 'index.md' as x %}",
    "{% from 'index.md' import x %}",
    "{% extends 'index.md' %}",
    "{% block x %}{% endblock %}",
    "{% call component('urgent') %}{% endcall %}",
    "{% filter safe %}x{% endfilter %}",
    "{% set x %}<script>{% endset %}",
    "{% with x = 1 %}{{ x }}{% endwith %}",
    "{% autoescape false %}{{ site.name }}{% endautoescape %}",
    "{% set component = site.name %}",
    "{% set binder = site %}",
    "{% set site.name = 'x' %}",
    "{% set __x = 1 %}",
    "{% for link in pages %}{% endfor %}",
    "{% for loop in pages %}{% endfor %}",
    "{% for a in pages recursive %}{{ loop(a) }}{% endfor %}",
    "{% for a in pages %}{% for b in pages %}{% for c in pages %}x{% endfor %}{% endfor %}{% endfor %}",
    "{% macro m(x) %}{% for a in x %}{% for b in x %}x{% endfor %}{% endfor %}{% endmacro %}",
    "{% macro m(x) %}{% for a in x %}{{ m(x) }}{% endfor %}{% endmacro %}{{ m(pages) }}",
    "{% macro m(x=cycler) %}{% endmacro %}",
    "{% macro link(x) %}{% endmacro %}",
    "{% macro m(x) %}{{ caller() }}{% endmacro %}",
    "{% macro m(x) %}{{ varargs }}{% endmacro %}{{ m(1, 2) }}",
    "{% macro m(x) %}x{% endmacro %}{{ m }}",
    "{{ component }}",
    "{{ component('../../index') }}",
    "{{ component(site.name, binder) }}",
    "{{ component('a' ~ 'b') }}",
    "{{ component('downloads', **site) }}",
    "{{ component(*['urgent']) }}",
    "{{ component('urgent', site, link=site.name) }}",
    "{{ component('urgent', site, surface='paper') }}",
    "{{ component('urgent', site, component=site) }}",
    "{{ component('doors', ['javascript:alert(1)']) }}",
    "{{ component('downloads', [{'title': 'x', 'address': 'x'}]) }}",
    "{{ component('downloads', [{'title': 'x', 'address': site.name}]) }}",
    "{{ component('downloads', [{'title': 'x', 'onclick': 'x'}]) }}",
    "{{ component('downloads', [{site.name: 'x'}]) }}",
    "{{ link('javascript:alert(1)') }}",
    "{{ link('//x.example') }}",
    "{{ link('../../x') }}",
    "{{ link(site.name) }}",
    "{{ link('a' if site else site.name) }}",
    "{{ link(site.name ~ '/x') }}",
    "{{ link('rutin', anchor=1) }}",
    "{{ pdf('../x') }}",
    "{{ 'javascript:alert(1)' }}",
    "{{ ('java', 'script:alert(1)') }}",
    "{{ site.name ~ 'x' }}",
    "{{ example('urgent', 'site.__class__') }}",
    "{{ example('urgent', 'site/../x') }}",
    "{{ example(site.name) }}",
    "{{ pages[binder.slug] }}",
    "{{ pages['x'] }}",
    "{{ 1.5 }}",
    "{{ dot.__wrapped__ }}",
    "{{ unknown }}",
    "{{ unknown() }}",
    "{{ site.email.unknown }}",
]

SYNTAX = [
    "{{ site.name", "{% if site %}", "{% endif %}", "{{ }}", "{% for %}", "{% raw %}x", "{# aldrig slut",
    "{% do site.x() %}", "{% break %}", "{% trans %}x{% endtrans %}", "{{ " + "(" * 3000 + ")" * 3000 + " }}",
]  # fmt: skip

TEXT = [
    "<script>alert(1)</script>",
    "<{{ 'script' }}>alert(1)</script>",
    "<{% if site %}script{% endif %}>alert(1)",
    "<{% if false %}p class=\"{% endif %}script{% if false %}\"{% endif %}>",
    "<p {{ site.name }}>x</p>",
    "<p onclick=\"{{ site.name }}\">x</p>",
    "<p class={{ site.name }}>x</p>",
    "<p class='{{ site.name }}'>x</p>",
    "<P>x</P>",
    "<p class=\"a\" style=\"b\">x</p>",
    "<input type=\"{{ site.name }}\">",
    "<button>x</button>",
    "<!-- {{ site.name }} -->",
    "<a href=\"{{ site.name }}\">x</a>",
    "<a href=\"{{ site.address }}\">x</a>",
    "<a href=\"java{{ 'script' }}:alert(1)\">x</a>",
    "<a href=\"{{ link('rutin') }}{{ site.name }}\">x</a>",
    "<a href=\"{% if site %}{{ link('rutin') }}{% endif %}\">x</a>",
    "<img src=\"{{ site.name }}\">",
    "<img src=\"https://x.example/{{ site.name }}\">",
    "[x](javascript:alert(1))",
    "[x]({{ 'javascript' }}:alert(1))",
    "[x]({{ site.name }})",
    "[x]({% if false %}https://x.example/{% endif %}javascript:alert(1))",
    "[x]{% if false %}y{% endif %}(javascript:alert(1))",
    "[x][1]\n\n[1]: javascript:alert(1)",
    "[x]{% if site %}[1]{% endif %}",
    "<javascript:alert(1)>",
    "{% if false %}```{% endif %}\n[x](javascript:alert(1))\n{% if false %}```{% endif %}",
    "```\n<script>alert(1)</script>\n```",
    "`<script>alert(1)</script>`",
    "    <script>indraget</script>",
    "\\`[x](javascript:alert(1))\\`",
    "# Rubrik { onclick=alert(1) }",
    "# Rubrik {: onclick=alert(1) }",
    "# Rubrik { {{ site.name }} }",
    "# Rubrik {% if site %}{ onclick=x }{% endif %}",
    "{% raw %}{{ config }}{% endraw %}",
    "{% if site %}<div>{% else %}<div onclick=\"x\">{% endif %}",
    "&#60;script>",
    "&lt{% if site %};{% endif %}",
]  # fmt: skip


def rules(text: str) -> set[str]:
    """Return the rules that a pattern breaks."""
    return {problem.rule for problem in check_page(text, "_kommun/rutin.md", "x").problems}


@pytest.mark.parametrize("code", [*CODE, *SYNTAX])
def test_code_is_refused(code: str) -> None:
    """Insides, methods, other templates, other variables, addresses, loops without an end."""
    assert {"page-template"} == rules(f"# Rubrik\n\n{code}\n")
    assert {"page-template"} <= rules(f"{{% if site %}}\n- **x** {code}.\n{{% endif %}}\n")


@pytest.mark.parametrize("text", TEXT)
def test_text_that_is_not_plain_is_refused(text: str) -> None:
    """What Jinja puts together afterwards cannot be read before; so every sign has its whole form."""
    assert "page-text" in rules(f"# Rubrik\n\n{text}\n")


@pytest.mark.parametrize(
    "sign", ["\ue000", "\ue001", "\ue0021\ue003", "\x02", "\x00"], ids=lambda sign: f"U+{ord(sign[0]):04X}"
)
def test_the_programs_own_signs_are_refused(sign: str) -> None:
    """Those that stand for what was drawn or printed."""
    assert {"control-character"} == rules(f"# Rubrik {sign}")


def test_the_message_names_the_line() -> None:
    """Of code, and of the sign in a text between two tags."""
    text = "# Rubrik\n\n{% if site %}\n\n{{ config }}\n\n<b>x</b>\n<script>\n{% endif %}\n"
    faults = check_page(text, "_kommun/rutin.md", "docs/_kommun/rutin.md").problems

    assert [(5, "page-template"), (8, "page-text")] == [(fault.line, fault.rule) for fault in faults]
    assert "config" in faults[0].message
    assert "<script>" in faults[1].message


@pytest.mark.parametrize(
    "text",
    [
        "{# en anteckning #}\n# {{ binder.name }} { #sidan }",
        "{% for item in binder.routine.steps if item.id %}\n## {{ item.title }} { #steg-{{ item.id }} .steg }\n{% endfor %}",
        "{{ component('checklist', binder.checklists.annan, phase='fore') }}",
        "{{ component('downloads', sheets('rutin', 'kontakter')) }}",
        "[Rutinen]({{ link('rutin', 'regler') }}) och [ett nummer](tel:112)",
        '<a href="mailto:{{ site.email }}">{{ site.email }}</a>',
        "{% if binder.guidance and not binder.apt or 1 == 2 %}x{% elif site.published %}y{% else %}z{% endif %}",
        "![Bild](bild.png) `make check` A & B\n\n```\nkod\n```",
    ],
)
def test_what_patterns_need_passes(text: str) -> None:
    """Fields of records, components with their options, links, conditions."""
    assert set() == rules(text)


def test_the_names_are_those_that_patterns_get(example: Shelf) -> None:
    """Each is given to some pattern: a name that nothing stands for would be a hole to fill."""
    norrby = example.binders["norrby"]
    shared, own = (Renderer(example, binder, Web(depth=1)) for binder in (None, norrby))
    given = pattern_context(shared).keys() | pattern_context(own).keys()

    assert (FUNCTIONS | VALUES) - {"loop"} <= given
    assert all(hasattr(example, name) or name == "overdue" for name in METHODS)


def test_the_lists_hold_nothing_that_is_not_used() -> None:
    """What no pattern needs is not allowed."""
    text = "\n".join((DOCS / name).read_text(encoding="utf-8") for name in TEMPLATES)

    assert [] == sorted(name for name in FUNCTIONS | METHODS if f"{name}(" not in text)
    assert [] == sorted(name for name in FILTERS if f"|{name}" not in text)
    assert [] == sorted(name for name in VALUES if name not in text)


# The second fence: the sandbox


class Plugin(SimpleNamespace):
    """Stands for mkdocs-macros: a page that it is about to render, and its environment."""


def render(example: Shelf, monkeypatch: pytest.MonkeyPatch, source: str, path: str = "index.md") -> str:
    """Render a source that no fence has read, on a page, as mkdocs-macros does."""
    from jinja2 import Environment

    from macros.web.session import SESSION

    monkeypatch.setattr(SESSION, "shelf", example)
    page = SimpleNamespace(meta={"render_macros": True}, file=SimpleNamespace(src_uri=path), url="")
    plugin = Plugin(page=page, env=Environment(), variables={"config": {"secret": "x"}})
    open_pattern(plugin)
    if page.meta["render_macros"] is not True:
        return source
    return plugin.env.from_string(source).render(**plugin.variables)


@pytest.mark.parametrize(
    "source",
    [
        "{{ site.__class__ }}",
        "{{ site['__init__'] }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ component.__globals__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ config.secret }}",
        "{{ lipsum }}",
        "{{ site.allowed.append(1) }}",
        "{{ range(10) }}",
    ],
)
def test_the_sandbox_holds_by_itself(source: str, example: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """Should a pattern get past the fence, Python's insides and the plugin's variables are not there."""
    with pytest.raises((SecurityError, UndefinedError)):
        render(example, monkeypatch, source)


def test_there_is_no_other_template_to_include(example: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """mkdocs-macros' own environment reads any file in docs; ours reads none."""
    with pytest.raises(TypeError, match="no loader"):
        render(example, monkeypatch, "{% include 'index.md' %}")


def test_a_page_that_is_not_named_gets_no_jinja(example: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever its front matter says by then."""
    source = "{{ site.name }}"

    assert source == render(example, monkeypatch, source, "om/ny.md")
    assert source != render(example, monkeypatch, source, "index.md")
