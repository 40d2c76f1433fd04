"""The gate beside an insight: what is there, what is missing, and the field to add it right where it is missing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from council_app.domain.gate import Criterion, Requirement
from council_app.i18n import Translator
from council_app.services.insights import InsightCard
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.icons import draw_icon
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.insights.forms import FORMS, GateForm


class GateBox(QWidget):
    """A check when met, dashes when missing."""

    def __init__(self, theme: Theme, *, met: bool) -> None:
        super().__init__()
        self._theme, self._met = theme, met
        self.setFixedSize(20, 20)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Filled green with a check, or a dashed outline."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._met:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("state.ok.text"))
            painter.drawRoundedRect(QRectF(1, 1, 18, 18), 4, 4)
            draw_icon(painter, "check", self._theme.colour("sheet"), 3, 3, 14)
            return
        pen = QPen(self._theme.colour("state.warn.text"), 1.5)
        pen.setDashPattern([2.2, 2.2])
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(1.5, 1.5, 17, 17), 4, 4)


class GateRow(Surface):
    """One requirement.

    Signals:
        opened: its field is asked for.
        picture: a picture was chosen for the insight (its path).
        saved: values to store.
    """

    opened = Signal()
    picture = Signal(object)
    saved = Signal(object)

    def __init__(self, theme: Theme, t: Translator, criterion: Criterion, card: InsightCard) -> None:
        super().__init__(theme, "canvas" if criterion.met else "state.warn.fill")
        self._theme, self._t, self._criterion, self._card = theme, t, criterion, card
        self._form: GateForm | None = None
        ink = "ink" if criterion.met else "state.warn.text"
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(theme, t.say(criterion.title), "body", ink, weight=600))
        said = Text(theme, t.say(criterion.says), "small", "ink2", elide=criterion.met, wrap=not criterion.met)
        said.setToolTip(said.text() if criterion.met else "")
        words.addWidget(said)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(GateBox(theme, met=criterion.met), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self._button = self._make_button()
        if self._button is not None:
            row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 6, 16, 6)
        self._column.setSpacing(8)
        self._column.addLayout(row)
        self.setMinimumHeight(theme.size("gate-row"))
        state = t("there") if criterion.met else t("missing")
        self.setAccessibleName(f"{t.say(criterion.title)}: {state}. {t.say(criterion.says)}")

    def _make_button(self) -> Button | None:
        """Add where it is missing, Change where it is there; evidence is chosen among the notes, not typed here."""
        requirement = self._criterion.requirement
        if requirement is Requirement.EVIDENCE or (requirement is Requirement.VISUAL and self._criterion.met):
            return None
        met = self._criterion.met
        button = Button(self._theme, self._t("Change") if met else self._t("Add"), Role.QUIET if met else Role.PLAIN, height=28)
        button.setAccessibleDescription(self._t.say(self._criterion.title))
        button.clicked.connect(self._open)
        return button

    def _open(self) -> None:
        if self._criterion.requirement is Requirement.VISUAL:
            self._choose_picture()
        elif self._form is None:
            self.opened.emit()
            self._form = FORMS[self._criterion.requirement](self._theme, self._t, self._card.facts)
            self._form.saved.connect(self.saved)
            self._form.left.connect(self.close_form)
            self._column.addWidget(self._form)
            self._form.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_form(self) -> None:
        """Put the field away; nothing was changed."""
        if self._form is not None:
            self._form.deleteLater()
            self._form = None
            if self._button is not None:
                self._button.setFocus()

    def fail(self, sentence: str) -> None:
        """The values were refused; say so at the field."""
        if self._form is not None:
            self._form.fail(sentence)

    @property
    def editing(self) -> bool:
        """True while its field is open."""
        return self._form is not None

    def _choose_picture(self) -> None:
        kinds = self._t("Pictures")
        chosen, _ = QFileDialog.getOpenFileName(
            self, self._t("Add a picture"), str(Path.home()), f"{kinds} (*.png *.jpg *.jpeg *.webp *.gif)"
        )
        if chosen:
            self.picture.emit(Path(chosen))


class GatePanel(Surface):
    """The sentence on top is built from what is missing.

    Signals:
        saved: values to store for the insight at hand.
        picture: a picture to attach.
    """

    saved = Signal(object)
    picture = Signal(object)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "canvas", "l")
        self._theme, self._t = theme, t
        self._rows: list[GateRow] = []
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.addWidget(self._scroll)

    def show_gate(self, card: InsightCard) -> None:
        """Show an insight's gate."""
        theme, t, gate = self._theme, self._t, card.gate
        page = QWidget()
        page.setProperty("scrolled", "true")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 14, 0, 16)
        column.setSpacing(0)
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
        column.addLayout(head)
        self._rows = [self._row(criterion, card) for criterion in gate.criteria]
        for row in self._rows:
            column.addWidget(row)
        column.addStretch(1)
        self._scroll.setWidget(page)

    def _row(self, criterion: Criterion, card: InsightCard) -> GateRow:
        row = GateRow(self._theme, self._t, criterion, card)
        row.saved.connect(self.saved)
        row.picture.connect(self.picture)
        row.opened.connect(self._others_close(row))
        return row

    def _others_close(self, row: GateRow) -> Callable[[], None]:
        def close() -> None:
            for other in self._rows:
                if other is not row and other.editing:
                    other.close_form()

        return close

    def fail(self, sentence: str) -> bool:
        """Say a refusal at the open field; False when none is open."""
        for row in self._rows:
            if row.editing:
                row.fail(sentence)
                return True
        return False
