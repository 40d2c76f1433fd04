"""Two people side by side, field by field; where they differ somebody chooses, with the arrows or the mouse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from council_app.errors import Message, m_
from council_app.i18n import Translator
from council_app.services.duplicates import Choice, Comparison, Differing, Pick, Side, What
from council_app.services.people import Sitting
from council_app.ui.core.buttons import Segment
from council_app.ui.core.consent.words import purposes_said
from council_app.ui.core.text import Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.roster.people import words
from council_app.ui.screens.roster.people.parts import heading

WHAT_WORDS: dict[What, Message] = {
    What.NAME: m_("Name"),
    What.EMAIL: m_("E-mail"),
    What.PHONE: m_("Telephone"),
    What.ACCESS_NEEDS: m_("Access needs"),
    What.DIETARY: m_("Food"),
    What.INVITED_BY: m_("Invited by"),
    What.GUESTS: m_("Guests"),
}
_OF_PERSON = (What.NAME, What.EMAIL, What.PHONE)
_OF_SESSION = (What.ACCESS_NEEDS, What.DIETARY, What.INVITED_BY, What.GUESTS)
_NOTHING = "–"


@dataclass(frozen=True, slots=True)
class _Fact:
    """A line that nobody has to decide: what each side says."""

    name: str
    one: str
    other: str


class ComparePane(QWidget):
    """Both people; `choices` says what was chosen so far."""

    def __init__(self, theme: Theme, t: Translator, both: Comparison) -> None:
        super().__init__()
        self._theme, self._t, self.both = theme, t, both
        self._picked = {each.choice: each.usual for each in both.differing}
        self._open = {each.choice: each for each in both.differing}
        self.buttons: dict[tuple[Choice, Pick], Segment] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(28, 16, 20, 20)
        self._column.setSpacing(0)
        self._add_people()
        for sitting in both.one.sittings:
            beside = both.other.at(sitting.session)
            self._add_session(sitting, sitting, beside)
        for sitting in both.other.sittings:
            if both.one.at(sitting.session) is None:
                self._add_session(sitting, None, sitting)
        self._column.addStretch(1)

    @property
    def choices(self) -> Mapping[Choice, Pick]:
        """What stands where they differ."""
        return self._picked

    @property
    def first(self) -> QWidget | None:
        """The chosen button of the first choice."""
        return next((button for button in self.buttons.values() if button.isChecked()), None)

    # -- building

    def _add_people(self) -> None:
        self._head(self._t("The two"))
        for what in _OF_PERSON:
            values = (str(getattr(side, what)) for side in (self.both.one, self.both.other))
            self._add(Choice(what), *values)

    def _head(self, said: str) -> None:
        self._column.addWidget(heading(self._theme, said))
        self._column.addSpacing(10)

    def _add_session(self, sitting: Sitting, one: Sitting | None, other: Sitting | None) -> None:
        t = self._t
        where = words.where(t, sitting)
        shared = one is not None and other is not None
        self._column.addSpacing(12)
        self._head(t("{where}, both are listed", where=where) if shared else where)
        sides = ((self.both.one, one), (self.both.other, other))
        for fact in (
            _Fact(t("Seat and status"), *(words.how_it_went(t, each) if each else _NOTHING for _, each in sides)),
            _Fact(t("Segments"), *(", ".join(each.segments) if each else _NOTHING for _, each in sides)),
            _Fact(t("Allowed"), *(self._allowed(each) for _, each in sides)),
            _Fact(t("Notes"), *(self._notes(side, each) for side, each in sides)),
        ):
            self._fact(fact)
        for what in _OF_SESSION:
            self._add(Choice(what, sitting.session), *(_said(each, what) for _, each in sides))
        if shared:
            foot = t("The seat with more notes stays, with the stronger status, all segments, notes and answers of both.")
            self._column.addWidget(Text(self._theme, foot, "small", "ink3", wrap=True))

    def _allowed(self, sitting: Sitting | None) -> str:
        if sitting is None:
            return _NOTHING
        if all(stand.at is None for stand in sitting.stands):
            return self._t("not asked yet")
        allowed = [stand.purpose for stand in sitting.stands if stand.allowed]
        return purposes_said(self._t, allowed) if allowed else self._t("nothing allowed")

    def _notes(self, side: Side, sitting: Sitting | None) -> str:
        return self._t.number(side.notes.get(sitting.session, 0)) if sitting is not None else _NOTHING

    def _add(self, choice: Choice, one: str, other: str) -> None:
        decided = self._open.get(choice)
        if decided is not None:
            self._choice(decided)
        elif one or other:
            self._fact(_Fact(self._t.say(WHAT_WORDS[choice.what]), one or _NOTHING, other or _NOTHING))

    def _fact(self, fact: _Fact) -> None:
        if not any(side.strip(_NOTHING) for side in (fact.one, fact.other)):
            return
        self._column.addWidget(Text(self._theme, fact.name, "small", "ink3"))
        grid = self._grid()
        for column, side in enumerate((fact.one, fact.other)):
            said = Text(self._theme, side or _NOTHING, "body", wrap=True)
            said.setAccessibleName(f"{fact.name}: {side}")
            grid.addWidget(said, 0, column, Qt.AlignmentFlag.AlignTop)
        self._column.addSpacing(8)

    def _choice(self, decided: Differing) -> None:
        name = self._t.say(WHAT_WORDS[decided.choice.what])
        self._column.addWidget(Text(self._theme, self._t("{field}: choose", field=name), "small", "ink2", weight=600))
        self._column.addSpacing(4)
        grid, group = self._grid(), QButtonGroup(self)
        labels = {Pick.ONE: decided.one, Pick.OTHER: decided.other, Pick.BOTH: f"{decided.one}; {decided.other}"}
        places = {Pick.ONE: (0, 0, 1, 1), Pick.OTHER: (0, 1, 1, 1), Pick.BOTH: (1, 0, 1, 2)}
        for pick in decided.picks:
            button = Segment(self._theme, labels[pick], height=36)
            button.setAccessibleName(f"{name}: {labels[pick]}")
            button.setToolTip(labels[pick])
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            button.toggled.connect(lambda on, button=button, pick=pick: self._took(decided.choice, pick, button, on=on))
            group.addButton(button)
            grid.addWidget(button, *places[pick])
            self.buttons[decided.choice, pick] = button
        self.buttons[decided.choice, decided.usual].setChecked(True)
        self._column.addSpacing(12)

    def _took(self, choice: Choice, pick: Pick, button: Segment, *, on: bool) -> None:
        button.use_icon("check" if on else "")
        if on:
            self._picked[choice] = pick

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._column.addLayout(grid)
        return grid


def _said(sitting: Sitting | None, what: What) -> str:
    if sitting is None:
        return ""
    return str(sitting.guests or "") if what is What.GUESTS else str(getattr(sitting, what))
