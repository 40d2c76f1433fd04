"""What can be said about a note, as menus: kind, severity, how it was raised, where it happened, and what is done with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from council_app.domain.note_list import ListedNote
from council_app.i18n import Translator
from council_app.ui.core.markers import KIND_WORDS, SEVERITY_WORDS
from council_app.ui.screens.tagging.detail.facts import CHANNEL_WORDS, RAISED_WORDS
from council_app.ui.screens.tagging.detail.saying import Saying

Choice = tuple[str, bool, Callable[[], None]]


def popup_menu(owner: QWidget) -> QMenu:
    """A menu that goes once it is closed."""
    menu = QMenu(owner)
    menu.setToolTipsVisible(True)
    # Not at once: what was chosen is told after the menu closed.
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def add_action(menu: QMenu, label: str, act: Callable[[], None], keys: str = "", *, enabled: bool = True) -> QAction:
    """One row, with its key written beside it."""
    action = QAction(label.replace("&", "&&"), menu)
    action.triggered.connect(lambda _=False: act())
    action.setEnabled(enabled)
    if keys:
        action.setText(f"{action.text()}\t{QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)}")
    menu.addAction(action)
    return action


def add_choices(menu: QMenu, title: str, choices: Iterable[Choice]) -> QMenu:
    """A menu of which one is chosen."""
    below = menu.addMenu(title.replace("&", "&&"))
    group = QActionGroup(below)
    for label, chosen, act in choices:
        action = add_action(below, label, act)
        action.setCheckable(True)
        action.setChecked(chosen)
        group.addAction(action)
    return below


def add_sayings(menu: QMenu, t: Translator, note: ListedNote, saying: Saying) -> None:
    """Kind, severity, raised, channel, stage."""
    unknown = t("not known")
    kinds = [(t.say(words), each is note.kind, partial(saying.kind, note.id, each)) for each, words in KIND_WORDS.items()]
    add_choices(menu, t("Kind"), kinds)
    bad = [
        (f"{each.value} {t.say(words)}", each is note.severity, partial(saying.severity, note.id, each))
        for each, words in SEVERITY_WORDS.items()
    ]
    add_choices(menu, t("Severity"), [*bad, (unknown, note.severity is None, partial(saying.severity, note.id, None))])
    raised = [(t.say(words), each is note.raised, partial(saying.raised, note.id, each)) for each, words in RAISED_WORDS.items()]
    add_choices(menu, t("How raised"), raised)
    channels = [(t.say(words), each is note.channel, partial(saying.channel, note.id, each)) for each, words in CHANNEL_WORDS.items()]
    add_choices(menu, t("Channel"), [*channels, (unknown, note.channel is None, partial(saying.channel, note.id, None))])
    if saying.stages:
        stages = [(each.name, note.stage == each.word, partial(saying.stage, note.id, each.word)) for each in saying.stages]
        add_choices(menu, t("Journey stage"), [*stages, (unknown, note.stage is None, partial(saying.stage, note.id, None))])
