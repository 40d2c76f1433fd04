"""Taking answers back: what each purpose touches is shown before, and what is out already is named after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from council_app.domain.enums import Purpose
from council_app.errors import mn_
from council_app.i18n import Translator
from council_app.services import withdrawal
from council_app.services.withdrawal import Touched, Withdrawn, Written
from council_app.ui.core.buttons import Button, Role, Segment
from council_app.ui.core.consent.words import PURPOSE_NAMES, purposes_said
from council_app.ui.core.context import AppContext
from council_app.ui.core.emptying import empty
from council_app.ui.core.handover.measure import scrolled
from council_app.ui.core.page import Page, action_row
from council_app.ui.core.text import Hairline, Surface, Text, runs
from council_app.ui.core.theme import Theme

_MEASURE, _NAMED = 720, 6


class PurposeRow(QWidget):
    """A purpose, whether it is allowed now, and the switch that takes it back."""

    def __init__(self, theme: Theme, t: Translator, purpose: Purpose) -> None:
        super().__init__()
        self.purpose, self._t = purpose, t
        name = t.say(PURPOSE_NAMES[purpose])
        self.switch = Segment(theme, t("Take back"), height=32)
        self.switch.setAccessibleName(t("Take back: {purpose}", purpose=name))
        self._state = Text(theme, "", "small", "ink3")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(theme, f"{name[:1].upper()}{name[1:]}", "note", weight=500))
        words.addWidget(self._state)
        row = QHBoxLayout()
        row.setContentsMargins(0, 7, 0, 7)
        row.setSpacing(20)
        row.addLayout(words, 1)
        row.addWidget(self.switch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline(theme))
        column.addLayout(row)

    def show_state(self, *, allowed: bool) -> None:
        """Whether there is anything to take back."""
        self._state.say(self._t("Allowed") if allowed else self._t("Not allowed"))
        self.switch.setVisible(allowed)
        if not allowed:
            # Not by the person: nothing is asked anew, and what the page says stays.
            self.switch.blockSignals(True)
            self.switch.setChecked(False)
            self.switch.blockSignals(False)


class WithdrawPage(Page):
    """What one person takes back, at every session they came to.

    Signals:
        withdrawn: something was taken back (carries the `Withdrawn`); the page stays and says what it touched.
    """

    withdrawn = Signal(object)

    def __init__(self, ctx: AppContext, session: str, attendance: str, who: str = "") -> None:
        super().__init__(ctx)
        t, theme = self.t, self.theme
        self._session, self._attendance = session, attendance
        self.rows = tuple(PurposeRow(theme, t, purpose) for purpose in Purpose)
        self.all = Button(theme, t("Take back everything"), height=32)
        self.act = Button(theme, t("Take it back"), Role.PRIMARY, height=36)
        self.lead = Text(theme, "", "panel-title", wrap=True)
        self.short = Text(theme, "", "body", "ink2", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self._build(t("Take back consent: {who}", who=who) if who else t("Take back consent"))
        for row in self.rows:
            row.switch.toggled.connect(self._ask)
        self.all.clicked.connect(self._choose_all)
        self.act.clicked.connect(self._withdraw)
        self._ask()

    def _build(self, title: str) -> None:
        foot = Surface(self.theme, "canvas", "t")
        below = QVBoxLayout(foot)
        below.setContentsMargins(20, 10, 20, 12)
        below.setSpacing(8)
        below.addWidget(self.short)
        below.addLayout(action_row(self.act, self.all))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.top_bar(title))
        whole.addWidget(scrolled(self._build_choice(), _MEASURE + 40), 1)
        whole.addWidget(foot)

    def _build_choice(self) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(0)
        about = self.t("Taking something back ends it at every session this person came to, at once and everywhere.")
        column.addWidget(Text(self.theme, about, "body", "ink2", wrap=True))
        column.addSpacing(12)
        for row in self.rows:
            column.addWidget(row)
        column.addWidget(Hairline(self.theme))
        column.addSpacing(20)
        column.addWidget(self.lead)
        column.addSpacing(8)
        column.addLayout(self._lines)
        column.addStretch(1)
        return content

    def first_focus(self) -> QWidget | None:
        """The first thing that can be taken back."""
        return next((row.switch for row in self.rows if not row.switch.isHidden()), self.all)

    @property
    def chosen(self) -> tuple[Purpose, ...]:
        """What is to be taken back."""
        return tuple(row.purpose for row in self.rows if row.switch.isChecked())

    def _choose_all(self) -> None:
        for row in self.rows:
            if not row.switch.isHidden():
                row.switch.setChecked(True)

    # -- before

    def _ask(self) -> None:
        """Read what the choice would touch, and what is allowed at all."""
        chosen = self.chosen
        self.act.refuse("" if chosen else self.t("choose what is taken back"))
        session, attendance = self._session, self._attendance
        self.ctx.read(
            self,
            lambda workspace: (
                withdrawal.what_withdrawal_touches(workspace=workspace, session=session, attendance=attendance, purposes=tuple(Purpose)),
                withdrawal.what_withdrawal_touches(workspace=workspace, session=session, attendance=attendance, purposes=chosen),
            ),
            lambda both: self._show_before(*both),
        )

    def _show_before(self, everything: Touched, chosen: Touched) -> None:
        for row in self.rows:
            row.show_state(allowed=row.purpose in everything.allowed)
        self.all.setVisible(bool(everything.allowed))
        if not everything.allowed:
            self._say(self.t("Nothing is allowed, so there is nothing to take back."), ())
        elif not chosen.allowed:
            self._say(self.t("Choose what is taken back; what it touches shows here first."), ())
        else:
            self._say(self.t("This touches:"), tuple(touched_said(self.t, chosen)), counted(self.t, chosen))

    def _say(self, lead: str, lines: Sequence[str], short: str = "") -> None:
        """The whole in the page, and in short beside the buttons, where it shows in the smallest window too."""
        self.lead.say(lead)
        self.short.say(short or lead)
        empty(self._lines)
        for line in lines:
            said = Text(self.theme, "", "body", "ink2", wrap=True)
            said.show_runs(runs(line))
            self._lines.addWidget(said)

    # -- after

    def _withdraw(self) -> None:
        chosen, session, attendance = self.chosen, self._session, self._attendance
        self.act.refuse(self.t("being recorded"))
        self.ctx.write(
            self,
            lambda workspace: withdrawal.withdraw_for(workspace=workspace, session=session, attendance=attendance, purposes=chosen),
            self._show_after,
            changes=lambda found: found.changes,
            notice=mn_("Took back consent to one purpose", "Took back consent to {count} purposes", len(chosen)),
        )

    def _show_after(self, found: Withdrawn) -> None:
        for row in self.rows:
            if row.purpose in found.ended:
                row.show_state(allowed=False)
        left = any(not row.switch.isHidden() for row in self.rows)
        self.all.setVisible(left)
        self.act.refuse(self.t("choose what is taken back"))
        done = self.t("Taken back: {purposes}. From now on nothing quotes what rests on it.", purposes=purposes_said(self.t, found.ended))
        self._say(done, tuple(touched_said(self.t, found)))
        self.withdrawn.emit(found)


def counted(t: Translator, touched: Touched) -> str:
    """“This touches: 3 notes, 2 insights and 1 report. Out already: 1”."""
    numbers = (
        (len(touched.titles), t.n("{count} insight", "{count} insights", len(touched.titles))),
        (len(touched.reports), t.n("{count} report", "{count} reports", len(touched.reports))),
        (len(touched.posts), t.n("{count} post", "{count} posts", len(touched.posts))),
    )
    things = t.items([t.n("{count} note", "{count} notes", touched.notes), *(said for number, said in numbers if number)])
    said = t("This touches: {things}.", things=things)
    out = len(touched.published)
    return f"{said} {t.n('{count} is out already.', '{count} are out already.', out)}" if out else said


def touched_said(t: Translator, touched: Touched) -> Iterator[str]:
    """What a withdrawal touches, a line each; what has left the company already comes last, with what to do about it."""
    if not (touched.notes or touched.reports or touched.posts):
        yield t("No note, insight, report or post rests on it.")
        return
    yield t.n("**{count} note**", "**{count} notes**", touched.notes)
    if touched.titles:
        titles = _plain(t, touched.titles)
        yield t.n("**{count} insight**: {titles}", "**{count} insights**: {titles}", len(touched.titles), titles=titles)
    if touched.reports:
        names = _plain(t, [_written(t, each) for each in touched.reports])
        yield t.n("**{count} report**: {names}", "**{count} reports**: {names}", len(touched.reports), names=names)
    if touched.posts:
        names = _plain(t, [_written(t, each) for each in touched.posts])
        yield t.n("**{count} post**: {names}", "**{count} posts**: {names}", len(touched.posts), names=names)
    if touched.published:
        names = _plain(t, [_written(t, each) for each in touched.published])
        yield t("Out already, yours to replace: {names}", names=names)


def _written(t: Translator, document: Written) -> str:
    return t("{about}, {day}", about=document.about, day=t.date(document.at.date()))


def _plain(t: Translator, names: Sequence[str]) -> str:
    """The first few names, with nothing in them that reads as a mark of ours."""
    shown = [name.replace("**", "") for name in names[:_NAMED]]
    more = len(names) - len(shown)
    return t.items([*shown, t.n("{count} more", "{count} more", more)] if more else shown)
