"""The five steps from heard to shipped, as a strip; the word of the status always stands beside it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from council_app.domain.enums import DeliveryStatus
from council_app.ui.core.theme import Theme

STEPS, STEP_WIDTH, STEP_HEIGHT, STEP_GAP = 5, 22, 10, 2
LADDER_WIDTH = STEPS * (STEP_WIDTH + STEP_GAP) - STEP_GAP


def draw_ladder(painter: QPainter, theme: Theme, status: DeliveryStatus, x: float, y: float) -> None:
    """Done in ink, now in the mark, to come hollow; shipped all green; declined grey, with a line through what did not come."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for index in range(STEPS):
        fill, edge = _look(status, index + 1)
        painter.setBrush(theme.colour(fill) if fill else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour(edge), 1))
        painter.drawRoundedRect(QRectF(x + index * (STEP_WIDTH + STEP_GAP) + 0.5, y + 0.5, STEP_WIDTH - 1, STEP_HEIGHT - 1), 2, 2)
    if status is DeliveryStatus.DECLINED:
        left = x + STEP_WIDTH + STEP_GAP
        painter.fillRect(QRectF(left, y + STEP_HEIGHT / 2 - 0.5, LADDER_WIDTH - STEP_WIDTH - STEP_GAP, 1), theme.colour("ink3"))
    painter.restore()


def _look(status: DeliveryStatus, step: int) -> tuple[str, str]:
    """Fill and edge of a step, by token name; no fill is hollow."""
    if status is DeliveryStatus.SHIPPED:
        return "state.ok.text", "state.ok.text"
    if status is DeliveryStatus.DECLINED:
        return ("ink3", "ink3") if step == 1 else ("", "line2")
    if step < status.step:
        return "ink2", "ink2"
    return ("mark", "mark-ink") if step == status.step else ("", "line2")
