"""All that can be said about one tag, as a form: each field is kept when it is left, and taken back with Undo."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from council_app.domain.codebook import CodebookTag
from council_app.services.tag_colours import palette
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.context import AppContext
from council_app.ui.core.field import Field, line_edit, text_edit
from council_app.ui.core.flow import FlowLayout
from council_app.ui.core.text import Surface, Text
from council_app.ui.screens.tagging.codebook.menu import COLOUR_WORDS
from council_app.ui.screens.tagging.codebook.store import Codebook
from council_app.ui.screens.tagging.codebook.swatch import Swatch
from council_app.ui.screens.tagging.codebook.verbs import TagVerbs

_WIDE = 520


class TagForm(Surface):
    """The form of the tag at hand."""

    def __init__(self, ctx: AppContext, codebook: Codebook, verbs: TagVerbs) -> None:
        super().__init__(ctx.theme, "sheet")
        self._ctx, self._t, self._codebook, self._verbs = ctx, ctx.t, codebook, verbs
        self._tag: CodebookTag | None = None
        theme, t = ctx.theme, ctx.t
        self.name, self.letter, self.synonyms = line_edit(theme), line_edit(theme), line_edit(theme)
        self.definition = text_edit(theme, lines=4)
        self.letter.setMaxLength(1)
        self.under = Button(theme, "", Role.PLAIN, height=32, after="chevron-down")
        self.under.clicked.connect(self._choose_parent)
        self.merge = Button(theme, t("Merge into"), Role.PLAIN, height=32)
        self.merge.clicked.connect(self._choose_merge)
        self.delete = Button(theme, t("Delete"), Role.PLAIN, height=32, icon="trash-2")
        self.delete.clicked.connect(self._delete)
        self.uses = Text(theme, "", "small", "ink2", wrap=True)
        self.swatches = self._make_swatches()
        self._lay_out()
        self.name.editingFinished.connect(self._keep_name)
        self.letter.editingFinished.connect(self._keep_letter)
        self.synonyms.editingFinished.connect(self._keep_synonyms)

    def _make_swatches(self) -> tuple[Swatch, ...]:
        self._group = QButtonGroup(self)
        made = []
        for (light, _dark), words in zip(palette(), COLOUR_WORDS, strict=True):
            swatch = Swatch(self._ctx.theme, light, self._t.say(words))
            swatch.clicked.connect(lambda _=False, colour=light: self._keep_colour(colour))
            self._group.addButton(swatch)
            made.append(swatch)
        return tuple(made)

    def _lay_out(self) -> None:
        theme, t = self._ctx.theme, self._t
        inside = QWidget()
        inside.setProperty("scrolled", "true")
        inside.setMaximumWidth(_WIDE + 40)
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(14)
        column.addWidget(Field(theme, t("Name"), self.name))
        column.addWidget(Field(theme, t("Definition"), self.definition, t("What belongs here, and what does not."), width=_WIDE))
        column.addWidget(Field(theme, t("Synonyms"), self.synonyms, t("With commas between; the tag is found by them."), width=_WIDE))
        column.addWidget(self._colours())
        letter_help = t("One letter; it puts the tag on while the list has the keyboard.")
        column.addWidget(Field(theme, t("Letter"), self.letter, letter_help))
        column.addWidget(Field(theme, t("Below"), self.under))
        column.addWidget(self.uses)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.merge)
        row.addWidget(self.delete)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scroll)

    def _colours(self) -> QWidget:
        box = QWidget()
        flow = FlowLayout(box, gap=4, line_gap=4)
        for swatch in self.swatches:
            flow.addWidget(swatch)
        return Field(self._ctx.theme, self._t("Colour"), box, width=_WIDE)

    # -- what is shown

    def show_tag(self, tag: CodebookTag | None) -> None:
        """Show a tag; a field that has the keyboard keeps what is typed into it."""
        another = self._tag is None or tag is None or self._tag.id != tag.id
        if another:
            self._keep_definition()
        self._tag = tag
        self.setEnabled(tag is not None and self._verbs.writes)
        if tag is None:
            return
        t = self._t
        fields = ((self.name, tag.name), (self.letter, tag.shortcut), (self.synonyms, ", ".join(tag.synonyms)))
        for box, words in fields:
            if another or not box.hasFocus():
                box.setText(words)
        if another or not self.definition.hasFocus():
            self.definition.setPlainText(tag.definition)
        above = self._codebook.tag(tag.parent) if tag.parent is not None else None
        self.under.rename(above.path if above is not None else t("nothing: at the top"))
        self.uses.say(
            uses_of(
                tag, t.n("{count} note", "{count} notes", tag.branch_notes), t.n("{count} highlight", "{count} highlights", tag.highlights)
            )
        )
        self._group.setExclusive(False)
        for swatch in self.swatches:
            swatch.setChecked(swatch.colour == tag.colour.lower())
        self._group.setExclusive(True)

    # -- keeping

    def keep(self) -> None:
        """Keep what stands in the fields."""
        for keep in (self._keep_name, self._keep_letter, self._keep_synonyms, self._keep_definition):
            keep()

    # What was sent off once is not sent again by the field that is left a moment later: the tag here is as it will be.

    def _keep_name(self) -> None:
        name = self.name.text().strip()
        if self._tag is not None and name not in ("", self._tag.name):
            self._verbs.set_name(self._tag.id, name)
            self._tag = replace(self._tag, name=name)

    def _keep_letter(self) -> None:
        letter = self.letter.text().strip().casefold()
        if self._tag is not None and letter != self._tag.shortcut:
            self._verbs.set_letter(self._tag.id, letter)
            self._tag = replace(self._tag, shortcut=letter)

    def _keep_synonyms(self) -> None:
        typed = self.synonyms.text()
        words = tuple(word.strip() for word in typed.split(",") if word.strip())
        if self._tag is not None and words != self._tag.synonyms:
            self._verbs.set_synonyms(self._tag.id, typed)
            self._tag = replace(self._tag, synonyms=words)

    def _keep_definition(self) -> None:
        words = self.definition.toPlainText().strip()
        if self._tag is not None and words != self._tag.definition.strip():
            self._verbs.define(self._tag.id, words)
            self._tag = replace(self._tag, definition=words)

    def _keep_colour(self, colour: str) -> None:
        if self._tag is not None and colour != self._tag.colour.lower():
            self._verbs.set_colour(self._tag.id, colour)

    def _choose_parent(self) -> None:
        if self._tag is not None:
            self._verbs.choose_parent(self._tag.id, self.under, QPoint(0, 34))

    def _choose_merge(self) -> None:
        if self._tag is not None:
            self._verbs.choose_merge(self._tag.id, self.merge, QPoint(0, 34))

    def _delete(self) -> None:
        if self._tag is not None:
            self._verbs.delete(self._tag.id)


def uses_of(tag: CodebookTag, notes: str, highlights: str) -> str:
    """How much rests on a tag."""
    return f"{notes}, {highlights}" if tag.highlights else notes
