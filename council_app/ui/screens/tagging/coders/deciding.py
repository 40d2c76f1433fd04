"""Disagreements, one after the other: what each coder gave, and what holds from now on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QButtonGroup, QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.agreement import Span
from council_app.domain.records import Changes, TagLabel
from council_app.domain.rounds import RoundLine
from council_app.errors import CouncilError, m_
from council_app.services import rounds as services
from council_app.services.rounds import Disagreement
from council_app.ui.core.buttons import Button, Role, Segment
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.flow import FlowLayout
from council_app.ui.core.page import Page
from council_app.ui.core.text import Surface, Text
from council_app.ui.screens.tagging.coders.cards import CoderCard
from council_app.ui.screens.tagging.coders.desk import TwoPanes, name_in, press_at_hand, words_pane
from council_app.ui.screens.tagging.coders.taglist import TagList, TagRow
from council_app.ui.screens.tagging.coders.words import CoderWords, all_spans, quoted

_SHOWS = frozenset({"round_coding", "round_read", "round_note", "note", "note_tag", "tag", "consent"})
_DIGITS = "123456789"
_ASKED, _NONE = 0, 1


class _Answer(NamedTuple):
    """What was asked for: those decided or those to decide, and they."""

    decided: bool
    found: tuple[Disagreement, ...]


class DecidePage(Page):
    """A queue: digits take a coder's tags, Space changes one, Enter decides."""

    def __init__(self, ctx: AppContext, line: RoundLine, coder: str) -> None:
        super().__init__(ctx)
        t, theme = self.t, self.theme
        self._key, self.coder = line.key, coder
        self.queue: tuple[Disagreement, ...] = ()
        self.at = 0
        self.chosen: frozenset[str] = frozenset()
        self._decided, self._deciding, self._shown = False, False, ""
        self._whose = ""
        self.words = CoderWords(theme, t)
        self.about = Text(theme, "", "small", "ink3", elide=True)
        self.progress = Text(theme, "", "small", "ink2", tabular=True)
        self._cards_box = QWidget()
        self._cards = FlowLayout(self._cards_box, gap=8, line_gap=8)
        self.cards: tuple[CoderCard, ...] = ()
        self.list = TagList(theme, t, t("Tags that hold from now on"))
        self.enter = Button(theme, t("Decide"), Role.PRIMARY, height=32, key="Return")
        self.back = Button(theme, t("Note before"), Role.QUIET, height=32, key="PgUp")
        self.skip = Button(theme, t("Skip"), Role.QUIET, height=32, key="PgDown")
        self._lay_out(line)
        self._connect()
        ctx.changed.connect(self._maybe_reload)
        self.reload()

    def _lay_out(self, line: RoundLine) -> None:
        t, theme = self.t, self.theme
        self._group = QButtonGroup(self)
        self.open_ones, self.decided_ones = Segment(theme, t("To decide"), height=28), Segment(theme, t("Decided"), height=28)
        for segment, decided in ((self.open_ones, False), (self.decided_ones, True)):
            self._group.addButton(segment)
            segment.clicked.connect(lambda _=False, decided=decided: self.show_decided(decided=decided))
        self.open_ones.setChecked(True)
        beside = Surface(theme, "canvas")
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        title = QVBoxLayout()
        title.setContentsMargins(12, 0, 12, 0)
        title.addWidget(Text(theme, t("What holds from now on"), "body", weight=600))
        column.addLayout(title)
        column.addWidget(self.list, 1)
        pane = words_pane(theme, (self.about, self.words, self._cards_box), (self.enter, self.skip, self.back))
        self.nothing = EmptyState(theme, "", "", ground="sheet")
        self.nothing.offer(t("Back"), self.leave)
        body = QWidget()
        self._layers = QStackedLayout(body)
        self._layers.addWidget(TwoPanes(theme, pane, beside))
        self._layers.addWidget(self.nothing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        bar = self.top_bar(t("Disagreements"), self.progress, self.open_ones, self.decided_ones)
        whole.addWidget(name_in(bar, theme, line.name))
        whole.addWidget(body, 1)

    def _connect(self) -> None:
        self.list.toggled.connect(self.toggle)
        self.list.entered.connect(self.decide)
        self.list.pressed_key.connect(self._pressed)
        self.words.entered.connect(self.decide)
        self.words.pressed_key.connect(self._pressed)
        self.words.left.connect(self.leave)
        self.enter.clicked.connect(self.decide)
        self.skip.clicked.connect(lambda: self.step(1))
        self.back.clicked.connect(lambda: self.step(-1))
        keys = (
            ("PgUp", lambda: self.step(-1)),
            ("PgDown", lambda: self.step(1)),
            ("Alt+D", lambda: self.show_decided(decided=not self._decided)),
        )
        for key, act in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def first_focus(self) -> QWidget | None:
        """The tags: digits take a set, Space changes one, Enter decides."""
        return self.list

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard."""
        if not press_at_hand(self, event):
            super().keyPressEvent(event)

    # -- reading

    def reload(self) -> None:
        """Read the queue again."""
        key, decided = self._key, self._decided
        self.ctx.read(self, lambda w: _Answer(decided, services.disagreements(workspace=w, key=key, decided=decided)), self._show)

    def _maybe_reload(self, changes: Changes) -> None:
        if not _SHOWS.isdisjoint(changes.entities):
            self.reload()

    def show_decided(self, *, decided: bool) -> None:
        """Look at those that were decided, or go on with those that are not."""
        self._decided, self.at, self._shown = decided, 0, ""
        (self.decided_ones if decided else self.open_ones).setChecked(True)
        self.reload()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, answer: _Answer) -> None:
        if answer.decided is not self._decided:
            return
        self._deciding = False
        self.queue = answer.found
        # The note at hand stays at hand while others come and go; where it went, the next one has its place.
        places = {each.note.id: place for place, each in enumerate(self.queue)}
        self.at = places.get(self._shown, min(self.at, max(0, len(self.queue) - 1)))
        self._layers.setCurrentIndex(_ASKED if self.queue else _NONE)
        if not self.queue:
            self._show_nothing()
            return
        self._show_dispute(keep=self.queue[self.at].note.id == self._shown)
        if self.isVisible() and not self.isAncestorOf(QApplication.focusWidget() or self):
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_nothing(self) -> None:
        t = self.t
        self.progress.say("")
        self._shown = ""
        self.nothing.sentence.say(t("Nothing was decided yet.") if self._decided else t("Nothing to decide."))
        line = t("Where coders differ in their tags, the note comes here once two of them are through with it.")
        self.nothing.line.say(line)
        button = next(iter(self.nothing.findChildren(Button)), None)
        if button is not None and self.isVisible():
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_dispute(self, *, keep: bool) -> None:
        t, dispute = self.t, self.dispute
        self.progress.say(t("{done} of {total}", done=t.number(self.at + 1), total=t.number(len(self.queue))))
        by = t("decided by {name}", name=dispute.decided_by) if dispute.decided_by else ""
        self.about.say(" · ".join(filter(None, (dispute.note.seat, dispute.note.city, by))))
        self.enter.rename(t("Decide again") if self._decided else t("Decide"))
        if not keep:
            self._shown, self._whose = dispute.note.id, ""
            given = {tag.id for tag in self._labels.values()}
            self.chosen = dispute.carried & given if self._decided else frozenset(tag.id for tag in dispute.shared)
            self.list.setCurrentIndex(self.list.tags.index(0))
        self._make_cards()
        self._show_words()
        self._show_tags()

    # -- the note at hand

    @property
    def dispute(self) -> Disagreement:
        """The note at hand."""
        return self.queue[self.at]

    @property
    def _labels(self) -> dict[str, TagLabel]:
        """Every tag that somebody gave, those that all gave first."""
        dispute = self.dispute
        everything = sorted({tag for tags in dispute.given.values() for tag in tags}, key=lambda tag: tag.path)
        return {tag.id: tag for tag in (*dispute.shared, *everything)}

    def _make_cards(self) -> None:
        for card in self.cards:
            self._cards.removeWidget(card)
            card.hide()
            card.deleteLater()
        keys = [*_DIGITS, *[""] * len(self.dispute.given)]
        made = [CoderCard(self.theme, self.t, coder, self.dispute, key) for coder, key in zip(self.dispute.given, keys, strict=False)]
        highest = max(card.sizeHint().height() for card in made)
        for card in made:
            card.setFixedHeight(highest)
            card.taken.connect(self.take)
            self._cards.addWidget(card)
        self.cards = tuple(made)

    def _show_words(self) -> None:
        """The spans of the coder whose tags were taken; before that, everybody's."""
        spans = self.dispute.spans
        if self._whose in spans:
            given: dict[str, Sequence[Span]] = {**spans[self._whose]}
        else:
            given = {tag: [span for each in spans.values() for span in each.get(tag, ())] for tag in self._labels}
        self.words.show_spans(self.dispute.note, all_spans(given, self._labels))

    def _show_tags(self) -> None:
        t, dispute = self.t, self.dispute
        rows = []
        for tag in self._labels.values():
            by = [coder for coder, tags in dispute.given.items() if tag in tags]
            who = t("everybody") if len(by) == len(dispute.given) else ", ".join(by)
            spans = dict.fromkeys(span for each in dispute.spans.values() for span in each.get(tag.id, ()))
            on = quoted(t, dispute.note.text, list(spans))
            rows.append(TagRow(tag.id, tag.path, tag.colour, "", tag.id in self.chosen, ", ".join(filter(None, (who, on)))))
        self.list.show_rows(rows)
        for card in self.cards:
            card.setChecked(self.chosen == {tag.id for tag in dispute.given[card.coder]})

    # -- deciding

    def _pressed(self, key: str) -> None:
        if key == "0":
            self.chosen, self._whose = frozenset(), ""
            self._show_words()
            self._show_tags()
        elif self.queue and key in _DIGITS and _DIGITS.index(key) < len(self.cards):
            self.take(self.cards[_DIGITS.index(key)].coder)

    def take(self, coder: str) -> None:
        """Choose what this coder gave, and show where."""
        self.chosen, self._whose = frozenset(tag.id for tag in self.dispute.given[coder]), coder
        self._show_words()
        self._show_tags()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle(self, tag: str) -> None:
        """Choose a tag, or leave it out."""
        self.chosen ^= {tag}
        self._show_tags()

    def decide(self) -> None:
        """The note carries what is chosen from now on; the next one comes."""
        if not self.queue or self._deciding:
            return
        self._deciding = True
        note, tags, key, by = self.dispute.note.id, sorted(self.chosen), self._key, self.coder
        if self._decided:
            self.at = min(self.at + 1, len(self.queue) - 1)
            self._shown = self.queue[self.at].note.id if self.queue[self.at].note.id != note else ""
        self.ctx.write(
            self,
            lambda w: services.decide(workspace=w, key=key, note=note, tags=tags, by=by),
            lambda _changes: self._decided_now(),
            changes=lambda changes: changes,
            failed=self._refused,
            notice=m_("Decided on a disputed note"),
        )

    def _decided_now(self) -> None:
        self._shown = ""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refused(self, error: CouncilError) -> None:
        self.ctx.refused.emit(error)
        self.reload()

    def step(self, by: int) -> None:
        """To another one, without deciding."""
        if self.queue and 0 <= self.at + by < len(self.queue):
            self.at += by
            self._show_dispute(keep=False)
