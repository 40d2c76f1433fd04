"""One typed table of the options a person may set on this machine, and the JSON file that keeps them.

An option is a row of `OPTIONS`; the settings place draws itself from the table, so adding one is adding a row.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from council_app.atomic import write_whole
from council_app.errors import CouncilError, Message, m_
from council_app.paths import config_dir

SYSTEM = "system"
RECENT_KEPT = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """An option with a closed set of values, each with its words; words that are a language's own name stay as they are."""

    key: str
    default: str
    label: Message
    help: Message
    values: tuple[tuple[str, Message], ...]
    renamed_from: str = ""

    def accepts(self, value: object) -> bool:
        """True for one of the values."""
        return value in tuple(name for name, _ in self.values)


LANGUAGE = Choice(
    "language",
    SYSTEM,
    m_("Language"),
    m_("The language of the window. Reports and drafts choose their own."),
    (
        (SYSTEM, m_("As the system")),
        ("en", Message("English")),
        ("sv", Message("Svenska")),
        ("de", Message("Deutsch")),
        ("fr", Message("Français")),
        ("nl", Message("Nederlands")),
    ),
)
THEME = Choice(
    "theme",
    SYSTEM,
    m_("Colours"),
    m_("Light for the desk, dark beside a projector."),
    ((SYSTEM, m_("As the system")), ("light", m_("Light")), ("dark", m_("Dark"))),
)
SCALE = Choice(
    "scale",
    "100",
    m_("Size"),
    m_("Everything larger. Takes effect at the next start."),
    tuple((str(value), Message(f"{value} %")) for value in (100, 125, 150, 175, 200, 250, 300)),
)
SMALLEST_GROUP = Choice(
    "smallest_group",
    "5",
    m_("Smallest group"),
    m_("Tables of themes tell no smaller one: 5 within the company, 10 for everyone else. Reports keep to that by themselves."),
    tuple((str(value), Message(str(value))) for value in (5, 7, 10, 15, 20)),
)
OPTIONS: tuple[Choice, ...] = (LANGUAGE, THEME, SCALE, SMALLEST_GROUP)
RECENT = "recent_workspaces"
KEPT = "kept_from_forms"


class Settings:
    """The options of this machine. Unknown keys of a newer version are kept; values of the wrong kind fall back to the default."""

    def __init__(self, file: Path, values: Mapping[str, object]) -> None:
        self._file = file
        self._values = dict(values)

    def get(self, option: Choice) -> str:
        """The value of an option, or its default."""
        value = self._values.get(option.key, self._values.get(option.renamed_from))
        return value if isinstance(value, str) and option.accepts(value) else option.default

    def put(self, option: Choice, value: str) -> None:
        """Set an option and write the file.

        Raises:
            CouncilError: the value is none of the option's, or the file cannot be written.
        """
        if not option.accepts(value):
            raise CouncilError(option.key, m_("{value} is not one of its values", value=value), m_("Choose one of the values offered."))
        self._values[option.key] = value
        self._write()

    def kept(self, name: str) -> str:
        """What a form remembers of the last time under this name; "" when nothing."""
        kept = self._values.get(KEPT)
        value = kept.get(name) if isinstance(kept, dict) else None
        return value if isinstance(value, str) else ""

    def keep(self, **values: str) -> None:
        """Remember what was chosen in a form for the next time, and write the file.

        Raises:
            CouncilError: the file cannot be written.
        """
        kept = self._values.get(KEPT)
        self._values[KEPT] = (kept if isinstance(kept, dict) else {}) | values
        self._write()

    @property
    def recent(self) -> tuple[Path, ...]:
        """Workspaces opened lately, newest first."""
        kept = self._values.get(RECENT)
        return tuple(Path(item) for item in kept if isinstance(item, str)) if isinstance(kept, list) else ()

    def remember(self, workspace: Path) -> None:
        """Put a workspace first among the recent ones and write the file."""
        others = [path for path in self.recent if path != workspace]
        self._values[RECENT] = [str(path) for path in (workspace, *others)][:RECENT_KEPT]
        self._write()

    def forget(self, workspace: Path) -> None:
        """Take a workspace off the recent ones (its file is gone)."""
        self._values[RECENT] = [str(path) for path in self.recent if path != workspace]
        self._write()

    def _write(self) -> None:
        """Replace the file in one step, so that a crash leaves the old one."""
        write_whole(self._file, (json.dumps(self._values, indent=2, ensure_ascii=False) + "\n").encode())


def load_settings(file: Path | None = None) -> Settings:
    """Read the settings file; a missing or broken one gives the defaults (it holds comfort, not work)."""
    path = file or config_dir() / "settings.json"
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        values = {}
    return Settings(path, values if isinstance(values, dict) else {})
