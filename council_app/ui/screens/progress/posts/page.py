"""Posts: each market's by day and language, what each said in public, when and where; and the way to a new one."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.records import Changes
from council_app.errors import m_
from council_app.services.posting_view import BlogMarket, blog_markets
from council_app.services.posts import PostFacts, PostRef, PostState, post_of, posts, remove
from council_app.services.workspace import Workspace
from council_app.ui.core.buttons import Button, Role, Segment
from council_app.ui.core.columns import Columns, Pane
from council_app.ui.core.context import AppContext
from council_app.ui.core.emptying import empty
from council_app.ui.core.flow import FlowLayout
from council_app.ui.core.lines import LineRole
from council_app.ui.core.page import Page, action_row
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Hairline, Text
from council_app.ui.screens.progress.beginning import BeginPane
from council_app.ui.screens.progress.posts.record import OutRecord
from council_app.ui.screens.progress.rows import TwoLineList, TwoLines
from council_app.ui.screens.progress.words import STATES, language_of

_SHOWS = frozenset({"post", "post_out", "post_signoff", "delivery", "market"})
_RECORD, _NEW = range(2)


@dataclass(frozen=True, slots=True)
class _Read:
    markets: tuple[BlogMarket, ...]
    refs: tuple[PostRef, ...]


class PostsPage(Page):
    """Enter opens a post in the editor.

    Signals:
        post_asked: the post is wanted in the editor (its id).
    """

    post_asked = Signal(str)

    def __init__(self, ctx: AppContext, market: str, post: str) -> None:
        super().__init__(ctx)
        t, theme = self.t, self.theme
        self._market, self._wanted = market, post
        self._read: _Read | None = None
        self.ref: PostRef | None = None
        self.list = TwoLineList[PostRef](theme, t("Posts"), self._row, lambda ref: ref.id)
        self.model = self.list.rows
        self.new = Button(theme, t("New post"), Role.PRIMARY, height=32, icon="plus", key="Alt+N")
        self.begin_pane = BeginPane(ctx, edges="")
        self.begin_pane.title.say(t("New post"))
        self.markets: dict[str, Segment] = {}
        self._group = QButtonGroup(self)
        self._lay_out()
        self._connect()
        self.read()

    def _lay_out(self) -> None:
        t, theme = self.t, self.theme
        self._right = QStackedLayout()
        self._right.addWidget(self._make_record())
        self._right.addWidget(self._make_new())
        right = QWidget()
        right.setLayout(self._right)
        self.columns = Columns(theme, (Pane(t("Posts"), self.list.framed(), 388), Pane(t("Record"), right)))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.top_bar(t("Posts"), self.new))
        whole.addWidget(self.columns, 1)

    def _make_record(self) -> QWidget:
        t, theme = self.t, self.theme
        self.title = Text(theme, "", "claim", wrap=True)
        self.state = Text(theme, "", "body", "ink2", wrap=True)
        self.open = Button(theme, t("Open in the editor"), Role.PLAIN, height=32, icon="pencil", key="Return")
        self.remove = Button(theme, t("Remove"), Role.QUIET, height=32, icon="trash-2")
        self._outs = QVBoxLayout()
        self._outs.setSpacing(14)
        self.none_out = Text(theme, t("It was never out. The gate's foot records that, once it is signed off."), "body", "ink3", wrap=True)
        inside = QWidget()
        inside.setMaximumWidth(700)
        column = QVBoxLayout(inside)
        column.setContentsMargins(28, 20, 28, 28)
        column.setSpacing(10)
        column.addWidget(self.title)
        column.addWidget(self.state)
        column.addLayout(action_row(self.open, self.remove))
        column.addSpacing(6)
        column.addWidget(Hairline(theme))
        column.addWidget(Text(theme, t("What was said in public"), "body", weight=600))
        column.addWidget(self.none_out)
        column.addLayout(self._outs)
        column.addStretch(1)
        return scroll_of(inside)

    def _make_new(self) -> QWidget:
        page = QWidget()
        choosing = QWidget()
        self._choosing = FlowLayout(choosing)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(0)
        around = QVBoxLayout()
        around.setContentsMargins(28, 0, 28, 0)
        around.addWidget(choosing)
        column.addLayout(around)
        column.addWidget(self.begin_pane, 1)
        return page

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(lambda index, _before: self._pick(index.data(LineRole)))
        self.list.activated.connect(lambda _index: self._open())
        self.open.clicked.connect(self._open)
        self.remove.clicked.connect(self._remove)
        self.new.clicked.connect(self.new_post)
        self.begin_pane.begun.connect(self.post_asked)
        self.begin_pane.form.left.connect(self._leave_new)
        self._right.currentChanged.connect(lambda at: self.new.setVisible(at == _RECORD))
        self.ctx.changed.connect(self._changed)
        for keys in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            shortcut = QShortcut(QKeySequence(keys), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self._open)

    # -- rows

    def _row(self, line: object) -> TwoLines:
        assert isinstance(line, PostRef)
        words, ink = STATES[line.state]
        return TwoLines(line.title, self._where(line), self.t.say(words), ink)

    def _where(self, ref: PostRef) -> str:
        market = next((one for one in self._read.markets if one.key == ref.market), None) if self._read is not None else None
        country = self.t.territory(market.country) if market is not None else ref.market
        return f"{country} · {language_of(self.t, ref.locale)} · {self.t.date(ref.as_of, style='medium')}"

    # -- reading

    def _changed(self, changes: Changes) -> None:
        if not _SHOWS.isdisjoint(changes.entities):
            self.read()

    def read(self) -> None:
        """Read what there is."""
        self.ctx.read(self, _all, self._show)

    def _show(self, read: _Read) -> None:
        first, self._read = self._read is None, read
        here = self._wanted or (self.ref.id if self.ref is not None else "")
        self._wanted = ""
        at = self.list.currentIndex().row()
        self.model.show_lines(read.refs)
        refusal = self.t("This file is open for reading only.") if self._reads_only else ""
        self.new.refuse(refusal)
        self._show_markets(refusal)
        if not read.refs:
            self.ref = None
            self.new_post()
            return
        row = self.model.row_of(here)
        self.list.setCurrentIndex(self.model.index(row if row >= 0 else min(max(at, 0), len(read.refs) - 1), 0))
        if first and self._right.currentIndex() == _RECORD:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _reads_only(self) -> bool:
        return self.ctx.workspace is None or self.ctx.workspace.read_only

    def _pick(self, ref: object) -> None:
        if isinstance(ref, PostRef):
            self.ref = ref
            if self._right.currentIndex() == _NEW and self.list.hasFocus():
                self._right.setCurrentIndex(_RECORD)
            self.ctx.read(self, lambda workspace: post_of(workspace=workspace, id=ref.id), self._show_post)

    def _show_post(self, post: PostFacts) -> None:
        if self.ref is None or post.ref.id != self.ref.id:
            return
        t = self.t
        self.title.say(post.ref.title)
        words = t.say(STATES[post.ref.state][0])
        signed = t("signed off by {name}", name=post.approved_by) if post.approved_by else ""
        self.state.say(" · ".join(part for part in (self._where(post.ref), words, signed) if part))
        empty(self._outs)
        for out in reversed(post.outs):
            self._outs.addWidget(OutRecord(self.theme, t, out))
        self.none_out.setVisible(not post.outs)
        self.remove.setVisible(not post.outs)
        self.remove.refuse(t("This file is open for reading only.") if self._reads_only else "")

    def first_focus(self) -> QWidget | None:
        """The list; or the day of a new post."""
        return self.list if self._right.currentIndex() == _RECORD else self.begin_pane.first

    # -- doing

    def _open(self) -> None:
        if self.ref is not None:
            self.post_asked.emit(self.ref.id)

    def _remove(self) -> None:
        ref = self.ref
        if ref is not None and ref.state is not PostState.OUT:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ctx.write(
                self,
                lambda workspace: remove(workspace=workspace, id=ref.id),
                lambda _: None,
                changes=lambda changes: changes,
                notice=m_("Removed a post"),
            )

    def new_post(self) -> None:
        """Ask for what a new post needs."""
        self._right.setCurrentIndex(_NEW)
        self.columns.show_pane(1)
        self.begin_pane.first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.begin_pane.first.selectAll()

    def _leave_new(self) -> None:
        if self.model.lines:
            self._right.setCurrentIndex(_RECORD)
            self.columns.show_pane(0)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.leave()

    def _show_markets(self, refusal: str) -> None:
        read = self._read
        if read is None:
            return
        if tuple(self.markets) != tuple(one.key for one in read.markets):
            empty(self._choosing)
            self.markets = {}
            for one in read.markets:
                segment = Segment(self.theme, self.t.territory(one.country))
                segment.clicked.connect(lambda _=False, chosen=one.key: self._choose_market(chosen, refusal))
                self._group.addButton(segment)
                self.markets[one.key] = segment
                self._choosing.addWidget(segment)
        keys = tuple(self.markets)
        self._choose_market(self._market if self._market in keys else keys[0] if keys else "", refusal)

    def _choose_market(self, market: str, refusal: str) -> None:
        self._market = market
        if market in self.markets:
            self.markets[market].setChecked(True)
        found = next((one for one in self._read.markets if one.key == market), None) if self._read is not None else None
        self.begin_pane.show_market(found, refusal=refusal)


def _all(workspace: Workspace) -> _Read:
    return _Read(blog_markets(workspace=workspace), posts(workspace=workspace))
