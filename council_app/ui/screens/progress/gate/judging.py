"""The gate as one types: laid out when the data changes, asked beside the window a moment after the last letter; the newest text wins."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from council_app.services.posts import MarketGate, PostFacts, gate_of
from council_app.ui.core.context import AppContext
from council_app.ui.screens.progress.gate.points import Verdict, judge

_STILL_MS = 120


class Judging(QObject):
    """Holds the gate of the market at hand.

    Signals:
        judged: what the gate says of the post asked about last (carries the `Verdict`).
        waiting: it is being asked (True), or it answered (False).
    """

    judged = Signal(object)
    waiting = Signal(bool)

    def __init__(self, ctx: AppContext, owner: QObject) -> None:
        super().__init__(owner)
        self._ctx = ctx
        self._gate: MarketGate | None = None
        self._market = ""
        self._post: PostFacts | None = None
        self._number = self._laid = 0
        self._still = QTimer(self)
        self._still.setSingleShot(True)
        self._still.setInterval(_STILL_MS)
        self._still.timeout.connect(self._ask)

    @property
    def busy(self) -> bool:
        """Whether what it says is about another text than the last one."""
        return self._still.isActive() or self._number != self._laid

    def lay_out(self, market: str) -> None:
        """Read what a market's posts are held against; "" for none."""
        if market != self._market:
            self._gate, self._market = None, market
        if market:
            self._ctx.read(self, lambda workspace: gate_of(workspace=workspace, market=market), self._take)

    def _take(self, gate: MarketGate) -> None:
        if gate.market == self._market:
            self._gate = gate
            self._ask()

    def ask(self, post: PostFacts | None, *, at_once: bool = False) -> None:
        """What does it say of this? None for nothing at hand."""
        self._post = post
        self._number += 1
        self.waiting.emit(post is not None)
        if post is None:
            self._laid = self._number
        elif at_once:
            self._ask()
        else:
            self._still.start()

    def _ask(self) -> None:
        self._still.stop()
        gate, post, number = self._gate, self._post, self._number
        if gate is None or post is None or post.ref.market != gate.market:
            return

        def show(verdict: Verdict) -> None:
            if number == self._number:
                self._laid = number
                self.waiting.emit(False)
                self.judged.emit(verdict)

        self._ctx.side.submit(lambda _control: judge(gate, post), owner=self, done=show, failed=self._ctx.refused.emit)
