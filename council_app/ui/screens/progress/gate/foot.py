"""The foot of the gate: who signs the post off, its way out as files, and where it is out."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout

from council_app.i18n import Translator
from council_app.services.posts import GeneratorName, OutFacts, PostFacts
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.feedback import Icon
from council_app.ui.core.text import Run, Surface, Text, runs
from council_app.ui.core.theme import Theme
from council_app.ui.screens.progress.gate.forms import Asked, ShortForm
from council_app.ui.screens.progress.words import today

GENERATORS: Mapping[GeneratorName, str] = {
    GeneratorName.HUGO: "Hugo",
    GeneratorName.JEKYLL: "Jekyll",
    GeneratorName.ELEVENTY: "Eleventy",
    GeneratorName.PELICAN: "Pelican",
    GeneratorName.HTML: "HTML",
    GeneratorName.WORDPRESS: "WordPress",
}
"""Their own names, in every language."""


class GateFoot(Surface):
    """What it can do now depends on the gate and on the sign-off; what it cannot, it says why.

    Attributes:
        generator: the one files are written for.
        whole: whether all languages of the post are.

    Signals:
        signing: a second person signs off (the names by name).
        export_asked: files are wanted.
        publishing: it is out (day and place by name).
        taking_down: it is not out any more (the `OutFacts`, and the day by name).
        opened: a form was opened in it.
    """

    signing = Signal(object)
    export_asked = Signal()
    publishing = Signal(object)
    taking_down = Signal(object, object)
    opened = Signal()

    def __init__(self, theme: Theme, t: Translator, author: str) -> None:
        super().__init__(theme, "canvas", "t")
        self._theme, self._t, self._author = theme, t, author
        self.generator, self.whole = GeneratorName.HUGO, True
        self._post: PostFacts | None = None
        self.form: ShortForm | None = None
        self._person = Text(theme, "", "small", "ink", wrap=True)
        self._out_line = Text(theme, "", "small", "ink2", wrap=True)
        self.sign = Button(theme, t("Sign off"), Role.LINK, height=28)
        self.out = Button(theme, t("It is out"), Role.LINK, height=28)
        self.down = Button(theme, t("It was taken down"), Role.LINK, height=28)
        self.export = Button(theme, "", Role.PRIMARY, height=36)
        self.export.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.more = Button(theme, "", Role.PLAIN, height=36, icon="chevron-down")
        self.more.setAccessibleName(t("Choose what to export for"))
        self.more.setToolTip(t("Choose what to export for"))
        self.more.setFixedWidth(40)
        self._connect()
        self._lay_out()
        self._name_export()

    def _connect(self) -> None:
        self.sign.clicked.connect(self.open_sign)
        self.out.clicked.connect(self.open_out)
        self.down.clicked.connect(self.open_down)
        self.export.clicked.connect(self.export_asked)
        self.more.clicked.connect(self.open_menu)

    def _lay_out(self) -> None:
        person = QHBoxLayout()
        person.setSpacing(9)
        person.addWidget(Icon(self._theme, "user-check", "ink2"), 0, Qt.AlignmentFlag.AlignTop)
        person.addWidget(self._person, 1)
        ways = QHBoxLayout()
        ways.setSpacing(12)
        for button in (self.sign, self.out, self.down):
            ways.addWidget(button)
        ways.addStretch(1)
        export = QHBoxLayout()
        export.setSpacing(6)
        export.addWidget(self.export, 1)
        export.addWidget(self.more)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 11, 16, 13)
        self._column.setSpacing(4)
        self._column.addLayout(person)
        self._column.addWidget(self._out_line)
        self._column.addLayout(ways)
        self._column.addLayout(export)

    # -- what is shown

    def show_post(self, post: PostFacts, *, changed: bool) -> None:
        """Show who signed it, and where it is out; `changed` when somebody typed since."""
        other = self._post is None or self._post.ref.id != post.ref.id
        self._post = post
        if other:
            self.close_form()
        self._person.show_runs(self._signed(post, changed=changed))
        out = self._out_now
        t = self._t
        said = t("Out since {day}: {place}", day=t.date(out.day, style="medium"), place=out.place) if out is not None else ""
        self._out_line.say(said)
        self._out_line.setVisible(out is not None)
        self._show_ways()

    def _show_ways(self) -> None:
        """What can be done; not while a form asks about one of them."""
        for button in (self.sign, self.out, self.down):
            button.setVisible(self.form is None and (button is not self.down or self._out_now is not None))

    @property
    def _out_now(self) -> OutFacts | None:
        outs = self._post.outs if self._post is not None else ()
        return next((out for out in reversed(outs) if out.down_on is None), None)

    def _signed(self, post: PostFacts, *, changed: bool) -> tuple[Run, ...]:
        t, signed = self._t, post.signoff
        if signed is None:
            return runs(t("Second person: not signed yet"))
        name = t("{name} signed on {day}", name="\0", day=t.date(signed.at.astimezone().date(), style="medium"))
        if not signed.live or changed:
            name = t("{name} signed an earlier text, not this one", name="\0")
        before, _, after = name.partition("\0")
        return tuple(run for run in (Run(before), Run(signed.by, 600), Run(after)) if run.text)

    def let(self, *, held: str, signable: str, outable: str) -> None:
        """What can be done, and why not: to export, to sign off, to record as out."""
        self.export.refuse(held)
        self.sign.refuse(signable)
        self.out.refuse(outable)

    def _name_export(self) -> None:
        self.export.rename(self._t("Export for {generator}", generator=GENERATORS[self.generator]))

    def first_focus(self) -> Button:
        """What can be done next."""
        return next((button for button in (self.export, self.sign, self.out) if button.isEnabled()), self.more)

    # -- choosing what to export for

    def open_menu(self) -> QMenu:
        """Offer the generators, and all languages or this one."""
        menu = QMenu(self.more)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for generator, name in GENERATORS.items():
            action = self._checkable(menu, name, on=generator is self.generator)
            action.triggered.connect(lambda _=False, chosen=generator: self.choose(chosen))
        menu.addSeparator()
        whole = self._checkable(menu, self._t("All languages of the post"), on=self.whole)
        whole.triggered.connect(lambda on: setattr(self, "whole", on))
        menu.popup(self.more.mapToGlobal(QPoint(self.more.width() - menu.sizeHint().width(), -menu.sizeHint().height() - 2)))
        return menu

    def _checkable(self, menu: QMenu, words: str, *, on: bool) -> QAction:
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(on)
        return action

    def choose(self, generator: GeneratorName) -> None:
        """Write files for another generator."""
        self.generator = generator
        self._name_export()

    # -- forms

    def open_sign(self) -> None:
        """Ask for both names."""
        t, post = self._t, self._post
        wrote = post.signoff.wrote if post is not None and post.signoff is not None else self._author
        asked = (
            Asked("by", t("Second person"), t("Who read it and answers for it.")),
            Asked("wrote", t("Written by"), value=wrote),
        )
        form = self._open(ShortForm(self._theme, t, asked, t("Sign off")))
        form.sent.connect(self.signing)

    def open_out(self) -> None:
        """Ask since when it is out, and where."""
        t = self._t
        asked = (
            Asked("place", t("Where"), t("Its address, or the name of the place.")),
            Asked("day", t("Since"), t("Year-month-day."), today().isoformat()),
        )
        form = self._open(ShortForm(self._theme, t, asked, t("Record it")))
        form.sent.connect(self.publishing)

    def open_down(self) -> None:
        """Ask since when it is not out any more."""
        t, out = self._t, self._out_now
        if out is None:
            return
        asked = (Asked("day", t("Taken down on"), t("Year-month-day."), today().isoformat()),)
        form = self._open(ShortForm(self._theme, t, asked, t("Record it")))
        form.sent.connect(lambda values: self.taking_down.emit(out, values))

    def _open(self, form: ShortForm) -> ShortForm:
        self.close_form()
        self.form = form
        form.left.connect(self.close_form)
        self._column.insertWidget(2, form)
        self._show_ways()
        form.show()
        form.begin()
        self.opened.emit()
        return form

    def close_form(self) -> None:
        """Put the open form away."""
        form, self.form = self.form, None
        if form is not None:
            had = form.isAncestorOf(form.window().focusWidget() or self)
            form.hide()
            form.deleteLater()
            self._show_ways()
            if had:
                self.sign.setFocus(Qt.FocusReason.TabFocusReason)

    def fail(self, sentence: str, line: str = "") -> bool:
        """Say a refusal in the open form; False when none is open."""
        if self.form is None:
            return False
        self.form.fail(sentence, line)
        return True
