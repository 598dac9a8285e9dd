"""Table of the characters that the fonts have.

Reading the fonts at every check would be slow. Written by ``PYTHONPATH=. python
tests/records/test_glyphs.py``; a test keeps it equal to the fonts.
"""

GLYPHS = """\
20-7e a0-377 37a-37f 384-38a 38c 38e-3a1 3a3-3e1 3f0-52f 600-6ff 750-77f 870-88e 890-891 898-97f 10fb
1200-1248 124a-124d 1250-1256 1258 125a-125d 1260-1288 128a-128d 1290-12b0 12b2-12b5 12b8-12be 12c0
12c2-12c5 12c8-12d6 12d8-1310 1312-1315 1318-135a 135d-137c 1380-1399 1ab0-1ac0 1ac5 1ac7-1ace 1c80-1c88
1d00-1df9 1dfb-1f15 1f18-1f1d 1f20-1f45 1f48-1f4d 1f50-1f57 1f59 1f5b 1f5d 1f5f-1f7d 1f80-1fb4 1fb6-1fc4
1fc6-1fd3 1fd6-1fdb 1fdd-1fef 1ff2-1ff4 1ff6-1ffe 2000-2027 202a-2064 2066-2071 2074-208e 2090-209c
20a0-20c0 20f0 2100-215f 2183-2184 2189 2190-2193 2196-2199 2202 2205-2206 220f 2211-2212 2215 2219-221a
221e 222b 2248 2260 2264-2265 22ee 25a0-25a1 25b2-25b3 25b6-25b7 25bc-25bd 25c0-25c1 25c6-25c7 25ca 25cc
25cf 2610-2611 2713 27e8-27e9 2c60-2c7f 2d80-2d96 2da0-2da6 2da8-2dae 2db0-2db6 2db8-2dbe 2dc0-2dc6
2dc8-2dce 2dd0-2dd6 2dd8-2dde 2de0-2e5d a640-a69f a700-a7ca a7d0-a7d1 a7d3 a7d5-a7d9 a7f2-a7ff a8ff a92e
ab01-ab06 ab09-ab0e ab11-ab16 ab20-ab26 ab28-ab2e ab30-ab6b fb00-fb06 fb50-fbc2 fbd3-fd8f fd92-fdc7 fdcf
fdf0-fe00 fe20-fe2f fe70-fe74 fe76-fefc feff fffc-fffd 10780-10785 10787-107b0 107b2-107ba 10efd-10eff
1df00-1df1e 1e7e0-1e7e6 1e7e8-1e7eb 1e7ed-1e7ee 1e7f0-1e7fe
"""
"""Ranges of hexadecimal numbers, of all families together, without control and private-use characters."""


def glyph_class() -> str:
    """Return the table as the inside of a regular expression's brackets."""
    ranges = (part.partition("-") for part in GLYPHS.split())
    return "".join(f"\\U{int(first, 16):08x}-\\U{int(last or first, 16):08x}" for first, _, last in ranges)
