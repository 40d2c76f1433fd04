"""Who is coding: asked once, before the first note."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from council_app.domain.limits import LINE_LIMIT
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.context import AppContext
from council_app.ui.core.field import Field, line_edit
from council_app.ui.core.flow import FlowLayout
from council_app.ui.core.page import Page, action_row
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Text

_WIDEST = 480


class WhoPage(Page):
    """A name, typed or one of those that are there.

    Signals:
        named: somebody said who they are.
    """

    named = Signal(str)

    def __init__(self, ctx: AppContext, title: str, known: Sequence[str]) -> None:
        super().__init__(ctx)
        t, theme = self.t, self.theme
        self.name = line_edit(theme)
        self.name.setMaxLength(LINE_LIMIT)
        self.name.setText(ctx.author)
        self.name.selectAll()
        self.name.returnPressed.connect(self.say)
        self.go = Button(theme, t("Go on"), Role.PRIMARY, key="Return")
        self.go.clicked.connect(self.say)
        inside = QWidget()
        inside.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(0)
        column.addWidget(Field(theme, t("Who is coding?"), self.name, t("Your tags are kept under this name, apart from others'.")))
        column.addSpacing(14)
        column.addLayout(action_row(self.go))
        others = [each for each in known if each != ctx.author]
        if others:
            column.addSpacing(24)
            column.addWidget(Text(theme, t("Or one of those who began"), "body", "ink2"))
            column.addSpacing(8)
            flow = FlowLayout()
            for each in others:
                flow.addWidget(self._known(each))
            column.addLayout(flow)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.top_bar(title))
        whole.addWidget(scroll_of(inside), 1)

    def _known(self, coder: str) -> Button:
        button = Button(self.theme, coder, Role.PLAIN, height=32)
        button.clicked.connect(lambda: self.named.emit(coder))
        return button

    def first_focus(self) -> QWidget | None:
        """The name."""
        return self.name

    def say(self) -> None:
        """Go on under this name."""
        name = " ".join(self.name.text().split())
        if name:
            self.named.emit(name)
        else:
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
