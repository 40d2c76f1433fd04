"""Rows of the column at the right: what there is or what is missing, with the button that leads to its field."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from council_app.domain.gate import Criterion, Requirement
from council_app.domain.records import InsightFacts
from council_app.i18n import Translator
from council_app.services.insights import InsightCard
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.icons import draw_icon
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.insights.forms import FORMS, About, GateForm


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


class FormRow(Surface):
    """A name, what is said of it, and a button that opens its field below.

    Signals:
        opened: its field was opened.
        saved: values to store.
        left: its field was put away.
    """

    opened = Signal()
    saved = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, t: Translator, name: Requirement | About, facts: InsightFacts, *, ground: str = "canvas") -> None:
        super().__init__(theme, ground)
        self._theme, self._t, self.name, self._facts = theme, t, name, facts
        self._form: GateForm | None = None
        self.button: Button | None = None
        self.column = QVBoxLayout(self)
        self.column.setSpacing(8)

    def add_line(self, title: Text, says: Text, button: Button | None, *, before: QWidget | None = None) -> None:
        """Put the row's one line together."""
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(title)
        words.addWidget(says)
        row = QHBoxLayout()
        row.setSpacing(10)
        if before is not None:
            row.addWidget(before, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        if button is not None:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            button.clicked.connect(self.open)
        self.button = button
        self.column.addLayout(row)

    def open(self) -> None:
        """Open the field and give it the keyboard."""
        if self.button is None or not self.button.isEnabled():
            return
        if self._form is None:
            self.opened.emit()
            self._form = FORMS[self.name](self._theme, self._t, self._facts)
            self._form.saved.connect(self.saved)
            self._form.left.connect(self.close_form)
            self.column.addWidget(self._form)
            self._form.show()  # at once: it is about to have the keyboard
        self._form.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_form(self) -> None:
        """Put the field away; nothing was changed."""
        if self._form is not None:
            self._form.deleteLater()
            self._form = None
            if self.button is not None:
                self.button.setFocus()
            self.left.emit()

    def fail(self, sentence: str) -> None:
        """The values were refused; say so at the field."""
        if self._form is not None:
            self._form.fail(sentence)

    @property
    def first(self) -> QWidget:
        """What has the keyboard: the first input of its open field."""
        return self._form.first if self._form is not None else self

    @property
    def last(self) -> QWidget:
        """All of its open field."""
        return self._form or self

    @property
    def editing(self) -> bool:
        """True while its field is open."""
        return self._form is not None


class GateRow(FormRow):
    """One requirement.

    Signals:
        elsewhere: it is seen to elsewhere: evidence among the notes, a picture among files (carries the `Requirement`).
    """

    elsewhere = Signal(object)

    def __init__(self, theme: Theme, t: Translator, criterion: Criterion, card: InsightCard, refusal: str = "") -> None:
        ground = "canvas" if criterion.met else "state.warn.fill"
        super().__init__(theme, t, criterion.requirement, card.facts, ground=ground)
        self.criterion = criterion
        title, met = t.say(criterion.title), criterion.met
        says = Text(theme, t.say(criterion.says), "small", "ink2", elide=met, wrap=not met)
        says.setToolTip(says.text() if met else "")
        button = Button(theme, self._label(), Role.QUIET if met else Role.PLAIN, height=28)
        button.setAccessibleDescription(title)
        button.refuse(refusal)
        self.add_line(
            Text(theme, title, "body", "ink" if met else "state.warn.text", weight=600), says, button, before=GateBox(theme, met=met)
        )
        self.column.setContentsMargins(16, 6, 16, 6)
        self.setMinimumHeight(theme.size("gate-row"))
        self.setAccessibleName(f"{title}: {t('there') if met else t('missing')}. {t.say(criterion.says)}")

    def _label(self) -> str:
        """Add where it is missing or where there can be more, Change where there is one."""
        several = self.criterion.requirement in (Requirement.EVIDENCE, Requirement.VISUAL)
        return self._t("Change") if self.criterion.met and not several else self._t("Add")

    def open(self) -> None:
        """Its field; evidence and pictures are no fields."""
        if self.criterion.requirement not in FORMS:
            self.elsewhere.emit(self.criterion.requirement)
        else:
            super().open()


class AboutRow(FormRow):
    """Something recorded beside the gate."""

    def __init__(self, theme: Theme, t: Translator, name: About, facts: InsightFacts, title: str, says: str, refusal: str = "") -> None:
        super().__init__(theme, t, name, facts)
        self.column.setContentsMargins(16, 4, 16, 4)
        words = Text(theme, says or t("not said"), "small", "ink2" if says else "ink3", wrap=True)
        button = Button(theme, t("Change") if says else t("Add"), Role.QUIET, height=28)
        button.setAccessibleDescription(title)
        button.refuse(refusal)
        self.add_line(Text(theme, title, "body", weight=500), words, button)
        self.setAccessibleName(f"{title}: {says or t('not said')}")
