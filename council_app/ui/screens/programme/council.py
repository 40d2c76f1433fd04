"""What stands behind a ring: six parts in words, each with the way to where it is done; and saying that its report was sent."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from council_app.domain.enums import Audience, ReportScope
from council_app.domain.note_filter import Facet, filter_of, where
from council_app.domain.records import Changes
from council_app.domain.report import ReportAbout
from council_app.domain.year import PART_WORDS, CouncilMark, Part, ProgrammeYear
from council_app.errors import CouncilError, m_
from council_app.services.programme import say_report_sent, take_back_sent, year
from council_app.ui.core.buttons import Button, Role, Segment
from council_app.ui.core.context import AppContext
from council_app.ui.core.emptying import empty
from council_app.ui.core.feedback import Icon
from council_app.ui.core.page import action_row
from council_app.ui.core.places import Place
from council_app.ui.core.text import Hairline, Text
from council_app.ui.screens.programme.formpage import FormPage, day_of
from council_app.ui.screens.programme.ring import council_name

_SHOWS = frozenset({"report_sent", "attendance", "note", "note_tag", "post_out", "council", "session", "consent"})


class CouncilPage(FormPage):
    """One council; the primary action leads to what is to be done next."""

    def __init__(self, ctx: AppContext, mark: CouncilMark) -> None:
        super().__init__(ctx, council_name(ctx.t, mark))
        self.mark = mark
        parts = QWidget()
        self._parts = QVBoxLayout(parts)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(0)
        self._first: QWidget | None = None
        self.column.addWidget(parts)
        self._add_sent()
        self.finish()
        self._fill()
        ctx.changed.connect(self._changed)

    def _add_sent(self) -> None:
        t, group = self.t, QButtonGroup(self)
        self.sent_title = Text(self.theme, t("Was its report sent?"), "body", weight=600)
        self.inside, self.outside = Segment(self.theme, t("Internal"), height=32), Segment(self.theme, t("External"), height=32)
        self.inside.setChecked(True)
        for segment in (self.inside, self.outside):
            group.addButton(segment)
        self.column.addSpacing(8)
        self.column.addWidget(self.sent_title)
        self.column.addLayout(action_row(self.inside, self.outside))
        self.day = self.field(t("Sent on"), self.mark.today.isoformat(), t("Write it like 2026-12-10."))
        self.say_sent = Button(self.theme, t("It was sent"), Role.PLAIN)
        self.say_sent.clicked.connect(self.keep_sent)
        self.take_back = Button(self.theme, t("It was not sent"), Role.QUIET)
        self.take_back.clicked.connect(self.take_sent_back)
        self.column.addLayout(action_row(self.say_sent, self.take_back))

    def first_focus(self) -> QWidget | None:
        """The next step."""
        return self._first

    # -- what it shows

    def _fill(self) -> None:
        empty(self._parts)
        mark, upcoming = self.mark, self.mark.next_part
        for part in Part:
            self._parts.addWidget(self._row(part, first=part is upcoming))
            self._parts.addWidget(Hairline(self.theme))
        held = mark.held
        for widget in (self.sent_title, self.inside, self.outside, self.day.parentWidget(), self.say_sent):
            if widget is not None:
                widget.setVisible(held)
        self.take_back.setVisible(held and mark.reported_on is not None)

    def _row(self, part: Part, *, first: bool) -> QWidget:
        t, row, done = self.t, QWidget(), part in self.mark.done
        name = t.say(PART_WORDS[part])
        label, act = self._way(part)
        button = Button(self.theme, label, Role.PRIMARY if first else Role.PLAIN, height=32)
        button.clicked.connect(act)
        if first or self._first is None:
            self._first = button
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 8, 0, 8)
        line.setSpacing(12)
        line.addWidget(Icon(self.theme, "circle-check" if done else "circle", "state.ok.text" if done else "ink3", 20))
        words = QVBoxLayout()
        words.setSpacing(0)
        title = Text(self.theme, name[:1].upper() + name[1:], "body", weight=600)
        title.setAccessibleName(t("{part}: {state} ({what})", part=name, state=t("done") if done else t("open"), what=self.mark.says(part)))
        words.addWidget(title)
        words.addWidget(Text(self.theme, t.say(self.mark.says(part)), "small", "ink2", wrap=True))
        line.addLayout(words, 1)
        line.addWidget(button)
        return row

    def _way(self, part: Part) -> tuple[str, object]:
        """Where a part is done."""
        t, council = self.t, where(Facet.COUNCIL, self.mark.key)
        if part is Part.HELD:
            return t("Notes"), lambda: self.ctx.notes_asked.emit(filter_of((council,)))
        if part is Part.TAGGED:
            return t("Without a tag"), lambda: self.ctx.notes_asked.emit(filter_of((council, where(Facet.UNTAGGED))))
        places = {Part.PLANNED: Place.ROOM, Part.FULL: Place.ROSTER, Part.REPORTED: Place.REPORT, Part.POSTED: Place.PROGRESS}
        names = {Part.PLANNED: t("Room"), Part.FULL: t("Roster"), Part.REPORTED: t("Report"), Part.POSTED: t("Progress")}
        return names[part], lambda: self._go(places[part])

    def _go(self, place: Place) -> None:
        self.ctx.choose_session(self.mark.session_keys[0])
        self.ctx.go(place)

    # -- saying that it was sent

    @property
    def _about(self) -> ReportAbout:
        return ReportAbout(ReportScope.COUNCIL, self.mark.key)

    @property
    def _audience(self) -> Audience:
        return Audience.EXTERNAL if self.outside.isChecked() else Audience.INTERNAL

    def keep_sent(self) -> None:
        """On that day, to those readers."""
        day, about, audience = day_of(self.day.text()), self._about, self._audience
        if day is None:
            self.refuse(CouncilError("", m_("this is not a day"), m_("Write it like 2026-12-10.")))
            return
        self.refusal.hide()
        self.ctx.write(
            self,
            lambda w: say_report_sent(workspace=w, about=about, audience=audience, day=day),
            lambda _: None,
            changes=lambda found: found,
            failed=self.refuse,
            notice=m_("Kept that the report was sent"),
        )

    def take_sent_back(self) -> None:
        """It was not sent after all."""
        about, audience = self._about, self._audience
        self.ctx.write(
            self,
            lambda w: take_back_sent(workspace=w, about=about, audience=audience),
            lambda _: None,
            changes=lambda found: found,
            failed=self.refuse,
            notice=m_("Took back that the report was sent"),
        )

    def _changed(self, changes: Changes) -> None:
        if not _SHOWS.isdisjoint(changes.entities):
            mark = self.mark
            self.ctx.read(self, lambda w: year(workspace=w, year=mark.day.year, market=mark.market), self._again)

    def _again(self, found: ProgrammeYear) -> None:
        marks = [mark for row in found.markets for mark in row.councils if mark.key == self.mark.key]
        if marks:
            self.mark = marks[0]
            self._first = None
            self._fill()
