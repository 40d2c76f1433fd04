"""A new round: which notes, which tags, and whether what is tagged already counts as somebody's."""

from __future__ import annotations

import random
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from council_app.domain.codebook import CodebookTag
from council_app.domain.limits import LINE_LIMIT
from council_app.domain.note_filter import NoteFilter, Selection
from council_app.domain.note_list import NoteCounts
from council_app.errors import CouncilError, Message, m_, mn_
from council_app.services import codebook, listing
from council_app.services.rounds import MOST_NOTES, Draw, StartedRound, start_round
from council_app.ui.core.buttons import Button, Role, Segment
from council_app.ui.core.context import AppContext
from council_app.ui.core.feedback import in_words
from council_app.ui.core.field import Field, line_edit
from council_app.ui.core.flow import FlowLayout
from council_app.ui.core.page import Page, action_row
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Text
from council_app.ui.screens.tagging.picker.popup import TagPicker

_WIDEST, _SHORT = 560, 140
_SEEDS = 9_999


class BeginPage(Page):
    """A form of four questions; all but the name have an answer already.

    Signals:
        begun: the round is there (its key).
    """

    begun = Signal(str)

    def __init__(self, ctx: AppContext, selection: Selection | None, wanted: NoteFilter) -> None:
        super().__init__(ctx)
        t, theme = self.t, self.theme
        self._tags: tuple[CodebookTag, ...] = ()
        self._counts: dict[Selection, int] = {}
        self.tag: CodebookTag | None = None
        self.name = line_edit(theme)
        self.name.setMaxLength(LINE_LIMIT)
        self.sample = line_edit(theme, placeholder=t("all"))
        self.sample.setValidator(QIntValidator(1, 999_999, self))
        self.seed = line_edit(theme)
        self.seed.setValidator(QIntValidator(0, 2_147_483_647, self))
        self.seed.setText(str(random.SystemRandom().randint(1, _SEEDS)))
        self.tagged_by = line_edit(theme, placeholder=t("nobody's"))
        self.tagged_by.setMaxLength(LINE_LIMIT)
        self.branch = Button(theme, t("All tags"), Role.PLAIN, height=32, after="chevron-down")
        self.branch.clicked.connect(self.choose_branch)
        self.begin = Button(theme, t("Begin the round"), Role.PRIMARY, key="Ctrl+Return")
        self.begin.clicked.connect(self.start)
        self.trouble = Text(theme, "", "body", "state.bad.text", wrap=True)
        self.trouble.hide()
        self.told = Text(theme, "", "small", "ink3", wrap=True)
        self.choices = self._make_choices(selection, wanted)
        self._lay_out()
        self._connect()
        self._tell()

    def _make_choices(self, selection: Selection | None, wanted: NoteFilter) -> dict[Segment, Selection]:
        """What the round can be about: only what is there to choose from."""
        t, found = self.t, dict[Segment, Selection]()
        if selection is not None:
            found[Segment(self.theme, t("The chosen notes"))] = selection
        if wanted.conditions:
            found[Segment(self.theme, t("What the filter finds"))] = Selection(filter=wanted)
        found[Segment(self.theme, t("All notes"))] = Selection(filter=NoteFilter())
        return found

    def _lay_out(self) -> None:
        t, theme, inside = self.t, self.theme, QWidget()
        inside.setMaximumWidth(_WIDEST)
        which = FlowLayout(gap=4, line_gap=4)
        self._group = QButtonGroup(self)
        for segment in self.choices:
            self._group.addButton(segment)
            which.addWidget(segment)
        next(iter(self.choices)).setChecked(True)
        drawing = QHBoxLayout()
        drawing.setSpacing(16)
        drawing.addWidget(Field(theme, t("Drawn at random"), self.sample, width=_SHORT), 0, Qt.AlignmentFlag.AlignTop)
        drawing.addWidget(Field(theme, t("Seed"), self.seed, width=_SHORT), 0, Qt.AlignmentFlag.AlignTop)
        drawing.addStretch(1)
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(0)
        column.addWidget(Field(theme, t("Name"), self.name, t("What it is about, as “Tone, first fifty”.")))
        column.addSpacing(18)
        column.addWidget(Text(theme, t("Notes"), "body", weight=500))
        column.addSpacing(6)
        column.addLayout(which)
        column.addSpacing(10)
        column.addLayout(drawing)
        column.addSpacing(6)
        column.addWidget(self.told)
        column.addSpacing(18)
        column.addWidget(Text(theme, t("Tags"), "body", weight=500))
        column.addSpacing(6)
        column.addLayout(action_row(self.branch))
        column.addSpacing(18)
        column.addWidget(
            Field(
                theme,
                t("The tags given so far count as"),
                self.tagged_by,
                t("Then only the others code. Empty: everybody begins with nothing."),
            )
        )
        column.addSpacing(18)
        column.addWidget(self.trouble)
        column.addLayout(action_row(self.begin))
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.top_bar(t("New coding round")))
        whole.addWidget(scroll_of(inside), 1)

    def _connect(self) -> None:
        self._group.buttonClicked.connect(lambda _button: self._tell())
        self.sample.textChanged.connect(lambda _text: self._tell())
        self.seed.textChanged.connect(lambda _text: self._tell())
        self.name.returnPressed.connect(self.start)
        enter = QShortcut(QKeySequence("Ctrl+Return"), self)
        enter.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        enter.activated.connect(self.start)
        self.ctx.read(self, lambda w: codebook.codebook(workspace=w), self._offer)
        for selection in self.choices.values():
            self._count(selection)

    def first_focus(self) -> QWidget | None:
        """The name."""
        return self.name

    # -- which notes

    @property
    def selection(self) -> Selection:
        """The notes that the round is drawn from."""
        return next(selection for segment, selection in self.choices.items() if segment.isChecked())

    @property
    def draw(self) -> Draw | None:
        """How many at random, by which seed; None for all."""
        return Draw(int(self.sample.text()), int(self.seed.text() or 0)) if self.sample.hasAcceptableInput() else None

    def _count(self, selection: Selection) -> None:
        if selection.filter is None:
            self._counts[selection] = len(selection.ids)
            return
        wanted, but = selection.filter, len(selection.but)
        self.ctx.read(self, lambda w: listing.counts(workspace=w, filter=wanted), partial(self._counted, selection, but))

    def _counted(self, selection: Selection, but: int, counts: NoteCounts) -> None:
        self._counts[selection] = counts.notes - but
        self._tell()

    def _tell(self) -> None:
        t, count, draw = self.t, self._counts.get(self.selection), self.draw
        if count is None:
            self.told.say("")
        elif draw is not None and draw.size < count:
            drawn = t("{size} of {count} notes. The same seed draws the same ones again.", size=t.number(draw.size), count=t.number(count))
            self.told.say(drawn)
        elif count > MOST_NOTES:
            most = t.number(MOST_NOTES)
            self.told.say(t("{count} notes are too many: draw some at random, {most} at most.", count=t.number(count), most=most))
        else:
            self.told.say(t.n("{count} note.", "{count} notes.", count))

    # -- which tags

    def _offer(self, tags: tuple[CodebookTag, ...]) -> None:
        self._tags = tags

    def choose_branch(self) -> None:
        """Only a tag and what lies below it; the one chosen again is all tags."""
        picker = TagPicker(self.theme, self.t, self._tags, makes=False, title=self.t("Only this tag and what lies below it"))
        picker.put.connect(self._take_branch)
        picker.taken.connect(lambda _tag: self._take_branch(""))
        picker.offer_over(self.branch, [self.tag.id] if self.tag is not None else ())

    def _take_branch(self, tag: str) -> None:
        self.tag = next((each for each in self._tags if each.id == tag), None)
        self.branch.rename(self.tag.path if self.tag is not None else self.t("All tags"))

    # -- beginning

    def start(self) -> None:
        """Begin it."""
        name, selection, draw = self.name.text().strip(), self.selection, self.draw
        tag, by = (self.tag.id if self.tag is not None else None), self.tagged_by.text().strip() or None
        if not name:
            self._say(self.t("Give the round a name."))
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.begin.setEnabled(False)
        self.ctx.write(
            self,
            lambda w: start_round(workspace=w, name=name, notes=selection, tag=tag, tagged_by=by, draw=draw),
            self._begun,
            changes=lambda started: started.changes,
            failed=self._refused,
        )

    def _begun(self, started: StartedRound) -> None:
        self.ctx.noticed.emit(self.t.say(_told(started, self.draw)), True)
        self.begun.emit(started.key)
        self.closed.emit()

    def _refused(self, error: CouncilError) -> None:
        self.begin.setEnabled(True)
        self._say(in_words(self.t, error))

    def _say(self, sentence: str) -> None:
        self.trouble.say(sentence)
        self.trouble.setVisible(bool(sentence))


def _told(started: StartedRound, draw: Draw | None) -> Message:
    if draw is not None and started.notes < started.drawn_from:
        return m_(
            "A round of {size} of {count} notes, drawn with seed {seed}", size=started.notes, count=started.drawn_from, seed=draw.seed
        )
    return mn_("A round of {count} note", "A round of {count} notes", started.notes)
