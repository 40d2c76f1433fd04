"""The draft: title, what it is as of when, the text with its marks, and the lines beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from council_app.domain.posts import Said, Written, edited
from council_app.services.posting_view import Typed, as_stored
from council_app.services.posts.facts import PostFacts, PostRef
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.context import AppContext
from council_app.ui.core.emptying import empty
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Surface, Text
from council_app.ui.screens.progress.draft.edit import PostEdit
from council_app.ui.screens.progress.draft.fields import BesideFields, TitleEdit
from council_app.ui.screens.progress.draft.links import Links
from council_app.ui.screens.progress.draft.marks import Mark, claims_of
from council_app.ui.screens.progress.draft.places import settled
from council_app.ui.screens.progress.words import language_of

_WIDEST = 640
_BESIDE = 60
"""px that stay in sight around the caret."""


class DraftPane(Surface):
    """Shows one post; what is typed into it is told, with every link on its words.

    Attributes:
        post: the post on show as it is stored, None while there is none.

    Signals:
        typed: it reads otherwise now (carries `Typed`).
        mark_asked: a mark in the text was asked about (carries the `Mark`).
        locale_asked: the same post in another locale (its id).
        rewriting_asked: it is to be written again from the data.
    """

    typed = Signal(object)
    mark_asked = Signal(object)
    locale_asked = Signal(str)
    rewriting_asked = Signal()

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx.theme, "sheet", "r")
        self._ctx, self.t = ctx, ctx.t
        t, theme = ctx.t, ctx.theme
        self.post: PostFacts | None = None
        self._links = Links(Written(""))
        self._base: Typed | None = None
        self._seen: frozenset[Said] = frozenset()
        self.title = TitleEdit(theme, t)
        self.line = Text(theme, "", "small", "ink3", wrap=True)
        self.edit = PostEdit(theme, t)
        self.beside = BesideFields(theme, t)
        self.newer = Button(theme, t("Write again"), Role.PLAIN, height=28, icon="refresh-cw")
        self._newer_strip = Surface(theme, "state.warn.fill", "b")
        self.locales: dict[str, Button] = {}
        self._locale_row = QHBoxLayout()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        theme, t = self._theme, self.t
        strip = QHBoxLayout(self._newer_strip)
        strip.setContentsMargins(28, 6, 12, 7)
        strip.addWidget(Text(theme, t("The data says something else by now."), "body", "state.warn.text", wrap=True), 1)
        strip.addWidget(self.newer, 0, Qt.AlignmentFlag.AlignTop)
        self._newer_strip.hide()
        self._locale_row.setSpacing(12)
        self._inside = inside = QWidget()
        inside.setMaximumWidth(_WIDEST + 56)
        column = QVBoxLayout(inside)
        column.setContentsMargins(28, 18, 28, 40)
        column.setSpacing(0)
        column.addWidget(self.title)
        column.addSpacing(8)
        column.addWidget(self.line)
        column.addLayout(self._locale_row)
        column.addSpacing(12)
        column.addWidget(self.edit)
        column.addWidget(self.beside)
        column.addStretch(1)
        self._scroll = scroll_of(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 1, 0)
        whole.setSpacing(0)
        whole.addWidget(self._newer_strip)
        whole.addWidget(self._scroll, 1)

    def _connect(self) -> None:
        self.title.typed.connect(self._tell)
        self.title.passed.connect(lambda: self.edit.setFocus(Qt.FocusReason.OtherFocusReason))
        self.edit.typed.connect(self._take)
        self.edit.mark_asked.connect(self.mark_asked)
        self.edit.caret_moved.connect(self._follow_caret)
        self.beside.typed.connect(self._tell)
        self.newer.clicked.connect(self.rewriting_asked)

    # -- what is shown

    def show_post(self, post: PostFacts, typed: Typed, *, refusal: str) -> None:
        """Show a post with what was typed into it."""
        other = self.post is None or self.post.ref.id != post.ref.id
        self.post, self._base = post, typed.base or as_stored(post)
        if other or settled(typed.written.text) != settled(self.edit.text) or frozenset(typed.written.said) != self._seen:
            self._links = Links(edited(typed.written, settled(typed.written.text)))
            self.edit.show_text(self._links.post.text)
        self._seen = frozenset(typed.written.said)
        for edit in (self.title, self.edit):
            edit.setReadOnly(bool(refusal))
            edit.setToolTip(refusal)
        self.title.show_text(typed.title)
        self.beside.show_values(typed.description, typed.slug, typed.contact)
        self.beside.let_write(may=not refusal)
        self._newer_strip.setVisible(post.newer and not refusal)
        self._tell_line()
        if other:
            self._scroll.verticalScrollBar().setValue(0)

    def _tell_line(self) -> None:
        t, post = self.t, self.post
        if post is None:
            return
        ref, count = post.ref, len({one.source for one in claims_of(self.written)})
        where = t(
            "{country}, {language}, as of {day}.",
            country=t.territory(post.country),
            language=language_of(t, ref.locale),
            day=t.date(ref.as_of),
        )
        self.line.say(f"{where} {t.n('Written from {count} delivery.', 'Written from {count} deliveries.', count)}")

    def show_locales(self, refs: Sequence[PostRef], here: str) -> None:
        """The locales of the post on show; one is no choice."""
        chosen = QApplication.focusWidget() in self.locales.values()
        empty(self._locale_row)
        self.locales = {}
        for ref in refs if len(refs) > 1 else ():
            language = language_of(self.t, ref.locale)
            if ref.id == here:
                self._locale_row.addWidget(Text(self._theme, language, "body", weight=600))
                continue
            button = Button(self._theme, language, Role.LINK, height=28)
            button.setAccessibleName(self.t("Show the post in {language}", language=language))
            button.clicked.connect(partial(self.locale_asked.emit, ref.id))
            self.locales[ref.id] = button
            self._locale_row.addWidget(button)
        self._locale_row.addStretch(1)
        if chosen and self.locales:
            next(iter(self.locales.values())).setFocus(Qt.FocusReason.TabFocusReason)

    def show_marks(self, marks: Sequence[Mark], beside: dict[str, str]) -> None:
        """The marks in the text, and what is held in the lines beside it (by name)."""
        self.edit.show_marks(marks)
        self.beside.show_wrong(beside)

    # -- what stands there

    @property
    def written(self) -> Written:
        """The text with its links as it stands."""
        return self._links.post

    @property
    def now(self) -> Typed:
        """All of it as it stands."""
        return Typed(self.written, self.title.text, *self.beside.values, base=self._base)

    def link(self, said: Said) -> None:
        """Words stand on something now."""
        self._links.add(said)
        self._tell()

    def _take(self, text: str) -> None:
        self._links.take(text)
        self._tell()

    def _tell(self) -> None:
        if self.post is not None:
            self._seen = frozenset(self.written.said)
            self.typed.emit(self.now)
            self._tell_line()

    def _follow_caret(self) -> None:
        if self.edit.hasFocus():
            self._scroll_there()

    def _show_caret(self) -> None:
        """Now, and again once a column that comes to the front is laid out."""
        self._scroll_there()
        QTimer.singleShot(0, self, self._scroll_there)

    def _scroll_there(self) -> None:
        place = self.edit.viewport().mapTo(self._inside, self.edit.cursorRect().center())
        self._scroll.ensureVisible(place.x(), place.y(), 0, _BESIDE)

    # -- where to look

    def go_to(self, starts: int, ends: int) -> None:
        """Choose words of the text, in sight and with the keyboard."""
        self.edit.go_to(starts, ends)
        self._show_caret()

    def go_to_line(self, name: str, starts: int = 0, ends: int = 0) -> None:
        """Stand in the title or in a line beside the text."""
        if name == "title":
            self.title.choose(starts, ends)
            self._scroll.verticalScrollBar().setValue(0)
        else:
            self.beside.go_to(name)
            self._scroll.ensureWidgetVisible(self.beside, 0, _BESIDE)
