"""The column beside an insight: the gate, the one button behind it, and what else is recorded."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from council_app.domain.gate import Criterion, Requirement
from council_app.i18n import Translator
from council_app.services.insights import InsightCard
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.insights.about import AboutBlock
from council_app.ui.screens.insights.forms import About
from council_app.ui.screens.insights.rows import AboutRow, GateRow

_BESIDE = 40
"""px that stay in sight above and below a field that is opened."""


class GatePanel(Surface):
    """The sentence on top is built from what is missing. While a field is open nothing is shown anew under it.

    Attributes:
        refusal: why nothing can be changed, "" when it can.
        delegating: whether there is a page to delegate on.
        about: what else is recorded, None while no insight is at hand.

    Signals:
        saved: values to store for the insight at hand.
        picture: a picture to attach (its path).
        evidence_asked: notes are wanted as evidence.
        delegate_asked: the insight is to be delegated.
        stages_asked, initiatives_asked: those are to be offered.
    """

    saved = Signal(object)
    picture = Signal(object)
    evidence_asked = Signal()
    delegate_asked = Signal()
    stages_asked = Signal()
    initiatives_asked = Signal()

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "canvas", "l")
        self._theme, self._t = theme, t
        self.refusal = ""
        self.delegating = False
        self._card: InsightCard | None = None
        self._later: InsightCard | None = None
        self._kept: Requirement | About | None = None
        self._rows: list[GateRow] = []
        self.about: AboutBlock | None = None
        self.delegate = Button(theme, t("Delegate"), Role.PRIMARY)
        self._lay_out()

    def _lay_out(self) -> None:
        self._top = QWidget()
        self._foot = QWidget()
        page = QWidget()
        page.setProperty("scrolled", "true")
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(0, 0, 0, 16)
        self._column.setSpacing(0)
        self._column.addWidget(self._top)
        self._between = QVBoxLayout()
        self._between.setSpacing(0)
        self._column.addLayout(self._between)
        self._column.addWidget(self._foot)
        self._column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.addWidget(self._scroll)

    def add_below(self, widget: QWidget) -> None:
        """Put something between the gate and what else is recorded; it stays for every insight."""
        self._between.addWidget(widget)

    # -- what is shown

    @property
    def editing(self) -> GateRow | AboutRow | None:
        """The row whose field is open."""
        rows = (*self._rows, *(self.about.rows if self.about is not None else ()))
        return next((row for row in rows if row.editing), None)

    def show_gate(self, card: InsightCard) -> None:
        """Show an insight's gate; while a field of the same one is open, afterwards."""
        same = self._card is not None and self._card.facts.key == card.facts.key
        if same and self.editing is not None and self._kept is None:
            self._later = card
            return
        if card == self._card and self._kept is None:
            return
        kept, self._kept = self._kept if same else None, None
        self._card, self._later = card, None
        self._show_top(card)
        self._show_foot(card)
        if not same:
            self._scroll.verticalScrollBar().setValue(0)
        elif kept is not None:
            self._go_on_from(kept)

    def clear(self) -> None:
        """Nothing is at hand."""
        self._card = self._later = self._kept = self.about = None
        self._rows = []
        self._top = self._swap(self._top, QWidget())
        self._foot = self._swap(self._foot, QWidget())

    def _swap(self, old: QWidget, new: QWidget) -> QWidget:
        self._column.replaceWidget(old, new)
        old.hide()
        old.deleteLater()
        new.show()
        return new

    def _show_top(self, card: InsightCard) -> None:
        top = QWidget()
        column = QVBoxLayout(top)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head(card))
        self._rows = [self._row(criterion, card) for criterion in card.gate.criteria]
        for row in self._rows:
            column.addWidget(row)
        # A button of its own for every insight: one that moved from page to page would lose the keyboard.
        self.delegate = Button(self._theme, self._t("Delegate"), Role.PRIMARY)
        self.delegate.refuse(self._why_not(card))
        self.delegate.clicked.connect(self.delegate_asked)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 12, 16, 14)
        foot.addWidget(self.delegate)
        column.addLayout(foot)
        self._top = self._swap(self._top, top)

    def _why_not(self, card: InsightCard) -> str:
        if not card.gate.ready:
            return self._t.say(card.gate.sentence)
        return "" if self.delegating else self._t("There is no page to delegate on.")

    def _head(self, card: InsightCard) -> QVBoxLayout:
        theme, t, gate = self._theme, self._t, card.gate
        head = QVBoxLayout()
        head.setContentsMargins(16, 0, 16, 10)
        head.setSpacing(2)
        top = QHBoxLayout()
        title = t("Ready to delegate") if gate.ready else t("Not ready to delegate")
        top.addWidget(Text(theme, title, "panel-title", wrap=True), 1)
        count = t("{met} of {all}", met=t.number(gate.met), all=t.number(len(gate.criteria)))
        top.addWidget(Text(theme, count, "body", "ink3"))
        head.addLayout(top)
        head.addWidget(Text(theme, t.say(gate.sentence), "body", "ink2", wrap=True))
        if self.refusal:
            head.addWidget(Text(theme, self.refusal, "small", "state.warn.text", wrap=True))
        return head

    def _row(self, criterion: Criterion, card: InsightCard) -> GateRow:
        row = GateRow(self._theme, self._t, criterion, card, self.refusal)
        row.elsewhere.connect(self._elsewhere)
        self._follow(row)
        return row

    def _follow(self, row: GateRow | AboutRow) -> None:
        row.saved.connect(partial(self._save, row.name))
        row.opened.connect(partial(self._close_others, row))
        row.left.connect(self._show_later)

    def _show_foot(self, card: InsightCard) -> None:
        self.about = AboutBlock(self._theme, self._t, card.facts, self.refusal)
        for row in self.about.rows:
            self._follow(row)
        self.about.saved.connect(self.saved)
        self.about.stages_asked.connect(self.stages_asked)
        self.about.initiatives_asked.connect(self.initiatives_asked)
        self._foot = self._swap(self._foot, self.about)

    # -- fields

    def _close_others(self, row: GateRow | AboutRow) -> None:
        other = self.editing
        if other is not None and other is not row:
            other.close_form()
        QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(row.last, 0, _BESIDE))
        QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(row.first, 0, _BESIDE))

    def _save(self, name: Requirement | About, values: object) -> None:
        self._kept = name
        self.saved.emit(values)

    def _show_later(self) -> None:
        if self._later is not None:
            self.show_gate(self._later)

    def _go_on_from(self, kept: Requirement | About) -> None:
        """What was missing is there: the keyboard goes to what is missing next, or to the one button when nothing is."""
        if isinstance(kept, About):
            button = next((row.button for row in self.about.rows if row.name is kept), None) if self.about is not None else None
        else:
            missing = [row for row in self._rows if not row.criterion.met]
            place = list(Requirement).index(kept)
            later = [row for row in missing if list(Requirement).index(row.criterion.requirement) > place]
            button = next((row.button for row in (*later, *missing)), self.delegate)
        if button is not None and self.isVisible():
            button.setFocus(Qt.FocusReason.TabFocusReason)

    def to_missing(self) -> None:
        """Give the keyboard to what is missing first, or to the one button when nothing is."""
        button = next((row.button for row in self._rows if not row.criterion.met), self.delegate)
        if button is not None:
            button.setFocus(Qt.FocusReason.TabFocusReason)

    def open_missing(self) -> None:
        """Open the first thing that is missing; when nothing is, the keyboard goes to the one button."""
        missing = next((row for row in self._rows if not row.criterion.met), None)
        if missing is None:
            self.to_missing()
        else:
            missing.open()

    def open_field(self, name: Requirement | About) -> None:
        """Open a field by its name."""
        rows = (*self._rows, *(self.about.rows if self.about is not None else ()))
        row = next((row for row in rows if row.name is name), None)
        if row is not None:
            row.open()

    def fail(self, sentence: str) -> bool:
        """Say a refusal at the open field; False when none is open."""
        self._kept = None
        row = self.editing
        if row is not None:
            row.fail(sentence)
        return row is not None

    def _elsewhere(self, requirement: Requirement) -> None:
        if requirement is Requirement.VISUAL:
            self.choose_picture()
        else:
            self.evidence_asked.emit()

    def choose_picture(self) -> None:
        """Ask for a picture."""
        kinds = f"{self._t('Pictures')} (*.png *.jpg *.jpeg *.webp *.gif)"
        chosen, _ = QFileDialog.getOpenFileName(self, self._t("Add a picture"), str(Path.home()), kinds)
        if chosen:
            self.picture.emit(Path(chosen))
