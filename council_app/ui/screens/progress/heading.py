"""The header of Progress: the pages over the place, with how many posts are out and how many need a correction."""

from __future__ import annotations

from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.context import AppContext
from council_app.ui.screens.progress.commands import CORRECTIONS, LETTERS, POSTS

_POSTS_FROM, _CORRECTIONS_FROM, _LETTERS_FROM = 640, 860, 1000


class Heading:
    """Buttons that ask for the commands of the place."""

    def __init__(self, ctx: AppContext) -> None:
        self._t, theme = ctx.t, ctx.theme
        self.posts = Button(theme, self._t("Posts"), Role.QUIET, height=32, icon="clock")
        self.corrections = Button(theme, self._t("Corrections"), Role.QUIET, height=32, icon="triangle-alert")
        self.letters = Button(theme, self._t("Letters"), Role.QUIET, height=32, icon="users")
        for button, command in ((self.posts, POSTS), (self.corrections, CORRECTIONS), (self.letters, LETTERS)):
            button.clicked.connect(lambda _=False, asked=command: ctx.asked.emit(asked))

    @property
    def buttons(self) -> tuple[Button, ...]:
        """In their order."""
        return self.letters, self.corrections, self.posts

    def show_counts(self, out: int, due: int) -> None:
        """How many posts are out, and how many sentences of them are no longer so."""
        t = self._t
        self.posts.rename(t("Posts, {count} out", count=t.number(out)) if out else t("Posts"))
        self.corrections.rename(t("Corrections, {count}", count=t.number(due)) if due else t("Corrections"))

    def fit(self, width: int, *, covered: bool) -> None:
        """Show what has room in a place of `width` px; nothing while a page lies over it."""
        for button, room in ((self.posts, _POSTS_FROM), (self.corrections, _CORRECTIONS_FROM), (self.letters, _LETTERS_FROM)):
            if button.parentWidget() is not None:
                button.setVisible(not covered and width >= room)
