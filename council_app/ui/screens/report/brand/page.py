"""How reports of this workspace look: each choice is kept at once, shows in the sample, and can be undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QButtonGroup, QFileDialog, QVBoxLayout, QWidget

from council_app.domain.brand import RULE_CONTRAST, TEXT_CONTRAST, Typeface
from council_app.domain.records import Changes
from council_app.errors import CouncilError, m_
from council_app.services.brand import LONGEST_ALT, TYPEFACES, BrandFacts, brand_of, set_brand
from council_app.services.company import company_of
from council_app.services.workspace import Workspace
from council_app.ui.core.buttons import Button, Role, Segment
from council_app.ui.core.columns import Columns, Pane
from council_app.ui.core.context import AppContext
from council_app.ui.core.feedback import in_words
from council_app.ui.core.field import Field, line_edit
from council_app.ui.core.page import Page, action_row
from council_app.ui.core.pictures import PictureDrop, files_in, image_in, png
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Surface, Text
from council_app.ui.screens.report.brand.colour import ColourField
from council_app.ui.screens.report.brand.sample import BrandSample

_FORM_WIDTH = 376


@dataclass(frozen=True, slots=True)
class _Read:
    facts: BrandFacts
    name: str


class BrandPage(Page):
    """A form at the left, the sample at the right."""

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx, "canvas")
        t, theme = self.t, self.theme
        self.facts = BrandFacts()
        self.sample = BrandSample(theme, t)
        self.choose_button = Button(theme, t("Choose a file"), Role.PLAIN, height=32, icon="image")
        self.remove_button = Button(theme, t("Remove"), Role.QUIET, height=32, icon="x")
        self.choose_button.clicked.connect(self.choose_logo)
        self.remove_button.clicked.connect(lambda: self._set(logo=b""))
        self.wrong = Text(theme, "", "small", "state.bad.text", wrap=True)
        self.alt = line_edit(theme)
        self.alt.setMaxLength(LONGEST_ALT)
        self.alt.editingFinished.connect(self._keep_alt)
        self.first = ColourField(theme, t, t("Colour of words"), t("For the name of the brand. Empty for black."), TEXT_CONTRAST)
        self.second = ColourField(theme, t, t("Colour of rules"), t("For the short rule at the head of a page."), RULE_CONTRAST)
        self.first.kept.connect(lambda colour: self._set(first_colour=colour))
        self.second.kept.connect(lambda colour: self._set(second_colour=colour))
        self.typefaces = {each: Segment(theme, each.value) for each in TYPEFACES}
        self._lay_out()
        PictureDrop(self).dropped.connect(self._drop)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self.paste_logo)
        ctx.changed.connect(self._changed)
        self._let_write()
        self.read()

    def _lay_out(self) -> None:
        t, form, right = self.t, QWidget(), Surface(self.theme, "sunk", "l")
        column = QVBoxLayout(form)
        column.setContentsMargins(28, 20, 28, 28)
        column.setSpacing(8)
        column.addWidget(Text(self.theme, t("Logo"), "body", weight=500))
        column.addLayout(action_row(self.choose_button, self.remove_button))
        column.addWidget(Text(self.theme, t("Or drop a picture here, or paste one. PNG, JPEG, WebP or GIF."), "small", "ink3", wrap=True))
        column.addWidget(self.wrong)
        column.addWidget(
            Field(self.theme, t("What the logo shows"), self.alt, t("For who cannot see it; the name of the company if empty."))
        )
        for widget in (self.first, self.second):
            column.addSpacing(10)
            column.addWidget(widget)
        column.addSpacing(10)
        column.addWidget(Text(self.theme, t("Typeface of titles and quotes"), "body", weight=500))
        group = QButtonGroup(self)
        for typeface, segment in self.typefaces.items():
            group.addButton(segment)
            segment.clicked.connect(partial(self._choose_typeface, typeface))
        column.addLayout(action_row(*self.typefaces.values()))
        column.addStretch(1)
        side = QVBoxLayout(right)
        side.setContentsMargins(28, 28, 28, 28)
        side.addWidget(self.sample)
        side.addStretch(1)
        self.columns = Columns(self.theme, (Pane(t("Choices"), scroll_of(form), _FORM_WIDTH), Pane(t("Sample"), right)))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.top_bar(t("How reports look")))
        whole.addWidget(self.columns, 1)
        self.wrong.hide()

    def _let_write(self) -> None:
        workspace = self.ctx.workspace
        reason = self.t("This file is open for reading only.") if workspace is not None and workspace.read_only else ""
        for button in (self.choose_button, self.remove_button, *self.typefaces.values()):
            button.refuse(reason)
        for line in (self.alt, self.first.line, self.second.line):
            line.setReadOnly(bool(reason))
            line.setToolTip(reason)

    def first_focus(self) -> QWidget | None:
        """The logo."""
        return self.choose_button

    # -- reading

    def read(self) -> None:
        """How they look now."""
        self.ctx.read(self, _read, self._show)

    def _changed(self, changes: Changes) -> None:
        if "brand" in changes.entities:
            self.read()

    def _show(self, read: _Read) -> None:
        self.facts = facts = read.facts
        logo = QImage.fromData(facts.logo) if facts.logo else QImage()
        self.sample.show_brand(facts, read.name, logo)
        self.remove_button.setVisible(bool(facts.logo))
        if not self.alt.hasFocus():
            self.alt.setText(facts.logo_alt)
        self.first.show_colour(facts.first_colour)
        self.second.show_colour(facts.second_colour)
        self.typefaces[facts.typeface].setChecked(True)

    # -- the logo

    def choose_logo(self) -> None:
        """From a file."""
        files = f"{self.t('Pictures')} (*.png *.jpg *.jpeg *.webp *.gif)"
        chosen, _ = QFileDialog.getOpenFileName(self, self.t("Choose a logo"), str(Path.home()), files)
        if chosen:
            self.take_file(Path(chosen))

    def take_file(self, path: Path) -> None:
        """Read it beside the window, and keep it."""
        self._write(lambda workspace: set_brand(workspace=workspace, logo=_bytes_of(path)))

    def paste_logo(self) -> None:
        """What was copied: a picture, or a file."""
        mime = QApplication.clipboard().mimeData()
        image, files = image_in(mime), files_in(mime)
        if image is not None:
            self._write(lambda workspace: set_brand(workspace=workspace, logo=png(image)))
        elif files:
            self.take_file(files[0])

    def _drop(self, files: tuple[Path, ...]) -> None:
        if self.choose_button.isEnabled():
            self.take_file(files[0])

    # -- keeping

    def _keep_alt(self) -> None:
        words = " ".join(self.alt.text().split())
        if words != self.facts.logo_alt:
            self._set(logo_alt=words)

    def _choose_typeface(self, typeface: Typeface) -> None:
        self._set(typeface=typeface)

    def _set(
        self,
        *,
        logo: bytes | None = None,
        logo_alt: str | None = None,
        first_colour: str | None = None,
        second_colour: str | None = None,
        typeface: Typeface | None = None,
    ) -> None:
        self._write(
            lambda workspace: set_brand(
                workspace=workspace,
                logo=logo,
                logo_alt=logo_alt,
                first_colour=first_colour,
                second_colour=second_colour,
                typeface=typeface,
            )
        )

    def _write(self, verb: Callable[[Workspace], Changes]) -> None:
        self._say_wrong("")
        notice = m_("Changed how reports look")
        self.ctx.write(self, verb, lambda _: None, changes=lambda changes: changes, failed=self._refused, notice=notice)

    def _refused(self, error: CouncilError) -> None:
        self._say_wrong(in_words(self.t, error))

    def _say_wrong(self, sentence: str) -> None:
        self.wrong.say(sentence)
        self.wrong.setVisible(bool(sentence))


def _read(workspace: Workspace) -> _Read:
    return _Read(brand_of(workspace=workspace), company_of(workspace=workspace))


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        why = m_("the picture cannot be read ({reason})", reason=error.strerror or "")
        raise CouncilError(path.name, why, m_("Choose another file.")) from error
