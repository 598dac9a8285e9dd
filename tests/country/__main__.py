"""Write the invented country: ``python -m tests.country FOLDER``."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.country.generate import generate


def main() -> int:
    """Write into the folder named on the command line, and say how much it became."""
    if len(sys.argv) != 2:
        print("Usage: python -m tests.country FOLDER", file=sys.stderr)
        return 2
    size = generate(Path(sys.argv[1]))
    print(f"{size.files} files, {size.characters / 1e6:.1f} million characters")
    return 0


if __name__ == "__main__":
    sys.exit(main())
