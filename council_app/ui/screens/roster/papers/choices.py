"""The choices beside the pages: what, on which labels, for whom, in which language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QIntValidator
from PySide6.QtWidgets import QButtonGroup, QMenu, QVBoxLayout, QWidget

from council_app.domain.labels import SHEETS, LabelSheet
from council_app.i18n import LANGUAGES, Translator
from council_app.settings import LANGUAGE
from council_app.ui.core.buttons import Button, Role, Segment
from council_app.ui.core.context import AppContext
from council_app.ui.core.field import Field, line_edit
from council_app.ui.core.text import Text
from council_app.ui.screens.roster.papers.sheet import SheetPicker
from council_app.ui.screens.roster.papers.wanted import BLANKS, KINDS, MOST_BLANKS, WHO, Kind, Wanted, Who

T = TypeVar("T")
_TYPING_RESTS = 500
_NUMBER = 96


class Chooser(Button, Generic[T]):
    """A button that names one of several and opens the others as a menu.

    Signals:
        chosen: another one (carries its value).
    """

    chosen = Signal(object)

    def __init__(self, theme_of: AppContext, options: Sequence[tuple[T, str]], value: T) -> None:
        label = dict(options)[value]
        super().__init__(theme_of.theme, label, Role.PLAIN, height=32, after="chevron-down", weight=400)
        self._options, self.value = tuple(options), value
        self._left_out: T | None = None
        self.clicked.connect(self._open)

    def leave_out(self, value: T) -> None:
        """Do not offer one, until it is chosen from outside."""
        self._left_out = value

    def take(self, value: T) -> None:
        """Show one as chosen."""
        self.value = value
        self._left_out = None if value == self._left_out else self._left_out
        self.rename(dict(self._options)[value])

    def _open(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for value, label in (option for option in self._options if option[0] != self._left_out):
            action = QAction(label.replace("&", "&&"), menu)
            action.triggered.connect(lambda _=False, picked=value: self.pick(picked))
            menu.addAction(action)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def pick(self, value: T) -> None:
        """Choose one."""
        self.take(value)
        self.chosen.emit(value)


class Choices(QWidget):
    """The column of choices; every change makes a new `Wanted`.

    Signals:
        changed: something else is wanted (carries the `Wanted`).
    """

    changed = Signal(object)

    def __init__(self, ctx: AppContext, wanted: Wanted) -> None:
        super().__init__()
        self._ctx, self.wanted = ctx, wanted
        t, theme = ctx.t, ctx.theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 16, 16, 16)
        self._column.setSpacing(6)
        self.kinds = {kind: Segment(theme, t.say(word)) for kind, word, _ in KINDS}
        self._help = Text(theme, "", "small", "ink3", wrap=True)
        self.sheets = Chooser[LabelSheet](ctx, [(sheet, label_of(sheet, t)) for sheet in SHEETS], wanted.sheet)
        self._makers = Text(theme, "", "small", "ink3", wrap=True)
        self.picker = SheetPicker(theme, t)
        self.who = Chooser[Who](ctx, [(who, t.say(word)) for who, word in WHO], wanted.who)
        self.who.leave_out(Who.CHOSEN)
        self.people = line_edit(theme)
        self.named = Field(theme, t("Names or seats, with commas"), self.people)
        self.blanks = line_edit(theme)
        self.blanks.setValidator(QIntValidator(0, MOST_BLANKS, self))
        self._without = Field(theme, t("Without a name"), self.blanks, t("To write on, for whoever walks in."), width=_NUMBER)
        names = {value: t.say(word) for value, word in LANGUAGE.values}
        self.languages = Chooser[str](ctx, [("", t("Language of the market")), *((tag, names[tag]) for tag in LANGUAGES)], wanted.language)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_TYPING_RESTS)
        self._lay_out()
        self._connect()
        self._fold()

    def _lay_out(self) -> None:
        t = self._ctx.t
        self._section(t("What to print"), *self.kinds.values(), self._help)
        self._labels = self._section(t("Labels"), self.sheets, self._makers, self.picker)
        self._people = self._section(t("For whom"), self.who, self.named, self._without)
        self._language = self._section(t("Language of the papers"), self.languages)
        self._column.addStretch(1)

    def _section(self, title: str, *widgets: QWidget) -> QWidget:
        box = QWidget()
        inside = QVBoxLayout(box)
        inside.setContentsMargins(0, 0, 0, 12)
        inside.setSpacing(6)
        inside.addWidget(Text(self._ctx.theme, title, "body", weight=600))
        for widget in widgets:
            inside.addWidget(widget)
            if isinstance(widget, Chooser):
                widget.setAccessibleDescription(title)
        self._column.addWidget(box)
        return box

    def _connect(self) -> None:
        group = QButtonGroup(self)
        for kind, segment in self.kinds.items():
            group.addButton(segment)
            segment.clicked.connect(lambda _=False, picked=kind: self._want(replace(self.wanted, kind=picked, blanks=None)))
        self.sheets.chosen.connect(self._take_sheet)
        self.picker.chosen.connect(lambda start: self._want(replace(self.wanted, start=start)))
        self.who.chosen.connect(lambda who: self._want(replace(self.wanted, who=who)))
        self.languages.chosen.connect(lambda tag: self._want(replace(self.wanted, language=tag)))
        self.people.textEdited.connect(lambda _text: self._rest.start())
        self.people.returnPressed.connect(self._take_typed)
        self.blanks.textEdited.connect(lambda _text: self._rest.start())
        self.blanks.editingFinished.connect(self._take_typed)
        self._rest.timeout.connect(self._take_typed)

    def take_chosen(self, attendances: Sequence[str]) -> None:
        """Print for the people chosen in the list."""
        self.who.take(Who.CHOSEN)
        self._want(replace(self.wanted, who=Who.CHOSEN, chosen=tuple(attendances)))

    def filter_by(self, cohort: str | None) -> None:
        """Follow the cohort in the window's header."""
        self._want(replace(self.wanted, cohort=cohort))

    def _take_sheet(self, sheet: LabelSheet) -> None:
        self.picker.show_sheet(sheet)
        self._want(replace(self.wanted, sheet=sheet, start=1))

    def _take_typed(self) -> None:
        self._rest.stop()
        number = int(self.blanks.text()) if self.blanks.hasAcceptableInput() else None
        self._want(replace(self.wanted.names(self.people.text()), blanks=number if self.wanted.kind in BLANKS else None))

    def _want(self, wanted: Wanted) -> None:
        if wanted == self.wanted:
            return
        asks_names = wanted.who is Who.NAMED and self.wanted.who is not Who.NAMED
        self.wanted = wanted
        self._fold()
        if asks_names:
            self.people.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit(wanted)

    def _fold(self) -> None:
        """Show the choices that bear on what is wanted."""
        t, wanted = self._ctx.t, self.wanted
        self.kinds[wanted.kind].setChecked(True)
        self._help.say(t.say(next(text for kind, _, text in KINDS if kind is wanted.kind)))
        self._makers.say(makers_of(wanted.sheet, t))
        self._labels.setVisible(wanted.kind is Kind.BADGES)
        self.picker.setVisible(wanted.sheet.per_sheet > 1)
        self._people.setVisible(wanted.kind is not Kind.CALENDAR)
        self._language.setVisible(wanted.kind is not Kind.CALENDAR)
        self.named.setVisible(wanted.who is Who.NAMED)
        self._without.setVisible(wanted.kind in BLANKS)
        if not self.blanks.hasFocus():
            self.blanks.setText(str(wanted.without_name))


def label_of(sheet: LabelSheet, t: Translator) -> str:
    """“80 × 50 mm, 10 per sheet”."""
    size = t("{width} × {height} mm", width=t.number(round(sheet.width)), height=t.number(round(sheet.height)))
    if sheet.per_sheet == 1:
        return t("{size}, one by one", size=size)
    return t.n("{size}, {count} per sheet", "{size}, {count} per sheet", sheet.per_sheet, size=size)


def makers_of(sheet: LabelSheet, t: Translator) -> str:
    """Which products have this geometry."""
    if sheet.makers:
        return t("For {makers}, and others of this size. Print at 100 %.", makers=sheet.makers)
    return t("Plain paper, cut along the lines.") if sheet.cut else t("A badge on each page, for printers of badges.")
