"""Letters back to the people of a market: who gets one at the left, the letter, and at the right which letters and the way out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.letters import Letters, Mailing
from council_app.domain.records import Changes
from council_app.services import letters as services
from council_app.services.letters import MarketChoice
from council_app.services.workspace import Workspace
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.columns import Columns, Pane
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.jobs import Control
from council_app.ui.core.page import Page
from council_app.ui.core.text import Surface
from council_app.ui.screens.progress.letters.letter import LetterPane
from council_app.ui.screens.progress.letters.making import Exporter, read_mailing
from council_app.ui.screens.progress.letters.people import LetterList
from council_app.ui.screens.progress.letters.side import SidePane
from council_app.ui.screens.progress.letters.wanted import Wanted

_SHOWS = frozenset(
    {"note", "note_tag", "evidence", "insight", "delivery", "consent", "attendance", "person", "market", "council", "session", "prototype"}
    | {"post_out", "setting", "publication", "tag"}
)
_PEOPLE, _LETTER = range(2)


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read for a wish; `mailing` is None where there is no market."""

    markets: tuple[MarketChoice, ...]
    wanted: Wanted | None
    mailing: Mailing | None


class LettersPage(Page):
    """Letters as they would go out now. Names show here: each letter is for the person named.

    Attributes:
        letters: what is on show; None until it is read.
        last: the folder that letters were written to last.
    """

    def __init__(self, ctx: AppContext, market: str = "") -> None:
        super().__init__(ctx, "canvas")
        self.letters: Letters | None = None
        self.last: Path | None = None
        self._market, self._wanted, self._folder = market, Wanted("", _today()), Path.home()
        self._making: Control | None = None
        self.list, self.letter, self.side = LetterList(self.theme, self.t), LetterPane(self.theme, self.t), SidePane(self.theme, self.t)
        self.exporter = Exporter(ctx)
        self.folder_button = Button(self.theme, self.t("Open the folder"), Role.PLAIN, height=28, icon="folder-open")
        self.folder_button.hide()
        self._lay_out()
        self._connect()
        self.read()

    def _lay_out(self) -> None:
        t, theme = self.t, self.theme
        left = Surface(theme, "canvas", "r")
        beside = QVBoxLayout(left)
        beside.setContentsMargins(0, 0, 1, 0)
        nobody = t("Everybody who allows contact and raised something stands here. At the right it says who gets none, and why.")
        self._left = QStackedLayout()
        self._left.addWidget(self.list)
        self._left.addWidget(EmptyState(theme, t("Nobody is to be written to."), nobody))
        beside.addLayout(self._left)
        panes = (Pane(t("People"), left, theme.size("panel-list")), Pane(t("The letter"), self.letter), Pane(t("Writing"), self.side, 300))
        self.columns = Columns(theme, panes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar(t("Letters"), self.folder_button))
        column.addWidget(self.columns, 1)

    def _connect(self) -> None:
        self.list.picked.connect(self._pick)
        self.list.opened.connect(self._open)
        self.side.wanted.connect(self.want)
        self.side.exporting.connect(self.ask_export)
        self.folder_button.clicked.connect(self._open_folder)
        self.exporter.began.connect(lambda control: self.side.work.begin(self.t("Writing letters"), control))
        self.exporter.advanced.connect(self.side.work.advance)
        self.exporter.ended.connect(self._ended)
        self.exporter.written.connect(self._written)
        self.exporter.refused.connect(self.ctx.refused)
        self.ctx.changed.connect(self._changed)
        self.destroyed.connect(self.exporter.let_go)
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.ask_export)

    # -- the page

    def first_focus(self) -> QWidget | None:
        """The list."""
        return self.list

    def may_close(self) -> bool:
        """From the letter back to the list first."""
        if self.columns.one_column and self.list.isHidden():
            self.columns.show_pane(_PEOPLE)
            self.list.setFocus()
            return False
        return True

    # -- reading

    def want(self, wanted: Wanted) -> None:
        """Show other letters."""
        self._wanted, self._market = wanted, wanted.market
        self.read()

    def read(self) -> None:
        """Read and write them again."""
        market, wanted = self._market, self._wanted
        self.ctx.read(self, lambda workspace: _read(workspace, market, wanted), self._write)

    def _changed(self, changes: Changes) -> None:
        if not _SHOWS.isdisjoint(changes.entities):
            self.read()

    def _write(self, found: _Read) -> None:
        self.side.show_markets(found.markets)
        if found.wanted is None or found.mailing is None:
            self._left.setCurrentIndex(1)
            self.side.export.refuse(self.t("There is no market yet."))
            return
        self._wanted, self._market = found.wanted, found.wanted.market
        mailing = found.mailing
        self.side.show_wanted(found.wanted, mailing.locale.split("-")[0])
        if self._making is not None:
            self._making.cancel()  # of letters that are not wanted any more
        self._making = self.ctx.side.submit(
            lambda control: services.write_letters(mailing, stopped=control.cancelled),
            owner=self,
            done=self._show,
            failed=self.ctx.refused.emit,
            cancelled=_nothing,
        )

    def _show(self, letters: Letters) -> None:
        self.letters, self._making = letters, None
        before = self.list.at_hand.to.person if self.list.at_hand is not None else ""
        self._left.setCurrentIndex(0 if letters.letters else 1)
        with QSignalBlocker(self.list.selectionModel()):
            self.list.people.show_lines(letters.letters)
            self.list.setCurrentIndex(self.list.people.index(max(0, self.list.people.row_of(before)), 0))
        self.side.show_letters(letters)
        self._rest()
        self._pick()

    def _pick(self) -> None:
        self.letter.show_letter(self.list.at_hand)

    def _open(self) -> None:
        self.columns.show_pane(_LETTER)
        self.letter.area.setFocus()

    # -- writing them to a folder

    def ask_export(self) -> None:
        """Ask for a folder, and write them into a new one within it."""
        if not self.side.export.isEnabled():
            return
        chosen = QFileDialog.getExistingDirectory(self, self.t("Write the letters into a new folder within this one"), str(self._folder))
        if chosen:
            self._folder = Path(chosen)
            self.export_to(_free(self._folder, f"letters-{self._wanted.market}-{self._wanted.as_of.isoformat()}"))

    def export_to(self, out: Path) -> None:
        """Write them into a folder that is not there yet."""
        self.exporter.export(self._wanted, out)
        self._rest()

    def _rest(self) -> None:
        if self.exporter.busy:
            self.side.export.refuse(self.t("Letters are being written."))
        elif self.letters is not None:
            self.side.export.refuse("" if self.letters.ready else self.t("No letter is ready."))

    def _ended(self) -> None:
        self.side.work.end()
        self._rest()

    def _written(self, out: Path, count: int) -> None:
        self.last = out
        self.folder_button.show()
        said = self.t.n("{count} letter written to {folder}", "{count} letters written to {folder}", count, folder=str(out))
        self.ctx.noticed.emit(said, False)

    def _open_folder(self) -> None:
        if self.last is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.last)))


def _read(workspace: Workspace, market: str, wanted: Wanted) -> _Read:
    markets = services.markets(workspace=workspace)
    keys = [each.key for each in markets]
    if not keys:
        return _Read(markets, None, None)
    here = wanted if wanted.market in keys else wanted.of(market if market in keys else keys[0])
    return _Read(markets, here, read_mailing(workspace, here))


def _free(folder: Path, name: str) -> Path:
    """A name that nothing there has."""
    out, number = folder / name, 1
    while out.exists():
        number += 1
        out = folder / f"{name}-{number}"
    return out


def _today() -> date:
    return datetime.now(UTC).astimezone().date()


def _nothing() -> None:
    """Nobody waits for letters that are not wanted any more."""
