"""Pictures of every screen into `out/shots/`: light and dark, two sizes, 100 and 200 %, English and German, empty and full.

Run by `make shots`. Each look is a process of its own, because Qt reads the scale once; look at all of them when a screen changes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "out" / "shots"
SHOOT = Path(__file__).with_name("shoot.py")


@dataclass(frozen=True, slots=True)
class Look:
    """One way to see the window: colours, language, size in logical px, and scale."""

    theme: str
    language: str
    width: int
    height: int
    scale: int

    @property
    def name(self) -> str:
        """How its pictures begin."""
        return f"{self.theme}-{self.language}-{self.width}x{self.height}-{self.scale}"


def looks() -> Iterator[Look]:
    """What is worth seeing: both themes in both languages, the large screen, one column, and 200 % of a small laptop."""
    for theme in ("light", "dark"):
        for language in ("en", "de"):
            yield Look(theme, language, 1280, 800, 100)
    yield Look("light", "en", 1920, 1080, 100)
    yield Look("dark", "de", 1920, 1080, 100)
    yield Look("light", "de", 800, 600, 100)
    yield Look("light", "en", 640, 400, 200)
    yield Look("dark", "de", 640, 400, 200)


def main() -> int:
    """Make the sample once, then every look."""
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as folder:
        for look in looks():
            home = Path(folder) / look.name
            environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "COUNCIL_HOME": str(home), "QT_SCALE_FACTOR": str(look.scale / 100)}
            options = [look.theme, look.language, str(look.width), str(look.height), str(OUT / look.name)]
            subprocess.run([sys.executable, SHOOT, *options], env=environment, check=True, cwd=ROOT)
            print(look.name)
    print(f"{len(list(OUT.glob('*.png')))} pictures in {OUT}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
