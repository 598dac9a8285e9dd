"""Words that hostile inputs are made of: signs that mean something to a reader, and what attackers write."""

YAML = [
    b"- ", b"? ", b": ", b"{", b"[", b"}", b"]", b"&a ", b"*a", b"!!python/object:os.system ", b"<<: ",
    b"---\n", b"|\n", b">-\n", b'"\\u202e', b"'", b"\xff", b"\xe2\x80\xa8", b"\x00", b"\t", b"#", b" #",
    b"%YAML 9\n", b"\xef\xbb\xbf",
]  # fmt: skip
DATA = [
    b"\xc3\xa5\xc3\xa5\xc3\xa5\xc3\xa5\xc3\xa5\xc3\xa5\xc3\xa5\xc3\xa5\xc3\xa5", b"../", b"<script>",
    b"{{ config }}", b"2026-02-30", b"9999999999999999999999999999999999999999", b"norrby",
]  # fmt: skip
SHEET = [
    b'<mergeCell ref="A1:XFD1048576"/>', b'<dimension ref="A1:XFD1048576"/>',
    b'<c r="XFD1048576" t="s"><v>9999999</v></c>', b'<row r="1048576">',
    b'<c r="A1" t="e"><f>HYPERLINK("http://x.example")</f></c>', b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;",
    b'<!ENTITY b SYSTEM "file:///etc/hostname">', b'r="A0"', b'r="-1"', b't="d"', b"<v>NaN</v>",
    b"<v>1e999</v>", b"99999999999",
]  # fmt: skip
XLIFF = [
    b"<target>", b"</target>", b"<mrk mtype='seg'>", b"</mrk>", b"<ph id='1'>", b"</ph>", b"<g id='1'>", b"&amp;",
    b"&#10;", b"&#x202e;", b"{", b"}", b"{x}", b"**", b"](", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"<![CDATA[",
    b"]]>", b'id=""', b'state="final"', b'approved="yes"', b": ", b"# ", b"- ", b"'", b'"', b"\xff", b"<?x ?>",
]  # fmt: skip
ELEMENTS = [
    "g", "path", "rect", "use", "style", "text", "clipPath", "mask", "linearGradient", "stop", "title",
    "script", "a", "image", "foreignObject", "animate", "set", "h:iframe", "filter", "symbol", "defs",
]  # fmt: skip
VALUES = [
    "#a", "url(#a)", "javascript:x()", "https://x.example/", "url(//x.example)", "u\\72l(x)", "1e9",
    "0 0 1 1", "var(--x)", "expression(x)", "data:,x", "red;background:url(x)", "@import 'x'",
    "a{fill:red}", "a{fill:url(#a)}", "&lt;/style&gt;", "((((((((((((", "url(#a", "'", "/*", "rgb(1,2,3)",
    "image-set('x')", "}", "\\", "é", "&#x202e;",
]  # fmt: skip
ATTRIBUTES = [
    "id", "href", "xlink:href", "style", "fill", "d", "class", "onload", "h:src", "xml:base", "transform",
    "clip-path", "mask",
]  # fmt: skip
PAGE = [
    b"<script>", b"</script>", b"<a href=", b"javascript:x()", b"[a](", b")", b"{: onclick=x }",
    b"{: href=javascript:x }", b"<svg/onload=x>", b"<iframe src=x>", b"<p markdown>", b"<div markdown=1>",
    b"</div>", b"`", b"```\n", b"<!--", b"-->", b"&#106;avascript&colon;x", b"![a](", b"[a]: ", b"<", b">",
    b'"', b"'", b"\\", b"<form action=x>", b"<img src=x onerror=x>", b"<style>", b"<base href=//x.example>",
    b"<meta http-equiv=refresh>", b"<x@y.example>", b"<javascript:x>", b"# a {#b}",
    b"| a | b |\n|---|---|\n| c |", b"[TOC]", b"\x02", b"wzxhzdk:0", b"<![CDATA[", b"<?php ", b"* ",
    b"{% raw %}", b"{{ config }}", b"{{ x.__class__ }}", b"{% include 'x' %}", b"{% for x in y %}",
    b"{% endfor %}",
]  # fmt: skip
TEXT = [
    b"811218-9876", b"8", b"-", b" ", b"\n", b"070", b"@", b".se", b"<b>", b"</b>", b"&#", b"&#56;",
    b"\xc2\xad", b"\xe2\x80\x8b", b"%40", b"=3D", b"kl.", b"\xd9\xa1", b"(", b"nr", b"mailto:",
    b"\xf0\x9d\x9f\x8e", b"<", b">", b"&", b"[", b"\\u0038", b"811218", b"0000", b"# ", b"at",
]  # fmt: skip
ADDRESS = [
    b"https://", b"x.example", b"/", b"a", b"//", b":", b"@", b"[", b"]", b"?", b"#", b";}", b"{", b"\n",
    b"%0a", b"..", b"$", b'"', b"\\", b"\xc3\xa5",
]  # fmt: skip
MARKUP = [
    b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?xml-stylesheet href='x'?>", b"<!DOCTYPE svg>",
]  # fmt: skip
BLOCKS = [
    b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b"\x7f\xff\xff\xff", b"IEND", b"acTL", b"eXIf", b"\xff\xe1",
    b"ANIM", b",",
]  # fmt: skip
