"""What the open workspace calls the company: the name guests read when they are asked for consent."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from council_app.domain.records import Changes
from council_app.errors import CouncilError
from council_app.services import company
from council_app.services.workspace import Workspace
from council_app.ui.core.context import AppContext
from council_app.ui.core.feedback import in_words
from council_app.ui.core.field import Field, line_edit


class CompanyName(QWidget):
    """A field that is kept when it is left or Enter is pressed."""

    def __init__(self, ctx: AppContext) -> None:
        super().__init__()
        self._ctx, self._kept = ctx, ""
        t = ctx.t
        self.edit = line_edit(ctx.theme)
        self.edit.setMaxLength(200)
        self.field = Field(
            ctx.theme,
            t("Company"),
            self.edit,
            t("As guests read it when they are asked for consent. Belongs to this workspace."),
            width=320,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.field)
        self.edit.editingFinished.connect(self._keep)

    def reload(self) -> None:
        """Show the name in the workspace at hand; nothing where none is open."""
        self.setVisible(self._ctx.workspace is not None)
        self._ctx.read(self, lambda workspace: company.company_of(workspace=workspace), self._show)

    def _show(self, name: str) -> None:
        self._kept = name
        self.edit.setText(name)
        self.field.wrong("")

    def _keep(self) -> None:
        name = " ".join(self.edit.text().split())
        if name == self._kept:
            return

        def write(workspace: Workspace) -> str:
            return company.name_company(workspace=workspace, name=name)

        self._ctx.write(self, write, self._show, changes=lambda _: Changes(frozenset()), failed=self._refuse)

    def _refuse(self, error: CouncilError) -> None:
        self.field.wrong(in_words(self._ctx.t, error))
