"""Learning which tags go with which words, while somebody tags: quietly, off the window's thread, and never for long."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from council_app.domain.records import Changes
from council_app.domain.suggesting import Lessons, Pace, Suggestion
from council_app.errors import CouncilError, Message, m_
from council_app.services import suggesting
from council_app.services.suggesting import Learned
from council_app.ui.core.context import AppContext
from council_app.ui.core.jobs import Control, Turn
from council_app.ui.core.turns import InTurns

_BEGIN_AFTER, _LOOK_EVERY = 600, 15_000
"""Milliseconds: of quiet after which it begins, and between two looks whether it is time to learn again."""
_TAGGED = frozenset({"note_tag", "tag"})


class Learner(QObject):
    """Knows what was learned, and what it means for the note on show.

    Attributes:
        learned: None before the first time.
        learning: whether it is at it.

    Signals:
        told: suggestions for a note (its id, a tuple of `Suggestion`, and why there are none, as a `Message`, or None).
    """

    told = Signal(str, object, object)

    def __init__(self, ctx: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self.learned: Learned | None = None
        self.learning = False
        self._pace = Pace(0.0, 0.0)
        self._note, self._began = "", 0.0
        self._control: Control | InTurns[Lessons] | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_BEGIN_AFTER)
        self._soon.timeout.connect(self._gather)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_EVERY)
        self._look.timeout.connect(self._look_again)
        ctx.changed.connect(self._changed)

    # -- what for

    def suggest_for(self, note: str) -> None:
        """Suggest for this note, now and whenever more was learned; "" for none."""
        self._note = note
        if not note:
            return
        if self.learned is not None and not self._look.isActive():
            self._look.start()
        if self.learned is None:
            self._begin()
            self.told.emit(note, (), m_("Learning from the notes that are tagged."))
        else:
            self._suggest()

    def rest(self) -> None:
        """Nobody looks any more: what is not learned by now waits."""
        self._note = ""
        self._soon.stop()
        self._look.stop()
        if self._control is not None:
            self._control.cancel()

    # -- learning

    def _begin(self) -> None:
        if not self.learning and not self._soon.isActive():
            self._soon.start()

    def _gather(self) -> None:
        workspace, jobs = self._ctx.workspace, self._ctx.jobs
        if workspace is None or self.learning:
            return
        self.learning, self._began = True, time.monotonic()
        self._pace = Pace(self._pace.ended, self._pace.took)
        pieces = (each if isinstance(each, Lessons) else None for each in suggesting.lessons_in_pieces(workspace=workspace))
        self._control = InTurns(jobs, pieces, owner=self, done=self._learn, failed=self._failed, cancelled=self._put_off)

    def _learn(self, lessons: Lessons) -> None:
        self._control = self._ctx.side.submit(
            lambda asked: suggesting.learn(lessons=lessons, cancelled=asked.cancelled),
            owner=self,
            done=self._keep,
            failed=self._failed,
            cancelled=self._put_off,
        )

    def _keep(self, learned: Learned) -> None:
        now = time.monotonic()
        self.learned, self.learning, self._control = learned, False, None
        self._pace = Pace(now, now - self._began, self._pace.since)
        self._look.start()
        self._suggest()

    def _put_off(self) -> None:
        """Something else went first, or nobody looked any more."""
        self.learning, self._control = False, None
        if self._note:
            self._soon.start()

    def _failed(self, error: CouncilError) -> None:
        self.learning, self._control = False, None
        self._ctx.refused.emit(error)

    def _changed(self, changes: Changes) -> None:
        if not changes.entities & _TAGGED:
            return
        self._pace = Pace(self._pace.ended, self._pace.took, self._pace.since + 1)
        learned = self.learned
        if learned is not None and self._note:
            self._ctx.read(
                self, lambda workspace: suggesting.keep_up(workspace=workspace, learned=learned), lambda now: self._kept_up(learned, now)
            )

    def _kept_up(self, before: Learned, now: Learned) -> None:
        if self.learned is before:  # else it was learned anew meanwhile
            self.learned = now
        self._suggest()
        self._look_again()

    def _look_again(self) -> None:
        nothing_yet = self.learned is not None and self.learned.model is None and self._pace.since > 0
        if self._note and not self.learning and (nothing_yet or self._pace.due(time.monotonic())):
            self._begin()

    # -- suggesting

    def _suggest(self) -> None:
        note, learned, workspace = self._note, self.learned, self._ctx.workspace
        if not note or learned is None or workspace is None:
            return
        if learned.silence is not None:
            self._tell(note, (), learned.silence)
            return
        self._ctx.jobs.submit(
            lambda _asked: suggesting.suggest(workspace=workspace, learned=learned, note=note),
            owner=self,
            done=lambda found: self._tell(note, found, None),
            failed=lambda _gone: self._tell(note, (), None),
            turn=Turn.READ,
        )

    def _tell(self, note: str, found: Sequence[Suggestion], silence: Message | None) -> None:
        if note == self._note:
            nothing = m_("Nothing else is suggested for this note.") if not found else None
            self.told.emit(note, tuple(found), silence or nothing)
