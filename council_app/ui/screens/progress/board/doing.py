"""What the board writes: steps, words, lines that come and go; each is one operation that can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from council_app.domain.deliveries import STATUS_WORDS, DeliveryLine, Part
from council_app.domain.enums import DeliveryStatus
from council_app.domain.records import Changes
from council_app.errors import CouncilError, Message, m_
from council_app.services import deliveries
from council_app.services.deliveries import Added, InsightChoice
from council_app.services.workspace import Workspace
from council_app.ui.core.choosing import Choice, ChoicePicker
from council_app.ui.core.context import AppContext
from council_app.ui.core.picking import Look

_WIDE = 480


class Doing(QObject):
    """Writes for a board.

    Signals:
        changed: something was said of a line, or it came or went (its id).
        added: a line came onto the board (its id).
    """

    changed = Signal(str)
    added = Signal(str)

    def __init__(self, ctx: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx, self._t = ctx, ctx.t
        self.picker: ChoicePicker | None = None

    @property
    def refusal(self) -> str:
        """Why nothing can be written here, or ""."""
        workspace = self._ctx.workspace
        return self._t("This file is open for reading only.") if workspace is None or workspace.read_only else ""

    def change(self, delivery: str, values: Mapping[Part, object], failed: Callable[[CouncilError], None] | None = None) -> None:
        """Say something of a line; `failed` hears what cannot be right."""

        def work(workspace: Workspace) -> Changes:
            return deliveries.change(workspace=workspace, delivery=delivery, values=values)

        self._write(work, delivery, failed=failed)

    def step(self, line: DeliveryLine, status: DeliveryStatus) -> bool:
        """Put a line on another step; False where it stands there already or nothing can be written."""
        if status is line.status:
            return False

        def work(workspace: Workspace) -> Changes:
            return deliveries.change(workspace=workspace, delivery=line.id, values={Part.STATUS: status})

        return self._write(work, line.id, notice=m_("{title}: {status}", title=line.title, status=STATUS_WORDS[status]))

    def remove(self, line: DeliveryLine) -> None:
        """Take a line off the board."""

        def work(workspace: Workspace) -> Changes:
            return deliveries.remove(workspace=workspace, delivery=line.id)

        self._write(work, line.id, notice=m_("Taken off the board: {title}", title=line.title))

    def take_back(self, delivery: str, change: str) -> None:
        """Take back one change of a line."""

        def work(workspace: Workspace) -> Changes:
            return deliveries.take_back(workspace=workspace, delivery=delivery, change=change)

        self._write(work, delivery, notice=m_("Taken back"))

    def _write(
        self,
        work: Callable[[Workspace], Changes],
        delivery: str,
        *,
        failed: Callable[[CouncilError], None] | None = None,
        notice: Message | None = None,
    ) -> bool:
        if self.refusal:
            self._ctx.noticed.emit(self.refusal, False)
            return False
        self._ctx.write(self, work, lambda _: self.changed.emit(delivery), changes=lambda found: found, failed=failed, notice=notice)
        return True

    # -- following another insight

    def offer(self, market: str, over: QWidget) -> None:
        """Offer the insights that a market says nothing of yet, in a list below a button."""
        if self.refusal:
            self._ctx.noticed.emit(self.refusal, False)
            return
        locale = self._t.tag

        def show(found: tuple[InsightChoice, ...]) -> None:
            self._open_picker(market, found, over)

        self._ctx.read(self, lambda workspace: deliveries.choices(workspace=workspace, market=market, locale=locale), show)

    def _open_picker(self, market: str, found: tuple[InsightChoice, ...], over: QWidget) -> None:
        t = self._t
        if not found:
            self._ctx.noticed.emit(t("Every insight is on this board already."), False)
            return
        choices = [Choice(each.key, each.title, t("heard here") if each.heard_on is not None else "") for each in found]
        look = Look(t("Follow an insight here"), t("Find an insight"), rows=t("Insights"), width=_WIDE)
        self.picker = ChoicePicker(self._ctx.theme, look, choices)
        self.picker.chosen.connect(lambda insight: self.follow(market, insight))
        self.picker.open_over(over, QPoint(0, over.height() + 2))

    def follow(self, market: str, insight: str) -> None:
        """Put an insight on a market's board."""

        def work(workspace: Workspace) -> Added:
            return deliveries.add(workspace=workspace, market=market, insights=(insight,))

        def done(found: Added) -> None:
            self.added.emit(found.ids[0])
            self.changed.emit(found.ids[0])

        self._ctx.write(self, work, done, changes=lambda found: found.changes, notice=m_("It is on the board"))
