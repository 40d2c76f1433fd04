"""What the facilitator does with trials: starts and stops clocks, says how it ended, hands a questionnaire over. No painting here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from council_app.domain.clock import Stopwatch
from council_app.domain.enums import Outcome, Severity
from council_app.domain.records import Changes
from council_app.domain.trials import Bar, Standing, TrialSheet, read_time
from council_app.errors import Message, m_
from council_app.services import trials
from council_app.services.workspace import Workspace
from council_app.ui.core.context import AppContext
from council_app.ui.core.questionnaire import answer_by_hand
from council_app.ui.screens.room.owing import Owing

_BEAT = 250
"""A clock shows its new second within so many ms, whenever it was started."""
Place = tuple[str, str]
_BARRED = {
    Bar.NOT_IN: m_("They are not in: the door lets people in."),
    Bar.NO_CONSENT: m_("They do not allow that anything is written down about them."),
}


class TrialDesk(QObject):
    """The trials of the session at hand. Every verb is one service call; between them each clock is a stopwatch nobody can set.

    Attributes:
        sheet: the trials as they were read last.
        owing: times that were typed and are not on disk yet.
        said: how bad trials were that have not ended; on disk with their outcome, for there is no trial to say it of before.

    Signals:
        shown: another sheet was read.
        ticked: some clocks may show another second.
        answered: a guest gave the laptop back.
    """

    shown = Signal()
    ticked = Signal()
    answered = Signal()

    def __init__(self, ctx: AppContext, parent: QObject, new_watch: Callable[[], Stopwatch] = Stopwatch) -> None:
        super().__init__(parent)
        self._ctx, self._new_watch = ctx, new_watch
        self.owing = Owing(ctx, self)
        self.sheet = TrialSheet("")
        self.said: dict[Place, Severity] = {}
        self._watches: dict[Place, Stopwatch] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(_BEAT)
        self._timer.timeout.connect(self.ticked)

    def show_sheet(self, sheet: TrialSheet) -> None:
        """Take what was read; the stopwatch of a clock that was not touched goes on undisturbed."""
        now, watches = datetime.now(UTC), {}
        clocks = {place for place, cell in sheet.cells.items() if cell.standing in (Standing.RUNNING, Standing.PAUSED)}
        self.said = {place: severity for place, severity in self.said.items() if place in clocks}
        for place, cell in sheet.cells.items():
            if cell.standing in (Standing.RUNNING, Standing.PAUSED):
                watch = self._watches.get(place) or self._new_watch()
                running = cell.standing is Standing.RUNNING
                watch.follow((sheet.session, cell.running_since, cell.before), cell.spent_at(now), running=running)
                watches[place] = watch
        self.sheet, self._watches = sheet, watches
        if any(cell.standing is Standing.RUNNING for cell in sheet.cells.values()):
            self._timer.start()
        else:
            self._timer.stop()
        self.shown.emit()

    def seconds(self, attendance: str, task: str) -> float:
        """How long a clock has run by now; 0 without one."""
        watch = self._watches.get((attendance, task))
        return watch.seconds if watch is not None else 0.0

    def running(self) -> tuple[Place, ...]:
        """Where clocks run."""
        return tuple(place for place in self._watches if self.sheet.cell(*place).standing is Standing.RUNNING)

    def barred(self, attendance: str) -> Message | None:
        """Why somebody cannot be timed, in words."""
        bar = next((seat.barred for seat in self.sheet.seats if seat.id == attendance), None)
        return _BARRED[bar] if bar is not None else None

    # -- verbs

    def start_or_pause(self, attendance: str, task: str) -> None:
        """Let the clock run, or let it stand; what has ended is restarted on purpose only."""
        now, standing = datetime.now(UTC), self.sheet.cell(attendance, task).standing
        if standing is Standing.ENDED:
            self._tell(m_("This trial has an outcome. R restarts it."))
        elif standing is Standing.RUNNING:
            spent = self.seconds(attendance, task)
            self._write(attendance, lambda w: trials.pause(workspace=w, attendance=attendance, task=task, spent=spent))
        else:
            self._write(attendance, lambda w: trials.start(workspace=w, attendance=attendance, task=task, at=now))

    def restart(self, attendance: str, task: str) -> None:
        """Count from nothing."""
        now = datetime.now(UTC)
        if self.sheet.cell(attendance, task).standing is Standing.UNTRIED:
            self._tell(m_("Nothing was tried here yet. Space starts it."))
        else:
            self.said.pop((attendance, task), None)
            self._write(attendance, lambda w: trials.restart(workspace=w, attendance=attendance, task=task, at=now))

    def stop(self, attendance: str, task: str, outcome: Outcome) -> None:
        """Say how it ended, or put right what was said."""
        clock = self.sheet.cell(attendance, task).standing in (Standing.RUNNING, Standing.PAUSED)
        spent = self.seconds(attendance, task) if clock else None
        severity = self.said.get((attendance, task))
        self._write(
            attendance,
            lambda w: trials.stop(workspace=w, attendance=attendance, task=task, outcome=outcome, spent=spent, severity=severity),
        )

    def rate(self, attendance: str, task: str, severity: Severity) -> None:
        """Say how bad it was; while its clock runs or stands, that waits for the outcome."""
        why = self.barred(attendance)
        if why is not None:
            self._tell(why)
        elif self.sheet.cell(attendance, task).standing in (Standing.RUNNING, Standing.PAUSED):
            self.said[attendance, task] = severity
            self.shown.emit()
            self._tell(m_("It is kept with the outcome."))
        elif self._has_ended(attendance, task):
            self._write(attendance, lambda w: trials.rate(workspace=w, attendance=attendance, task=task, severity=severity))

    def correct(self, attendance: str, task: str, typed: str) -> None:
        """Put a time right as it was typed."""
        try:
            seconds = read_time(typed)
        except ValueError:
            self._tell(m_("“{typed}” is no time. Type minutes and seconds, as 1:23; nothing was changed.", typed=typed.strip()))
            return
        why = self.barred(attendance)
        if why is not None:
            self._tell(why)
            return
        seat = next((each.seat for each in self.sheet.seats if each.id == attendance), "")
        self.owing.keep(
            f"{attendance} {task}",
            f"{seat} {typed.strip()}".strip(),
            lambda w: trials.correct_time(workspace=w, attendance=attendance, task=task, seconds=seconds),
        )

    def clear(self, attendance: str, task: str) -> None:
        """Take it away, as if it had not been tried."""
        if self.said.pop((attendance, task), None) is not None:
            self.shown.emit()
        if self.sheet.cell(attendance, task).standing is not Standing.UNTRIED:
            taken = m_("The trial was taken away.")
            self._write("", lambda w: trials.clear(workspace=w, attendance=attendance, task=task), taken)

    def hand_over(self, attendance: str, task: str) -> None:
        """Hand the laptop over for what is due after this trial."""
        if not self._has_ended(attendance, task):
            return
        due = self.sheet.due(attendance, task)
        if not due:
            self._tell(m_("No questionnaire is due here."))
            return
        why = self.barred(attendance)
        if why is not None:
            self._tell(why)
            return
        back = self.answered.emit
        answer_by_hand(self._ctx, attendance=attendance, questions=[each.id for each in due], done=back, put_off=back)

    def _has_ended(self, attendance: str, task: str) -> bool:
        ended = self.sheet.cell(attendance, task).standing is Standing.ENDED
        if not ended:
            self.say_outcome_first()
        return ended

    def say_outcome_first(self) -> None:
        """What was asked for belongs to a trial that has ended."""
        self._tell(m_("Say how it ended first."))

    def _write(self, attendance: str, verb: Callable[[Workspace], Changes], notice: Message | None = None) -> None:
        why = self.barred(attendance)
        if why is not None:
            self._tell(why)
            return
        self._ctx.write(self, verb, _nothing_more, changes=lambda changes: changes, notice=notice)

    def _tell(self, why: Message) -> None:
        """A key that can do nothing now says so."""
        self._ctx.noticed.emit(self._ctx.t.say(why), False)


def _nothing_more(_changes: Changes) -> None:
    """The screens re-read by themselves."""
