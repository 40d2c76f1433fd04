"""What is written while a workshop is held: its order, its hands, its decisions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from council_app.domain.enums import Decision
from council_app.domain.records import Changes
from council_app.domain.workshops import Ballot, Votes
from council_app.errors import Message, m_
from council_app.services import workshops
from council_app.services.insights import InsightCard, list_insights
from council_app.services.workspace import Workspace
from council_app.ui.core.choosing import Choice, ChoicePicker
from council_app.ui.core.context import AppContext
from council_app.ui.core.picking import Look

_WIDTH = 440


class Doing(QObject):
    """One service call, one undo with its name. Keys are those of the workshop and of its insights."""

    def __init__(self, ctx: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx, self._t = ctx, ctx.t
        self.picker: ChoicePicker | None = None

    def remove(self, key: str) -> None:
        """Take a workshop away."""
        self._write(lambda w: workshops.remove_workshop(workspace=w, key=key), m_("Removed a workshop"))

    def close(self, key: str) -> None:
        """End it."""
        self._write(lambda w: workshops.close_workshop(workspace=w, key=key), m_("Closed the workshop"))

    def count(self, key: str, insight: str, ballot: Ballot, counts: Votes) -> None:
        """Note the hands that went up."""
        self._write(lambda w: workshops.vote(workspace=w, key=key, insight=insight, ballot=ballot, counts=counts))

    def decide(self, key: str, insight: str, decision: Decision | None, reason: str) -> None:
        """Record a decision, or take it back."""
        self._write(lambda w: workshops.decide(workspace=w, key=key, insight=insight, decision=decision, reason=reason))

    # -- which insights, in which order

    def carry(self, key: str, order: Sequence[str], insight: str, step: int) -> None:
        """An insight is heard earlier (-1) or later (1)."""
        row, keys = list(order).index(insight), list(order)
        if 0 <= row + step < len(keys):
            keys.insert(row + step, keys.pop(row))
            self._arrange(key, keys, m_("Arranged the workshop"))

    def take_out(self, key: str, order: Sequence[str], insight: str) -> None:
        """An insight is not heard after all."""
        self._arrange(key, [each for each in order if each != insight], m_("Took an insight out of the workshop"))

    def ask_for_more(self, there: Collection[str], over: QWidget, at: QPoint, chosen: Callable[[str], None]) -> None:
        """Offer the insights that are not before the workshop yet."""

        def offer(cards: Sequence[InsightCard]) -> None:
            left = [Choice(card.facts.key, card.facts.title_in(self._t.tag)) for card in cards if card.facts.key not in there]
            if not left:
                self._ctx.noticed.emit(self._t("Every insight is before this workshop already."), False)
            elif over.isVisible():
                self._open(left, over, at, chosen)

        self._ctx.read(self, lambda w: list_insights(workspace=w), offer)

    def _open(self, choices: Sequence[Choice], over: QWidget, at: QPoint, chosen: Callable[[str], None]) -> None:
        named = self._t("Add an insight to the workshop")
        picker = ChoicePicker(self._ctx.theme, Look(named, self._t("Find"), named, width=_WIDTH), choices)
        picker.chosen.connect(chosen)
        picker.destroyed.connect(self._forget)
        picker.setParent(over, picker.windowFlags())
        self.picker = picker
        picker.open_over(over, at)

    def _forget(self) -> None:
        self.picker = None

    def add(self, key: str, order: Sequence[str], after: str, insight: str) -> None:
        """An insight is heard too, after this one."""
        row = list(order).index(after) + 1 if after in order else len(order)
        self._arrange(key, [*order[:row], insight, *order[row:]], m_("Added an insight to the workshop"))

    def _arrange(self, key: str, order: Sequence[str], notice: Message) -> None:
        self._write(lambda w: workshops.arrange_workshop(workspace=w, key=key, insights=order), notice)

    def _write(self, verb: Callable[[Workspace], Changes], notice: Message | None = None) -> None:
        # The window's own: what is written as the page is left is told, too.
        self._ctx.write(self._ctx, verb, lambda _changes: None, changes=lambda changes: changes, notice=notice)
