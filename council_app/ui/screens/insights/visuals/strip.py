"""The pictures of the insight at hand, small, in their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout

from council_app.domain.records import Changes, Visual
from council_app.errors import CouncilError, Message, m_
from council_app.services.visuals import ShownVisual, move_visual, pictures_of, remove_visual
from council_app.services.workspace import Workspace
from council_app.ui.core.context import AppContext
from council_app.ui.core.emptying import empty
from council_app.ui.core.text import Surface, Text, elided
from council_app.ui.screens.insights.visuals.painting import fitted, paint_marks

_THUMB = QSize(88, 64)
_SHARP = 2
_ALT = Qt.KeyboardModifier.AltModifier


@dataclass(frozen=True, slots=True)
class _Small:
    visual: Visual
    image: QImage


class PictureRow(QPushButton):
    """One picture and its words. Enter opens it, Delete removes it, Alt and arrows move it, the menu key offers all of it."""

    acted = Signal(str)

    def __init__(self, ctx: AppContext, small: _Small) -> None:
        super().__init__()
        self._ctx, self._small = ctx, small
        visual = small.visual
        self._words = visual.caption or visual.alt or visual.filename
        self.setAccessibleName(ctx.t("Picture: {words}", words=self._words))
        self.setToolTip(self._words)
        self.setFixedHeight(_THUMB.height() + 8)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._offer)
        self.clicked.connect(lambda: self.acted.emit("edit"))

    def _offer(self, at: QPoint) -> None:
        t, menu = self._ctx.t, QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for verb, words in (("edit", t("Draw on it")), ("up", t("Move up")), ("down", t("Move down")), ("remove", t("Remove"))):
            menu.addAction(words, partial(self.acted.emit, verb))
        menu.popup(self.mapToGlobal(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys for the picture."""
        key, alt = event.key(), bool(event.modifiers() & _ALT)
        verb = "remove" if key == Qt.Key.Key_Delete else {Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down"}.get(Qt.Key(key), "") if alt else ""
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            verb = "edit"
        if verb:
            self.acted.emit(verb)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture with its marks, and its words beside it."""
        theme, painter = self._ctx.theme, QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if self.underMouse():
            painter.fillRect(self.rect(), theme.colour("hover"))
        room = QRectF(4, 4, _THUMB.width(), _THUMB.height())
        painter.fillRect(room, theme.colour("sunk"))
        frame = fitted(self._small.image, room)
        painter.drawImage(frame, self._small.image)
        painter.save()
        painter.setClipRect(room)
        paint_marks(painter, theme, frame, self._small.visual.marks)
        painter.restore()
        words = QRectF(room.right() + 10, 4, self.width() - room.right() - 14, room.height())
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("ink2"))
        short = elided(theme, self._words, "small", words.width() * 2.4)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, short)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("ink"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)


class VisualsStrip(Surface):
    """Reads by itself; nothing shows where there is no picture.

    Signals:
        edit_asked: a picture is to be drawn on (its id).
    """

    edit_asked = Signal(str)

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx.theme, "canvas", "t")
        self.ctx, self.t = ctx, ctx.t
        self._key = self._again = ""
        self.rows: list[PictureRow] = []
        self._shown: tuple[_Small, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(4)
        self.title = Text(ctx.theme, self.t("Pictures"), "micro", "ink3")
        self.title.setContentsMargins(4, 0, 0, 0)
        column.addWidget(self.title)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        column.addLayout(self._rows)
        ctx.changed.connect(self._changed)
        self.hide()

    def show_insight(self, key: str) -> None:
        """Show the pictures of this insight; "" shows none."""
        if key != self._key:
            self._key = key
            self._show(())
        if key:
            self._ask()

    def _changed(self, changes: Changes) -> None:
        if "insight_visual" in changes.entities and self._key:
            self._ask()

    def _ask(self) -> None:
        key = self._key
        self.ctx.read(self, lambda workspace: _read(workspace, key), lambda found: self._show(found) if key == self._key else None)

    def _show(self, found: tuple[_Small, ...]) -> None:
        if [each.visual for each in found] == [each.visual for each in self._shown]:
            return
        empty(self._rows)
        self._shown, self.rows = found, []
        for each in found:
            row = PictureRow(self.ctx, each)
            row.acted.connect(partial(self._act, each.visual.id))
            self._rows.addWidget(row)
            self.rows.append(row)
        self.setVisible(bool(found))
        again, self._again = self._again, ""
        place = next((place for place, each in enumerate(found) if each.visual.id == again), -1)
        if place >= 0:
            self.rows[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def _act(self, visual: str, verb: str) -> None:
        place = next((place for place, each in enumerate(self._shown) if each.visual.id == visual), -1)
        if verb == "edit":
            self.edit_asked.emit(visual)
        elif verb == "remove":
            others = [each.visual.id for each in self._shown if each.visual.id != visual]
            self._again = others[min(place, len(others) - 1)] if others else ""
            self._write(lambda workspace: remove_visual(workspace=workspace, visual=visual), m_("Removed a picture"))
        else:
            to = place + (-1 if verb == "up" else 1)
            if 0 <= to < len(self._shown):
                self._again = visual
                self._write(lambda workspace: move_visual(workspace=workspace, visual=visual, to=to), m_("Moved a picture"))

    def _write(self, act: Callable[[Workspace], Changes], told: Message) -> None:
        workspace = self.ctx.workspace
        if workspace is not None and workspace.read_only:
            self.ctx.noticed.emit(self.t("This file is open for reading only."), False)
            return
        self.ctx.write(self, act, lambda _done: None, changes=lambda done: done, failed=self._refused, notice=told)

    def _refused(self, error: CouncilError) -> None:
        self.ctx.refused.emit(error)


def _read(workspace: Workspace, key: str) -> tuple[_Small, ...]:
    return tuple(_Small(each.visual, _small(each.data)) for each in _pictures(workspace, key))


def _pictures(workspace: Workspace, key: str) -> Sequence[ShownVisual]:
    try:
        return pictures_of(workspace=workspace, key=key)
    except CouncilError:
        return ()  # the insight was removed while its pictures were asked for


def _small(data: bytes) -> QImage:
    image, size = QImage.fromData(data), _THUMB * _SHARP
    if image.width() > size.width() or image.height() > size.height():
        image = image.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    return image
