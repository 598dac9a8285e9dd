"""Judge what the program lets through, by other parsers and other lists than its own.

lxml's HTML parser is not the one that the fence uses, and reads much as older browsers did; xml.etree is
not the one that reads pictures. The lists are of what a browser acts on, not of what we allow.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import tinyhtml5  # type: ignore[import-untyped]
from jinja2 import Environment, nodes
from lxml import html as lxml_html
from markdown import markdown  # type: ignore[import-untyped]

from macros.fence.page_html import EXTENSIONS, SETTINGS

_SVG_NAMESPACES = ("http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink")
_SHAPES = {
    "svg", "g", "defs", "symbol", "use", "title", "desc", "style", "path", "rect", "circle", "ellipse",
    "line", "polyline", "polygon", "text", "tspan", "linearGradient", "radialGradient", "stop", "clipPath",
    "mask",
}  # fmt: skip
_ACTIVE = {
    "script", "style", "iframe", "frame", "frameset", "object", "embed", "applet", "form", "base", "meta",
    "link", "svg", "math", "template", "textarea", "select", "noscript", "audio", "video", "source",
    "portal", "marquee", "isindex", "title", "xmp", "plaintext", "listing", "noembed",
}  # fmt: skip
_ADDRESSES = {
    "href",
    "src",
    "action",
    "formaction",
    "poster",
    "data",
    "background",
    "cite",
    "srcdoc",
    "srcset",
    "ping",
}
_NEVER = {"style", "form", "autofocus", "target", "http-equiv", "download", *(_ADDRESSES - {"href", "src"})}


def judge_svg(content: bytes) -> None:
    """Raise AssertionError for an SVG that is not plain, as XML or as HTML."""
    text = content.decode()
    for element in ElementTree.fromstring(text).iter():
        namespace, _, name = str(element.tag)[1:].partition("}")
        assert namespace == _SVG_NAMESPACES[0], element.tag
        assert name in _SHAPES, element.tag
        for key, value in element.attrib.items():
            judge_svg_attribute(key.rpartition("}")[2].lower(), "".join(value.split()).lower())
        if name == "style":
            css = (element.text or "").lower()
            assert "@" not in css, css
            assert "//" not in css, css
            assert "\\" not in css or "url" not in css, css
    for element in tinyhtml5.parse(f"<!doctype html><body>{text}", namespace_html_elements=False).iter():
        name = str(element.tag).rpartition("}")[2].lower()
        assert name not in _ACTIVE - {"svg", "style", "title"}, name
        assert not any(str(key).lower().startswith("on") for key in element.attrib), element.attrib


def judge_svg_attribute(name: str, value: str) -> None:
    """Raise AssertionError for an attribute that a browser acts on."""
    assert not name.startswith("on"), name
    assert name not in _NEVER - {"style"}, name
    if name == "href":
        assert value.startswith("#"), value
    elif name not in {"class", "id", "aria-label", "aria-labelledby", "lang", "type", "version", "role"}:
        for word in ("javascript:", "expression(", "import"):
            assert word not in value or f"'{word}" in value or f'"{word}' in value, value
    for address in value.split("url(")[1:]:
        assert name in {"class", "id", "aria-label"} or address.lstrip("'\"").startswith("#"), value


def judge_page(text: str) -> None:
    """Raise AssertionError for a page that a browser would do more with than show."""
    html = markdown(text, extensions=EXTENSIONS, extension_configs=SETTINGS)
    assert "\ue000" not in html
    for element in read_html(html):
        name = str(element.tag).rpartition("}")[2].lower()
        assert name not in _ACTIVE, name
        for key, value in element.attrib.items():
            key = str(key).lower()
            assert not key.startswith("on"), key
            assert key not in _NEVER, key
            if key in _ADDRESSES:
                judge_address(value)


def read_html(html: str) -> Iterator[Any]:
    """Yield the elements of a piece of HTML, as two parsers see them."""
    yield from list(
        tinyhtml5.parse(f"<!doctype html><main>{html}</main>", namespace_html_elements=False).iter()
    )[4:]
    if html.strip():
        tree = lxml_html.fragment_fromstring(html.replace("\0", ""), create_parent="main")
        yield from (element for element in tree.iter() if isinstance(element.tag, str))


def judge_address(value: str) -> None:
    """Raise AssertionError for an address with another scheme than a page may link with."""
    seen = "".join(char for char in value if char > " " and char.isprintable()).lower()
    scheme, colon, _ = seen.partition(":")
    is_path = any(sign in scheme for sign in "/?#") or not colon
    assert is_path or scheme in {"http", "https", "mailto", "tel"}, value
    assert not seen.startswith(("//", "/\\", "\\")), value


def judge_pattern(text: str) -> None:
    """Raise AssertionError for Jinja that reads code, other files or what is hidden."""
    tree = Environment().parse(text)
    for kind in (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends, nodes.Macro, nodes.CallBlock):
        assert not list(tree.find_all(kind)), kind
    for read in tree.find_all(nodes.Getattr):
        assert not read.attr.startswith("_"), read.attr
    for name in tree.find_all(nodes.Name):
        assert name.name not in {"config", "self", "environment", "request", "cycler", "joiner", "lipsum"}, (
            name.name
        )
