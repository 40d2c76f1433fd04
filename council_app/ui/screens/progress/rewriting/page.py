"""Writing a post again: each paragraph as it would be, what is to be decided with both texts side by side, and then one step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from council_app.errors import CouncilError, m_
from council_app.services.posts import PostFacts, PostRef, Rewriting, post_of, rewrite, rewriting
from council_app.services.workspace import Workspace
from council_app.ui.core.buttons import Button, Role, Segment
from council_app.ui.core.context import AppContext
from council_app.ui.core.emptying import empty
from council_app.ui.core.feedback import in_words
from council_app.ui.core.field import Field, line_edit
from council_app.ui.core.page import Page
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Hairline, Surface, Text
from council_app.ui.screens.progress.rewriting.lines import Fate, Line, lines_of, plain
from council_app.ui.screens.progress.words import day_of, today

_WIDEST = 760


@dataclass(frozen=True, slots=True)
class _Read:
    post: PostFacts
    rewriting: Rewriting


class ClashRow(QWidget):
    """A paragraph that changed on both sides: what stands, what would be written, and two answers; what stands is preset."""

    def __init__(self, page: RewritePage, number: int, mine: str, new: str) -> None:
        super().__init__()
        t, theme = page.t, page.theme
        self.mine = Segment(theme, t("Keep mine") if mine else t("Leave it out"))
        self.new = Segment(theme, t("Take the new one") if new and mine else t("Put it in") if new else t("Let it go"))
        self.mine.setChecked(True)
        self._group = QButtonGroup(self)
        for button in (self.mine, self.new):
            self._group.addButton(button)
        ground = Surface(theme, "state.warn.fill")
        column = QVBoxLayout(ground)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(6)
        title = t("To decide, {number}", number=t.number(number + 1))
        column.addWidget(Text(theme, title, "small", "state.warn.text", weight=600))
        out = t("You took this out; the data says it otherwise now.")
        gone = t("Nothing: there is no such thing in the data any more.")
        for label, text, said in ((t("Yours"), mine, out), (t("From the data now"), new, gone)):
            style, ink = ("quote", "ink") if text else ("body", "ink2")
            column.addWidget(Text(theme, label, "small", "ink2", weight=500))
            column.addWidget(Text(theme, plain(text)[0] if text else said, style, ink, wrap=True))
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.mine)
        row.addWidget(self.new)
        row.addStretch(1)
        column.addLayout(row)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 4, 0, 4)
        whole.addWidget(ground)
        self.setAccessibleName(title)

    @property
    def takes_new(self) -> bool:
        """Whether the new paragraph is wanted."""
        return self.new.isChecked()


class RewritePage(Page):
    """Nothing changes before the button; undo takes it back as one step.

    Attributes:
        clashes: what is to be decided, in the order of their numbers.
    """

    def __init__(self, ctx: AppContext, ref: PostRef) -> None:
        super().__init__(ctx)
        t, theme = self.t, self.theme
        self._ref = ref
        self._read: _Read | None = None
        self.clashes: dict[int, ClashRow] = {}
        self.day = line_edit(theme)
        self.day.setText(max(ref.as_of, today()).isoformat())
        self.field = Field(theme, t("True on"), self.day, t("Year-month-day: the day on which its statuses are so."))
        self.look = Button(theme, t("Look again"), Role.QUIET, height=32, icon="refresh-cw")
        self.told = Text(theme, "", "body", "ink2", wrap=True)
        self.do = Button(theme, t("Write it so"), Role.PRIMARY, height=32, key="Ctrl+Return")
        self.do.refuse(t("Reading"))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self._lay_out()
        self.look.clicked.connect(self.read)
        self.day.returnPressed.connect(self.read)
        self.do.clicked.connect(self.write)
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.write)
        self.read()

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(inside)
        column.setContentsMargins(28, 18, 28, 28)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.field)
        head.addWidget(self.look, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(self.told)
        column.addWidget(Hairline(self.theme))
        column.addLayout(self._lines)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.top_bar(self.t("Write again from the data"), self.do))
        whole.addWidget(scroll_of(inside), 1)

    def first_focus(self) -> QWidget | None:
        """The day."""
        return self.day

    # -- reading

    def read(self) -> None:
        """Read what the post would be."""
        day, ref = day_of(self.day.text()), self._ref
        if day is None:
            self.field.wrong(self.t("Write a day as 2026-12-08."))
            return
        self.field.wrong("")
        self.ctx.read(self, lambda workspace: _look(workspace, ref.id, day), self._show)

    def _show(self, read: _Read) -> None:
        self._read = read
        found = read.rewriting
        lines = lines_of(read.post.written.text, found.post.text, found.clashes)
        empty(self._lines)
        self.clashes = {}
        for name, before, after in (
            (self.t("Title"), read.post.ref.title, found.title),
            (self.t("In one sentence"), read.post.description, found.description),
            (self.t("Address"), read.post.slug, found.slug),
        ):
            if before != after:
                self._lines.addWidget(Text(self.theme, name, "small", "ink3", weight=500))
                self._add(Line(Fate.GOES, before))
                self._add(Line(Fate.NEW, after))
        for line in lines:
            if line.fate is Fate.CLASH:
                clash = found.clashes[line.clash]
                self.clashes[line.clash] = ClashRow(self, line.clash, clash.mine, clash.new)
                self._lines.addWidget(self.clashes[line.clash])
            else:
                self._add(line)
        self._tell(found, changes=any(line.fate in (Fate.NEW, Fate.GOES) for line in lines))

    def _add(self, line: Line) -> None:
        """A paragraph: as it stays, on green where it is new, on red where it goes; the word beside it says the same."""
        text, heading = plain(line.text)
        ground, word, ink = {
            Fate.NEW: ("state.ok.fill", self.t("new"), "state.ok.text"),
            Fate.GOES: ("state.bad.fill", self.t("goes"), "state.bad.text"),
        }.get(line.fate, ("sheet", "", "ink3"))
        row = Surface(self.theme, ground)
        inner = QHBoxLayout(row)
        inner.setContentsMargins(14, 5, 14, 5)
        inner.setSpacing(12)
        inner.addWidget(Text(self.theme, text, "quote", "ink" if word else "ink2", weight=600 if heading else None, wrap=True), 1)
        if word:
            inner.addWidget(Text(self.theme, word, "small", ink, weight=600), 0, Qt.AlignmentFlag.AlignTop)
        self._lines.addWidget(row)

    def _tell(self, found: Rewriting, *, changes: bool) -> None:
        t, clashes = self.t, len(found.clashes)
        parts = [
            t.n("{count} paragraph is written anew.", "{count} paragraphs are written anew.", found.taken) if found.taken else "",
            t.n("{count} goes.", "{count} go.", found.dropped) if found.dropped else "",
            t.n("{count} is yours to decide.", "{count} are yours to decide.", clashes) if clashes else "",
            t("What you wrote stays where you do not choose otherwise."),
        ]
        same = not changes and not clashes and found.as_of == self._ref.as_of
        self.told.say(t("The data says nothing else on this day.") if same else " ".join(part for part in parts if part))
        reads_only = self.ctx.workspace is None or self.ctx.workspace.read_only
        self.do.refuse(t("This file is open for reading only.") if reads_only else t("There is nothing to write.") if same else "")

    # -- writing

    @property
    def settled(self) -> tuple[int, ...]:
        """Numbers of the clashes of which the new paragraph is wanted."""
        return tuple(number for number, row in self.clashes.items() if row.takes_new)

    def write(self) -> None:
        """Make the post what is shown."""
        read, ref = self._read, self._ref
        if read is None or not self.do.isEnabled():
            return
        wanted, settled = read.rewriting, self.settled

        def failed(error: CouncilError) -> None:
            self.told.say(in_words(self.t, error))
            self.read()

        self.ctx.write(
            self,
            lambda workspace: rewrite(workspace=workspace, id=ref.id, rewritten=wanted, settled=settled),
            lambda _: self.closed.emit(),
            changes=lambda changes: changes,
            failed=failed,
            notice=m_("Wrote the post again"),
        )


def _look(workspace: Workspace, post: str, day: date) -> _Read:
    return _Read(post_of(workspace=workspace, id=post), rewriting(workspace=workspace, id=post, as_of=day))
