"""Write the invented country: ``python -m tests.country FOLDER``."""

import sys
from pathlib import Path

from tests.country.generate import generate

if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit("Usage: python -m tests.country FOLDER")
    sizes = generate(Path(sys.argv[1]))
    print(f"{len(sizes)} files, {sum(sizes) / 1e6:.1f} MB")
