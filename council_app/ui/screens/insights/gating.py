"""What the commands of Insights do at the gate: fields, choices and pictures."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from council_app.services import initiatives, insights
from council_app.ui.core.columns import Columns
from council_app.ui.core.piled import PiledScreen
from council_app.ui.screens.insights.detail import DetailPane
from council_app.ui.screens.insights.forms import FORMS
from council_app.ui.screens.insights.gate import GatePanel
from council_app.ui.screens.insights.listpane import ListPane
from council_app.ui.screens.insights.models import InsightsModel
from council_app.ui.screens.insights.pictures import files_in, image_in, pasted_name, png
from council_app.ui.screens.insights.verbs import Verbs, bytes_of

if TYPE_CHECKING:
    from collections.abc import Sequence

LIST_PANE, DETAIL_PANE, GATE_PANE = range(3)
_FORMS = {str(name): name for name in FORMS}


class GateVerbs(PiledScreen):
    """A screen with these parts; whoever makes them is the place itself."""

    model: InsightsModel
    left: ListPane
    detail: DetailPane
    gate: GatePanel
    verbs: Verbs
    _columns: Columns
    key: str

    def show_pane(self, pane: int) -> None:
        """Bring a column to the front where only one has room; the keyboard goes along."""
        self._columns.show_pane(pane)
        if not self._columns.one_column:
            return
        if pane == LIST_PANE:
            self.to_list()
        elif pane == DETAIL_PANE:
            self.detail.to_quotes()
        else:
            self.gate.to_missing()

    def to_list(self) -> None:
        """Give the list the keyboard."""
        self._columns.show_pane(LIST_PANE)
        self.left.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- the gate

    def add_missing(self) -> None:
        """Open the first thing that is missing."""
        if self._in_front():
            self.show_pane(GATE_PANE)
            self.gate.open_missing()

    def open_field(self, name: str) -> None:
        """Open a field."""
        if self._in_front():
            self.show_pane(GATE_PANE)
            self.gate.open_field(_FORMS[name])

    def choose_nature(self) -> None:
        """Say whether it is basics or delight."""
        if self.gate.about is not None and self._may_write():
            self.show_pane(GATE_PANE)
            self.gate.about.open_natures()

    def choose_stage(self) -> None:
        """Offer the stages."""
        about = self.gate.about
        if about is None or not self._may_write():
            return
        self.show_pane(GATE_PANE)
        self.ctx.read(about, lambda w: insights.stage_choices(workspace=w), self._offer_stages)

    def _offer_stages(self, stages: Sequence[insights.StageChoice]) -> None:
        if self.gate.about is not None:
            self.gate.about.open_stages(stages)

    def choose_initiative(self) -> None:
        """Offer the initiatives."""
        about = self.gate.about
        if about is None or not self._may_write():
            return
        self.show_pane(GATE_PANE)
        self.ctx.read(about, lambda w: initiatives.initiatives(workspace=w), self._offer_initiatives)

    def _offer_initiatives(self, cards: Sequence[initiatives.InitiativeCard]) -> None:
        about, row = self.gate.about, self.model.row_of(self.key)
        if about is None or row < 0:
            return
        chosen = self.model.card(row).facts.initiative
        menu = QMenu(about)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for card in cards:
            about.add_row(menu, card.facts.title, partial(self.verbs.put_in, card.facts.key), on=card.facts.key == chosen)
        about.add_row(menu, self.t("In no initiative"), partial(self.verbs.put_in, ""), on=not chosen)
        about.show_under(menu, about.initiative)

    # -- pictures

    def add_picture(self) -> None:
        """Choose a picture."""
        if self.key and self._may_write():
            self.gate.choose_picture()

    def take_picture(self, path: Path) -> None:
        """A picture was chosen."""
        self.verbs.add_picture(path.name, lambda: bytes_of(path))

    def take_pictures(self, paths: Sequence[Path]) -> None:
        """Pictures were let go over the place."""
        if self._may_write():
            for path in paths:
                self.take_picture(path)

    def paste_picture(self) -> None:
        """A picture that was copied, or files of pictures."""
        mime = QApplication.clipboard().mimeData()
        image = image_in(mime)
        if not self.key or not self._may_write():
            return
        if image is not None:
            self.verbs.add_picture(pasted_name(datetime.now().astimezone()), partial(png, image))
        else:
            self.take_pictures(files_in(mime))

    # -- may it be changed

    @property
    def refusal(self) -> str:
        """Why nothing can be changed; "" when it can."""
        workspace = self.ctx.workspace
        return self.t("This file is open for reading only.") if workspace is not None and workspace.read_only else ""

    def _may_write(self) -> bool:
        if self.refusal:
            self.ctx.noticed.emit(self.refusal, False)
        return not self.refusal and self._in_front()

    def _in_front(self) -> bool:
        """Whether the place itself shows: nothing is opened under a page that lies over it."""
        covered = self.pile.top is not None
        if covered:
            self.ctx.noticed.emit(self.t("Go back to the insights first."), False)
        return not covered
