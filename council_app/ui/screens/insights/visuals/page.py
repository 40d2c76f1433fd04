"""The page that draws over one picture of an insight, and says what it shows."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from council_app.domain.marks import LONGEST_LABEL, Box, Mark
from council_app.domain.records import Changes
from council_app.errors import CouncilError, m_
from council_app.services.visuals import ShownVisual, annotate, pictures_of
from council_app.services.workspace import Workspace
from council_app.ui.core.buttons import Button, Role, Segment
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.field import Field, line_edit, text_edit
from council_app.ui.core.flow import FlowLayout
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Text
from council_app.ui.screens.insights.opening import InsightPage
from council_app.ui.screens.insights.visuals.canvas import MarkCanvas
from council_app.ui.screens.insights.visuals.shaping import Tool

_WIDE = 860


@dataclass(frozen=True, slots=True)
class _Read:
    shown: ShownVisual
    image: QImage


class PicturePage(InsightPage):
    """Opens on the first picture of the insight at hand, or on the one that `show_visual` names."""

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        self._key = self._wanted = ""
        self._read: _Read | None = None
        self._leaving = False
        t = self.t
        self.canvas = MarkCanvas(self.theme, t)
        self.keep_button = Button(self.theme, t("Keep"), Role.PRIMARY, height=28, key="Ctrl+Return")
        self.undo_button = Button(self.theme, t("Undo"), Role.PLAIN, height=32, icon="undo-2")
        self.remove_button = Button(self.theme, t("Remove"), Role.PLAIN, height=32, icon="trash-2")
        words = {Tool.SELECT: t("Select"), Tool.ARROW: t("Arrow"), Tool.BOX: t("Box"), Tool.BLUR: t("Blur")}
        self.tools = {tool: Segment(self.theme, f"{label} {tool.value}") for tool, label in words.items()}
        self.label, self.caption, self.alt = line_edit(self.theme), line_edit(self.theme), text_edit(self.theme, 3)
        self.label.setMaxLength(LONGEST_LABEL)
        self.said = Text(self.theme, "", "small", "state.warn.text", wrap=True)
        self.hint = Text(self.theme, "", "small", "ink3", wrap=True)
        self.empty = EmptyState(self.theme, t("No picture is here yet."), t("Paste one, or drop a file on the insight."), ground="sheet")
        self._lay_out()
        self._connect()

    # -- parts

    def _lay_out(self) -> None:
        self._body = QWidget()
        self._way = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._body)
        self._way.setContentsMargins(16, 12, 16, 16)
        self._way.setSpacing(16)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self._make_tools())
        left.addWidget(self.canvas, 1)
        left.addWidget(self.hint)
        self._way.addLayout(left, 1)
        self._way.addWidget(self._make_fields())
        self._area = scroll_of(self._body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar(self.t("Picture"), self.keep_button))
        column.addWidget(self._area, 1)
        column.addWidget(self.empty, 1)
        self._area.hide()
        self.empty.hide()

    def _make_tools(self) -> QWidget:
        box, between, group = QWidget(), QWidget(), QButtonGroup(self)
        row = FlowLayout(box, gap=4, line_gap=4)
        between.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for segment in self.tools.values():
            group.addButton(segment)
            row.addWidget(segment)
        self.tools[Tool.SELECT].setChecked(True)
        back = QWidget()
        pair = QHBoxLayout(back)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.setSpacing(4)
        pair.addWidget(self.undo_button)
        pair.addWidget(self.remove_button)
        row.addWidget(between)
        row.addWidget(back)
        return box

    def _make_fields(self) -> QWidget:
        t, fields = self.t, QWidget()
        column = QVBoxLayout(fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.label_field = Field(self.theme, t("Words at the mark"), self.label)
        column.addWidget(self.label_field)
        column.addWidget(Field(self.theme, t("Caption"), self.caption))
        help_text = t("What it shows, for who cannot see it.")
        column.addWidget(Field(self.theme, t("Alternative text"), self.alt, help_text))
        column.addWidget(self.said)
        column.addStretch(1)
        self.said.hide()
        fields.setMaximumWidth(self.theme.size("field"))
        return fields

    def _connect(self) -> None:
        canvas = self.canvas
        for tool, segment in self.tools.items():
            segment.clicked.connect(lambda _=False, chosen=tool: self._take_tool(chosen))
        canvas.tool_chosen.connect(lambda tool: self.tools[tool].setChecked(True))
        canvas.tool_chosen.connect(self._show_hint)
        canvas.picked.connect(self._show_chosen)
        canvas.edited.connect(self._show_steps)
        self.label.textEdited.connect(canvas.label)
        self.undo_button.clicked.connect(canvas.undo)
        self.remove_button.clicked.connect(canvas.remove)
        self.keep_button.clicked.connect(self.keep)
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.keep)
        self._show_hint(Tool.SELECT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The fields go below where there is no room beside the picture."""
        super().resizeEvent(event)
        wide = self.width() >= _WIDE
        self._way.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    # -- the page

    def take_insight(self, key: str) -> None:
        """The insight whose picture is wanted."""
        self._key = key
        self._ask()

    def show_visual(self, visual: str) -> None:
        """Show this picture of the insight."""
        self._wanted = visual
        self._ask()

    def first_focus(self) -> QWidget | None:
        """The picture."""
        return self.canvas

    def may_close(self) -> bool:
        """What is not kept is not lost by one key."""
        if self._leaving or not self._unsaved():
            return True
        self._leaving = True
        self._say(self.t("This is not kept yet. Press Esc again to leave it so."))
        return False

    # -- reading and showing

    def _ask(self) -> None:
        key, wanted = self._key, self._wanted

        def read(workspace: Workspace) -> _Read | None:
            pictures = pictures_of(workspace=workspace, key=key) if key else ()
            found = next((each for each in pictures if each.visual.id == wanted), next(iter(pictures), None))
            return _Read(found, QImage.fromData(found.data)) if found is not None else None

        self.ctx.read(self, read, self._show)

    def _show(self, read: _Read | None) -> None:
        self._read = read
        self._area.setVisible(read is not None)
        self.empty.setVisible(read is None)
        self.keep_button.refuse(self._refusal())
        if read is None:
            return
        visual = read.shown.visual
        self.canvas.show_picture(read.image, visual.marks)
        self.caption.setText(visual.caption)
        self.alt.setPlainText(visual.alt)
        self._say("")
        self._show_steps()
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refusal(self) -> str:
        workspace = self.ctx.workspace
        if workspace is not None and workspace.read_only:
            return self.t("This file is open for reading only.")
        return "" if self._read is not None else self.t("No picture is here yet.")

    def _take_tool(self, tool: Tool) -> None:
        self.canvas.choose_tool(tool)
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_hint(self, tool: Tool) -> None:
        t = self.t
        says = {
            Tool.SELECT: t("Tab goes through the marks; arrows move, Shift and arrows size, Delete removes."),
            Tool.BLUR: t(
                "Draw over what nobody may read, or press Enter. Whatever leaves this workspace is blurred; "
                "the picture as it was before stays in it, for Undo."
            ),
        }
        self.hint.say(says.get(tool, t("Draw with the mouse, or press Enter to place one in the middle.")))

    def _show_chosen(self) -> None:
        canvas = self.canvas
        item = canvas.items[canvas.chosen] if canvas.chosen >= 0 else None
        self.label.setEnabled(item is not None and not item.blur)
        self.label.setText(item.mark.label if item is not None else "")
        self.remove_button.setEnabled(item is not None)

    def _show_steps(self) -> None:
        self.undo_button.setEnabled(self.canvas.can_undo)
        self._leaving = False

    def _say(self, sentence: str) -> None:
        self.said.say(sentence)
        self.said.setVisible(bool(sentence))

    # -- keeping

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What is drawn and stays apart from the pixels."""
        return tuple(item.mark for item in self.canvas.items if not item.blur)

    @property
    def blurs(self) -> tuple[Box, ...]:
        """What is to be unreadable."""
        return tuple(item.mark for item in self.canvas.items if item.blur and isinstance(item.mark, Box))

    def _unsaved(self) -> bool:
        if self._read is None:
            return False
        visual = self._read.shown.visual
        typed = (self.caption.text().strip(), " ".join(self.alt.toPlainText().split()))
        return bool(self.blurs) or self.marks != visual.marks or typed != (visual.caption, visual.alt)

    def keep(self) -> None:
        """Keep everything as one step that can be undone, and go back."""
        if self._refusal() or self._read is None:
            return
        visual, marks, blurs = self._read.shown.visual.id, self.marks, self.blurs
        caption, alt = self.caption.text(), self.alt.toPlainText()

        def act(workspace: Workspace) -> Changes:
            return annotate(workspace=workspace, visual=visual, marks=marks, blurs=blurs, caption=caption, alt=alt)

        told = m_("Edited a picture")
        self.ctx.write(self, act, lambda _done: self.closed.emit(), changes=lambda done: done, failed=self._refused, notice=told)

    def _refused(self, error: CouncilError) -> None:
        sentence = self.t.say(error.why)
        self._say(f"{sentence[:1].upper()}{sentence[1:]}. {self.t.say(error.todo)}")
