"""What a wording says otherwise now, the words that went and the words that came set off, per language that people read."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from PySide6.QtWidgets import QVBoxLayout, QWidget

from council_app.domain.wording import TextChange
from council_app.i18n import Translator
from council_app.services.reconsent import Reconsent, WordingChange
from council_app.ui.core.consent.words import PURPOSE_NAMES
from council_app.ui.core.emptying import empty
from council_app.ui.core.handover.words import language_name
from council_app.ui.core.header import PanelHeader
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Hairline, Run, Surface, Text
from council_app.ui.core.theme import Theme


class ChangesPane(Surface):
    """One block per earlier version and language, read beside the list of people."""

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "canvas", "l")
        self._theme, self._t = theme, t
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(16, 14, 16, 16)
        self._column.setSpacing(6)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(PanelHeader(theme, t("What changed")))
        whole.addWidget(scroll_of(content), 1)

    def show_changes(self, found: Reconsent) -> None:
        """Say what the newest wording says otherwise than those that people read."""
        empty(self._column)
        for place, change in enumerate(found.changes):
            if place:
                self._column.addWidget(Hairline(self._theme))
            self._add_block(change, found.version)
        if not found.changes:
            nothing = self._t("Nothing that these people allow reads otherwise now; they were not asked about everything yet.")
            self._column.addWidget(Text(self._theme, nothing, "body", "ink2", wrap=True))
        self._column.addStretch(1)

    def _add_block(self, change: WordingChange, now: str) -> None:
        t, theme = self._t, self._theme
        language = f" · {language_name(change.language)}" if change.texts is not None else ""
        title = t("{before} → {now}{language}", before=change.version, now=now, language=language)
        self._column.addWidget(Text(theme, title, "body", weight=600, wrap=True))
        self._column.addWidget(Text(theme, t.n("{count} person read it", "{count} people read it", change.people), "small", "ink3"))
        if change.texts is None:
            unknown = t("The text they read is not on this laptop, so everything is asked again.")
            self._column.addWidget(Text(theme, unknown, "body", "ink2", wrap=True))
        for text in change.texts or ():
            self._add_text(text)

    def _add_text(self, change: TextChange) -> None:
        t, theme = self._t, self._theme
        name = t.say(PURPOSE_NAMES[change.purpose]) if change.purpose is not None else t("all purposes")
        before, now = set_off(change.before, change.now)
        self._column.addSpacing(6)
        self._column.addWidget(Text(theme, name, "micro", "ink2"))
        for lead, runs in ((t("Before:"), before), (t("Now:"), now)):
            said = Text(theme, "", "body", "ink2", wrap=True)
            said.show_runs((Run(f"{lead} ", None, "ink3"), *runs))
            self._column.addWidget(said)


def set_off(before: str, now: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Both texts as runs, in which the words that only one of them has stand out."""
    old, new = before.split(), now.split()
    went: list[Run] = []
    came: list[Run] = []
    for same, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        changed = same != "equal"
        went += _run(old[a:b], changed=changed)
        came += _run(new[c:d], changed=changed)
    return tuple(went), tuple(came)


def _run(words: Sequence[str], *, changed: bool) -> list[Run]:
    return [Run(" ".join(words) + " ", 600 if changed else None, "ink" if changed else "")] if words else []
