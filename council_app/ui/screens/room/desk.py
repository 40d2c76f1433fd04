"""What the facilitator does while a session runs: starts it, keeps its time, ticks questions, parks things. No painting here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from council_app.domain.clock import Cut, Reading, Stopwatch, current_block, late_start, later_blocks, next_block, propose_cuts, read_clock
from council_app.domain.enums import SessionState
from council_app.domain.records import Changes
from council_app.domain.room import MustAsk, Parked, RoomFacts, read_parked
from council_app.errors import Message
from council_app.services import agenda, room
from council_app.services.workspace import Workspace
from council_app.ui.core.context import AppContext
from council_app.ui.screens.room.owing import Owing

_LEAST_WAIT = 20


class Desk(QObject):
    """The session at hand while it runs. Every verb is one service call; the clock in between is a stopwatch that nobody can set.

    Attributes:
        facts: the session's room as it was read last; None before.
        owing: what was typed here and is not on disk yet.

    Signals:
        ticked: a second went by, or what the clock shows changed.
    """

    ticked = Signal()

    def __init__(self, ctx: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self.owing = Owing(ctx, self)
        self.facts: RoomFacts | None = None
        self._block, self._live = Stopwatch(), Stopwatch()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    # -- the clock

    def show_facts(self, facts: RoomFacts) -> None:
        """Take what was read; a stopwatch that follows the same block goes on undisturbed."""
        self.facts = facts
        now = datetime.now(UTC)
        block = current_block(facts.blocks)
        if block is None:
            self._block.follow(None, 0.0, running=False)
        else:
            self._block.follow((block.id, block.running_since, block.spent), block.spent_at(now), running=block.running)
        began = facts.started_at
        gone = 0.0 if began is None else max(0.0, (now - began).total_seconds())
        self._live.follow((facts.session, began), gone, running=began is not None)
        self._tick()

    @property
    def state(self) -> SessionState:
        """How the session stands."""
        return self.facts.state if self.facts is not None else SessionState.PLANNED

    @property
    def reading(self) -> Reading | None:
        """What the clock shows now; None when no block is under way."""
        facts = self.facts
        if facts is None or facts.started_at is None or facts.state is not SessionState.LIVE:
            return None
        late = None if facts.reopened else late_start(facts.starts, facts.started_at)
        return read_clock(facts.blocks, spent=self._block.seconds, live=self._live.seconds, late=late)

    @property
    def live_minutes(self) -> int:
        """Whole minutes since the session began."""
        return int(self._live.seconds // 60)

    @property
    def cuts(self) -> tuple[Cut, ...]:
        """How later blocks could make up for being behind."""
        reading = self.reading
        return propose_cuts(self.facts.blocks, reading.behind or 0.0) if reading is not None and self.facts is not None else ()

    @property
    def wrap_up_at(self) -> datetime | None:
        """When the last block begins, as things stand; None when it is under way, or none is."""
        reading = self.reading
        later = later_blocks(self.facts.blocks) if self.facts is not None else ()
        if reading is None or not later:
            return None
        return datetime.now(UTC) + timedelta(seconds=max(0.0, reading.left), minutes=sum(block.length for block in later[:-1]))

    @property
    def at_last(self) -> bool:
        """Whether no block is left to go to."""
        return self.facts is not None and next_block(self.facts.blocks) is None

    def _tick(self) -> None:
        """Say that a second went by, aligned to the block's own seconds; in a session that is not live, time stands."""
        self.ticked.emit()
        if self.state is SessionState.LIVE:
            self._timer.start(max(_LEAST_WAIT, 1000 - int(self._block.seconds % 1 * 1000)))

    # -- verbs

    def start(self) -> None:
        """Go live."""
        self._write(lambda w, key: room.start_session(workspace=w, session=key))

    def close(self) -> None:
        """End the session."""
        spent = self._spent
        self._write(lambda w, key: room.close_session(workspace=w, session=key, spent=spent))

    def reopen(self, reason: str) -> None:
        """Go on with a closed session."""
        self._write(lambda w, key: room.reopen_session(workspace=w, session=key, reason=reason))

    def next(self) -> None:
        """Go to the next block."""
        spent = self._spent
        self._write(lambda w, key: agenda.next_block(workspace=w, session=key, spent=spent))

    def pause_or_go_on(self) -> None:
        """Stop the block's time, or let it run on."""
        reading, spent = self.reading, self._spent
        if reading is not None and reading.block.running:
            self._write(lambda w, key: agenda.pause_block(workspace=w, session=key, spent=spent))
        else:
            self._write(lambda w, key: agenda.resume_block(workspace=w, session=key))

    def add(self, minutes: int) -> None:
        """Give the block more time."""
        self._write(lambda w, key: agenda.add_minutes(workspace=w, session=key, minutes=minutes))

    def shrink(self, cuts: Sequence[Cut], notice: Message) -> None:
        """Make later blocks shorter as was said."""
        self._write(lambda w, key: agenda.shrink_later(workspace=w, session=key, cuts=cuts), notice)

    def tick_ask(self, ask: MustAsk) -> None:
        """Tick a must-ask, or take the tick away."""
        verb = room.mark_not_asked if ask.asked else room.mark_asked
        self._write(lambda w, key: verb(workspace=w, session=key, question=ask.question))

    @property
    def next_ask(self) -> MustAsk | None:
        """The must-ask that comes next: the first open one of the block under way, else the first open one of all."""
        if self.facts is None:
            return None
        reading = self.reading
        opened = [ask for ask in self.facts.asks if not ask.asked]
        here = [ask for ask in opened if reading is not None and ask.block == reading.block.id]
        return next(iter([*here, *opened]), None)

    def park(self, line: str, kept: Callable[[], None]) -> None:
        """Put off what a typed line says; `kept` is called once it is on disk."""
        session, typed = self._ctx.session, line.strip()
        if session is None or self.is_parking(typed):
            self.owing.keep_now()
            return
        key, item = session.key, room.new_parked_id()
        text, owner = read_parked(typed)
        self.owing.keep(f"park {typed}", typed, lambda w: room.park(workspace=w, session=key, text=text, owner=owner, item=item), kept=kept)

    def is_parking(self, line: str) -> bool:
        """Whether this was parked, and is not on disk yet."""
        return self.owing.holds(f"park {line.strip()}")

    def settle(self, item: Parked) -> None:
        """A parked thing was dealt with, or is open again."""
        verb = room.put_back if item.done else room.settle
        self._write(lambda w, _key: verb(workspace=w, item=item.id))

    def give_owner(self, item: Parked, owner: str) -> None:
        """Name who takes a parked thing on."""
        self.owing.keep(f"owner {item.id}", f"{item.text} @{owner}", lambda w: room.give_owner(workspace=w, item=item.id, owner=owner))

    @property
    def _spent(self) -> float | None:
        return self._block.seconds if self.reading is not None else None

    def _write(self, verb: Callable[[Workspace, str], Changes], notice: Message | None = None) -> None:
        session = self._ctx.session
        if session is None:
            return
        key = session.key
        self._ctx.write(self, lambda w: verb(w, key), lambda _changes: None, changes=lambda changes: changes, notice=notice)
