"""Choosing what the report is about: sessions, councils and markets with where each stands, narrowed by a few letters."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QPushButton, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout

from council_app.domain.text import fold
from council_app.errors import Message, m_
from council_app.i18n import Translator
from council_app.services.report.choosing import ReportChoice
from council_app.ui.core.field import line_edit
from council_app.ui.core.icons import draw_icon
from council_app.ui.core.text import Surface, draw_line, elided
from council_app.ui.core.theme import Theme
from council_app.ui.screens.report.wanted import choice_stands, choice_title

_ROW, _HEAD, _PAD, _MOST = 52, 32, 12, 420
_ChoiceRole, _StandsRole = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_GROUPS: dict[str, Message] = {"session": m_("Sessions"), "council": m_("Councils"), "market": m_("Markets over time")}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
Index = QModelIndex | QPersistentModelIndex


class AboutButton(QPushButton):
    """What the report is about in two lines; opens the picker."""

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._theme, self._t = theme, t
        self._title = self._stands = ""
        self.setFixedHeight(_ROW)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.update)

    def say(self, title: str, stands: str) -> None:
        """Name it, and say where it stands."""
        self._title, self._stands = title, stands
        self.setAccessibleName(self._t("The report is about {title}", title=title))
        self.setAccessibleDescription(stands)
        self.setToolTip(f"{title}\n{stands}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A sheet with both lines and a chevron."""
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("line2"), 1))
        painter.setBrush(theme.colour("pressed" if self.isDown() else "hover" if self.underMouse() else "sheet"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5.5, 5.5)
        room = self.width() - 2 * _PAD - 20
        draw_line(painter, theme, elided(theme, self._title, "body", room, 600), "body", _PAD, 7, weight=600)
        draw_line(painter, theme, elided(theme, self._stands, "small", room), "small", _PAD, 28, "ink3")
        draw_icon(painter, "chevron-down", theme.colour("ink2"), self.width() - _PAD - 14, (self.height() - 14) / 2, 14)


class AboutPicker(Surface):
    """A box and the list below it; arrows move, Enter chooses, Esc leaves.

    Signals:
        chosen: this is what the report is to be about (carries the `ReportAbout`).
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, t: Translator, choices: Sequence[ReportChoice]) -> None:
        super().__init__(theme, "sheet", "tblr", "line2")
        self.setWindowFlag(Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._t, self._choices = t, tuple(choices)
        name = t("Choose what the report is about")
        self.setAccessibleName(name)
        self.box = line_edit(theme, placeholder=t("City, country or date"))
        self.box.setAccessibleName(name)
        self.box.textChanged.connect(lambda _: self._list())
        self.box.installEventFilter(self)
        self.model = QStandardItemModel(self)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(_RowDelegate(theme, self.view))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setAccessibleName(name)
        self.view.clicked.connect(self._choose)
        inside = QVBoxLayout()
        inside.setContentsMargins(_PAD, 0, _PAD, 0)
        inside.addWidget(self.box)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, _PAD, 1, 1)
        column.setSpacing(8)
        column.addLayout(inside)
        column.addWidget(self.view)
        self._list()

    def open_under(self, button: AboutButton, current: object) -> None:
        """Show it below its button, wholly on the screen, on what is chosen now."""
        screen = button.screen().availableGeometry()
        self.setFixedSize(max(340, button.width()), min(_MOST, screen.height()))
        place = button.mapToGlobal(QPoint(0, button.height() + 2))
        place.setX(max(screen.left(), min(place.x(), screen.right() - self.width())))
        place.setY(max(screen.top(), min(place.y(), screen.bottom() - self.height())))
        self.move(place)
        for row in range(self.model.rowCount()):
            choice = self.model.index(row, 0).data(_ChoiceRole)
            if isinstance(choice, ReportChoice) and choice.about == current:
                self.view.setCurrentIndex(self.model.index(row, 0))
                self.view.scrollTo(self.model.index(row, 0), QListView.ScrollHint.PositionAtCenter)
        self.show()
        self.box.setFocus(Qt.FocusReason.PopupFocusReason)

    def _list(self) -> None:
        words = fold(self.box.text()).split()
        self.model.clear()
        fitting = [each for each in self._choices if self._fits(each, words)]
        for scope, group in groupby(fitting, key=lambda choice: choice.about.scope):
            head = QStandardItem(self._t.say(_GROUPS[scope.value]))
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            self.model.appendRow(head)
            for choice in group:
                self.model.appendRow(self._item(choice))
        if self.model.rowCount() > 1:
            self.view.setCurrentIndex(self.model.index(1, 0))
        elif not fitting:
            nothing = QStandardItem(self._t("Nothing is called so."))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.model.appendRow(nothing)

    def _fits(self, choice: ReportChoice, words: Sequence[str]) -> bool:
        country = self._t.territory(choice.country)
        text = fold(" ".join((choice_title(self._t, choice), choice.title, country, choice.about.key)))
        return all(word in text for word in words)

    def _item(self, choice: ReportChoice) -> QStandardItem:
        title, stands = choice_title(self._t, choice), choice_stands(self._t, choice)
        item = QStandardItem(title)
        item.setEditable(False)
        item.setData(choice, _ChoiceRole)
        item.setData(stands, _StandsRole)
        item.setData(f"{title}, {stands}", Qt.ItemDataRole.AccessibleTextRole)
        item.setToolTip(f"{choice.title}\n{stands}" if choice.title else stands)
        return item

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list while the box keeps the keyboard."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            if event.key() in _ENTER:
                self._choose(self.view.currentIndex())
                return True
            if event.key() in steps:
                self._step(steps[Qt.Key(event.key())])
                return True
        return super().eventFilter(watched, event)

    def _step(self, step: int) -> None:
        """To the next choice; headings are passed over."""
        row = self.view.currentIndex().row() + step
        while 0 <= row < self.model.rowCount():
            index = self.model.index(row, 0)
            if index.data(_ChoiceRole) is not None:
                self.view.setCurrentIndex(index)
                return
            row += step

    def _choose(self, index: Index) -> None:
        choice = index.data(_ChoiceRole) if index.isValid() else None
        if isinstance(choice, ReportChoice):
            self.close()
            self.chosen.emit(choice.about)


class _RowDelegate(QStyledItemDelegate):
    """A heading, or a title over where it stands."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Headings are lower."""
        return QSize(200, _ROW if index.data(_ChoiceRole) is not None else _HEAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Both lines; the one at hand with the bar of what is chosen."""
        theme, place = self._theme, QRect(option.rect)
        title, stands = str(index.data()), index.data(_StandsRole)
        if stands is None:
            draw_line(painter, theme, title, "micro", place.x() + _PAD, place.y() + 10, "ink3")
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, theme.colour("mark-tint"))
            painter.fillRect(place.x(), place.y(), 3, place.height(), theme.colour("mark"))
        room, x = place.width() - 2 * _PAD, place.x() + _PAD
        draw_line(painter, theme, elided(theme, title, "body", room, 500), "body", x, place.y() + 7, weight=500)
        draw_line(painter, theme, elided(theme, str(stands), "small", room), "small", x, place.y() + 28, "ink2")
