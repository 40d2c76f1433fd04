"""Corrections: sentences that are out and no longer so, each with its reason, what is said instead, and the day that stood in public."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.records import Changes
from council_app.errors import CouncilError, m_
from council_app.services.posts import CorrectionDue, corrections, draft_correction, settle_correction
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.columns import Columns, Pane
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.feedback import in_words
from council_app.ui.core.field import Field, text_edit
from council_app.ui.core.lines import LineRole
from council_app.ui.core.page import Page, action_row
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Text
from council_app.ui.screens.progress.gate.forms import Asked, ShortForm
from council_app.ui.screens.progress.rows import TwoLineList, TwoLines
from council_app.ui.screens.progress.words import CAUSES, day_of, language_of, sentence, today

_STILL_MS = 800
_SHOWS = frozenset({"post", "post_out", "correction", "delivery", "note", "consent", "attendance", "person"})


def key_of(due: CorrectionDue) -> str:
    """What a correction is known by."""
    return f"{due.out}:{due.cause}:{due.source}"


class CorrectionsPage(Page):
    """What is typed reaches the disk a moment after the last letter, each time as one step that can be undone.

    Signals:
        post_asked: the post is wanted in the editor (its id).
    """

    post_asked = Signal(str)

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        self.due: CorrectionDue | None = None
        self._writes, self._closing = 0, False
        self._then: Callable[[], None] | None = None
        self._owed: dict[str, tuple[CorrectionDue, str]] = {}
        self.list = TwoLineList[CorrectionDue](self.theme, self.t("Corrections"), self._row, key_of)
        self.model = self.list.rows
        self._still = QTimer(self)
        self._still.setSingleShot(True)
        self._still.setInterval(_STILL_MS)
        self._still.timeout.connect(self.keep_now)
        self._make_parts()
        self._lay_out()
        self._connect()
        self.read()

    def _make_parts(self) -> None:
        t, theme = self.t, self.theme
        self.title = Text(theme, "", "place", wrap=True)
        self.where = Text(theme, "", "small", "ink3", wrap=True)
        self.why = Text(theme, "", "body", "state.warn.text", weight=600, wrap=True)
        self.says = Text(theme, "", "quote", "ink", wrap=True)
        self.text = text_edit(theme, 6)
        self.text.setFont(theme.font("quote"))
        help_text = t("In the language of the post; put it under the post yourself.")
        self.field = Field(theme, t("What to say instead"), self.text, help_text, width=640)
        self.copy = Button(theme, t("Copy"), Role.PLAIN, height=32, icon="copy")
        self.again = Button(theme, t("Back to the drafted sentence"), Role.QUIET, height=32)
        self.open = Button(theme, t("Open the post"), Role.QUIET, height=32, icon="pencil")
        asked = (Asked("day", t("It stands in public since"), t("Year-month-day."), today().isoformat()),)
        self.form = ShortForm(theme, t, asked, t("It is put right"), primary=True)
        self.form.cancel.hide()

    def _lay_out(self) -> None:
        t, theme = self.t, self.theme
        inside = QWidget()
        inside.setMaximumWidth(700)
        column = QVBoxLayout(inside)
        column.setContentsMargins(28, 20, 28, 28)
        column.setSpacing(10)
        for widget in (self.title, self.where, self.why, self.says, self.field):
            column.addWidget(widget)
        column.addLayout(action_row(self.copy, self.again, self.open))
        column.addSpacing(8)
        column.addWidget(self.form)
        column.addStretch(1)
        self.columns = Columns(theme, (Pane(t("Corrections"), self.list.framed(), 344), Pane(t("Correction"), scroll_of(inside))))
        empty = EmptyState(
            theme,
            t("Nothing that is out needs a correction."),
            t("When consent is taken back, a status falls or a day passes, the posts that said otherwise stand here."),
            ground="sheet",
        )
        self.back = empty.offer(t("Back to the draft"), self.leave)
        self._layers = QStackedLayout()
        self._layers.addWidget(self.columns)
        self._layers.addWidget(empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.top_bar(t("Corrections")))
        whole.addLayout(self._layers, 1)

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(lambda index, _before: self._pick(index.data(LineRole)))
        self.list.activated.connect(lambda _index: self._open_text())
        self.text.textChanged.connect(self._typed)
        self.copy.clicked.connect(lambda: self._once_kept(self._copy))
        self.again.clicked.connect(self._back_to_drafted)
        self.open.clicked.connect(lambda: self.post_asked.emit(self.due.post) if self.due is not None else None)
        self.form.sent.connect(self._settle)
        self.ctx.changed.connect(self._changed)

    # -- rows

    def _row(self, line: object) -> TwoLines:
        assert isinstance(line, CorrectionDue)
        t = self.t
        return TwoLines(line.title, f"{self._place(line)} · {sentence(t.say(line.why))}", t.say(CAUSES[line.cause]), "state.warn.text")

    def _place(self, due: CorrectionDue) -> str:
        return f"{language_of(self.t, due.locale)} · {self.t.date(due.day, style='medium')}"

    # -- reading

    def _changed(self, changes: Changes) -> None:
        if not _SHOWS.isdisjoint(changes.entities):
            self.read()

    def read(self) -> None:
        """Read what is due."""
        self.ctx.read(self, lambda workspace: corrections(workspace=workspace), self._show)

    def _show(self, found: tuple[CorrectionDue, ...]) -> None:
        here = key_of(self.due) if self.due is not None else ""
        first, row = not self.model.lines, self.list.currentIndex().row()
        self.model.show_lines(found)
        self._layers.setCurrentIndex(0 if found else 1)
        if not found:
            self.due = None
            self.back.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        at = self.model.row_of(here)
        self.list.setCurrentIndex(self.model.index(at if at >= 0 else min(max(row, 0), len(found) - 1), 0))
        if first and not self.text.hasFocus():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pick(self, due: object) -> None:
        if not isinstance(due, CorrectionDue):
            return
        other = self.due is None or key_of(self.due) != key_of(due)
        if other:
            self._then = None
            self.keep_now()
        self.due = due
        t = self.t
        self.title.say(due.title)
        self.where.say(t("Out since {day}: {place}", day=t.date(due.day), place=due.place))
        self.why.say(f"{sentence(t.say(due.why))}.")
        self.says.say(t.quote(due.words))
        self.says.setVisible(bool(due.words))
        self.again.setVisible(due.drafted)
        owed = self._owed.get(key_of(due))
        text = owed[1] if owed is not None else due.text
        if other or (text != self._text and not self.text.hasFocus()):
            self.text.blockSignals(True)
            self.text.setPlainText(text)
            self.text.blockSignals(False)
            self.field.wrong("")
        refusal = self.t("This file is open for reading only.") if self._reads_only else ""
        self.text.setReadOnly(self._reads_only)
        self.form.send.refuse(refusal)

    @property
    def _reads_only(self) -> bool:
        return self.ctx.workspace is None or self.ctx.workspace.read_only

    def first_focus(self) -> QWidget | None:
        """The list."""
        return self.list

    def _open_text(self) -> None:
        self.columns.show_pane(1)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- typing

    @property
    def _text(self) -> str:
        return self.text.toPlainText()

    def _typed(self) -> None:
        if self.due is not None:
            self._owed[key_of(self.due)] = (self.due, self._text)
            self._still.start()

    @property
    def is_keeping(self) -> bool:
        """Whether words are at the disk."""
        return self._writes > 0

    @property
    def unkept(self) -> tuple[str, ...]:
        """Words that are in no correction yet."""
        return tuple(text for _due, text in self._owed.values())

    def keep_now(self) -> None:
        """What was typed goes to the disk."""
        self._still.stop()
        for due, text in list(self._owed.values()) if not self._reads_only else ():
            self._keep(due, text)

    def _keep(self, due: CorrectionDue, text: str) -> None:
        self._writes += 1

        def kept(_changes: Changes) -> None:
            self._writes -= 1
            if self._owed.get(key_of(due), (due, ""))[1] == text:
                self._owed.pop(key_of(due), None)
            if self.due is not None and key_of(self.due) == key_of(due):
                self.field.wrong("")
                self._go_on()
            if self._closing and not self._owed:
                self.closed.emit()

        def refused(error: CouncilError) -> None:
            self._writes -= 1
            self._closing = False
            if self.due is not None and key_of(self.due) == key_of(due):
                self._then = None
                self.field.wrong(in_words(self.t, error))
            else:
                self.ctx.refused.emit(error)

        self.ctx.write(
            self,
            lambda workspace: draft_correction(workspace=workspace, out=due.out, cause=due.cause, source=due.source, text=text),
            kept,
            changes=lambda changes: changes,
            failed=refused,
        )

    def may_close(self) -> bool:
        """What was typed is kept first; what the rules refuse stays in sight."""
        if not self._owed or self._reads_only:
            return True
        self._closing = True
        self.keep_now()
        return False

    # -- doing

    def _once_kept(self, act: Callable[[], None]) -> None:
        """Do something with what is kept; what the rules refuse goes nowhere, and the field says why."""
        if self.due is not None:
            self._then = act
            self.keep_now()
            self._go_on()

    def _go_on(self) -> None:
        if self.due is not None and key_of(self.due) not in self._owed and self._then is not None:
            act, self._then = self._then, None
            act()

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._text)
        self.ctx.noticed.emit(self.t("Copied: what to say instead"), False)

    def _back_to_drafted(self) -> None:
        """The sentence that is drafted from the data, in place of what somebody wrote."""
        if self.due is None:
            return
        self._owed.pop(key_of(self.due), None)
        self._still.stop()
        due, self.due = self.due, None
        self._keep(due, "")

    def _settle(self, values: dict[str, str]) -> None:
        due, day = self.due, day_of(values["day"])
        if due is None or day is None:
            self.form.fail(self.t("Write a day as 2026-12-08."), "day")
            return
        self._once_kept(lambda: self._settle_kept(due, day))

    def _settle_kept(self, due: CorrectionDue, day: date) -> None:
        self.ctx.write(
            self,
            lambda workspace: settle_correction(workspace=workspace, out=due.out, cause=due.cause, source=due.source, day=day),
            lambda _: self.list.setFocus(Qt.FocusReason.OtherFocusReason),
            changes=lambda changes: changes,
            failed=lambda error: self.form.fail(in_words(self.t, error)),
            notice=m_("Settled a correction"),
        )
