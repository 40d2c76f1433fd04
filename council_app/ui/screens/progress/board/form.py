"""Everything that is said of one delivery, in one column; what is typed is kept when its field is left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLineEdit, QPlainTextEdit, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from council_app.domain.deliveries import STATUS_WORDS, Part
from council_app.domain.dues import due_of
from council_app.domain.enums import DeliveryStatus
from council_app.domain.records import DeliveryFacts
from council_app.i18n import Translator
from council_app.services.deliveries import DeliveryDetail
from council_app.ui.core.buttons import Button, Role, Segment
from council_app.ui.core.field import Field, line_edit
from council_app.ui.core.header import PanelHeader
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Hairline, Surface, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.progress.board.parts import HistoryList, Remarks, SentenceEdit
from council_app.ui.screens.progress.board.words import PARTS, delegated, language, reason_label

_LINES = (Part.SINCE, Part.OWNER, Part.SCOPE, Part.DUE, Part.PROOF, Part.REASON)
_PAD = 20


class DeliveryForm(Surface):
    """The form.

    Signals:
        said: something is to be kept (part -> value).
        left: the board is wanted again.
        removing: the line is to be taken off the board.
        taking_back: a change is to be taken back (its id).
        insight_asked: the insight is wanted (its key).
    """

    said = Signal(object)
    left = Signal()
    removing = Signal()
    taking_back = Signal(str)
    insight_asked = Signal(str)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "canvas")
        self._theme, self._t = theme, t
        self.detail: DeliveryDetail | None = None
        self._warned = False
        self.title = Text(theme, "", "place", wrap=True)
        self.tickets = Text(theme, "", "small", "ink2", wrap=True)
        self.insight = Button(theme, t("Show the insight"), Role.LINK, height=28)
        self.steps = self._make_steps()
        self.remarks = Remarks(theme, t)
        self.edits: dict[Part, QLineEdit] = {part: line_edit(theme) for part in _LINES}
        self.fields: dict[Part, Field] = dict(self._make_fields())
        self.wordings: dict[str, SentenceEdit] = {}
        self._wording_fields: dict[str, Field] = {}
        self._words = QVBoxLayout()
        self._words.setSpacing(12)
        self.history = HistoryList(theme, t)
        self.remove = Button(theme, t("Take it off the board"), Role.QUIET, height=32, icon="trash-2")
        self._scroll = self._lay_out()
        self._connect()

    def _make_steps(self) -> dict[DeliveryStatus, Segment]:
        group = QButtonGroup(self)
        made = {status: Segment(self._theme, self._t.say(word)) for status, word in STATUS_WORDS.items()}
        for segment in made.values():
            segment.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            group.addButton(segment)
        return made

    def _make_fields(self) -> Iterator[tuple[Part, Field]]:
        t = self._t
        helps = {
            Part.SINCE: t("Year-month-day: 2026-05-31."),
            Part.SCOPE: t("Such as 300 customers in Manchester."),
            Part.DUE: t("A day, a month or a quarter: 2027-01-12, 2027-01, 2027-Q1."),
            Part.PROOF: t("A link that shows it."),
        }
        for part, edit in self.edits.items():
            yield part, Field(self._theme, t.say(PARTS[part]), edit, helps.get(part, ""))

    def _lay_out(self) -> QScrollArea:
        theme, t, page = self._theme, self._t, QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(_PAD, 16, _PAD, 20)
        column.setSpacing(12)
        column.addWidget(self.title)
        column.addWidget(self.tickets)
        column.addWidget(self.insight, 0, Qt.AlignmentFlag.AlignLeft)
        grid = QGridLayout()
        grid.setSpacing(4)
        for number, segment in enumerate(self.steps.values()):
            grid.addWidget(segment, number // 2, number % 2)
        column.addLayout(grid)
        column.addWidget(Text(theme, t("Keys on the board: 1 to 5 for the steps, D to decline."), "small", "ink3", wrap=True))
        column.addWidget(self.remarks)
        for field in self.fields.values():
            column.addWidget(field)
        column.addLayout(self._words)
        column.addWidget(Hairline(theme))
        column.addWidget(Text(theme, t("What was said of it"), "body", weight=600))
        column.addWidget(self.history)
        column.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        scroll = scroll_of(page)
        back = Button(theme, t("Back"), Role.QUIET, height=28, icon="arrow-left", key="Esc")
        back.clicked.connect(self.leave)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(PanelHeader(theme, t("What became of it"), margin=_PAD, extra=(back,)))
        inside.addWidget(scroll, 1)
        return scroll

    def _connect(self) -> None:
        for status, segment in self.steps.items():
            segment.clicked.connect(lambda _=False, wanted=status: self._step(wanted))
        for edit in self.edits.values():
            edit.editingFinished.connect(self.commit)
        self.remarks.asked.connect(self.go_to)
        self.history.taking_back.connect(self.taking_back)
        self.remove.clicked.connect(self.removing)
        self.insight.clicked.connect(lambda: self.insight_asked.emit(self.detail.line.facts.insight_key if self.detail else ""))
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.leave)

    # -- what is shown

    @property
    def delivery(self) -> str:
        """The id of the delivery on show, "" when there is none."""
        return self.detail.line.id if self.detail is not None else ""

    def show_detail(self, detail: DeliveryDetail, *, refusal: str) -> None:
        """Show a delivery; what is being typed into it stays."""
        line, facts = detail.line, detail.line.facts
        anew = self.delivery != line.id
        self.detail = detail
        self.title.say(line.title)
        self.tickets.say(delegated(detail.tickets, self._t))
        self.tickets.setVisible(bool(detail.tickets))
        self.steps[facts.status].setChecked(True)
        for segment in self.steps.values():
            segment.refuse(refusal)
        self.remove.refuse(refusal)
        self.remarks.show_remarks(line.needs, (*line.doubts, *detail.wordings))
        self._name_reason(facts.status)
        self.edits[Part.OWNER].setPlaceholderText("" if line.own_owner else line.owner)
        self._show_wordings(detail)
        for edit, text in self._texts(facts):
            self._put(edit, text, anew=anew)
            edit.setReadOnly(bool(refusal))
        self.history.show_changes(detail.history, refusal=refusal, anew=anew)
        self._chain()
        if anew:
            for field in self.fields.values():
                field.wrong("")
            self._scroll.verticalScrollBar().setValue(0)

    def _name_reason(self, status: DeliveryStatus) -> None:
        """Why something is declined stands in posts; what anything else waits for does not."""
        t, label = self._t, self._t.say(reason_label(status))
        if self.edits[Part.REASON].accessibleName() != label:
            declined = status is DeliveryStatus.DECLINED
            self.fields[Part.REASON].rename(label, t("Readers of posts see it.") if declined else t("Stays inside the company."))

    def _texts(self, facts: DeliveryFacts) -> Iterator[tuple[QLineEdit | SentenceEdit, str]]:
        for part, edit in self.edits.items():
            yield edit, _text_of(facts, part)
        for locale, words in self.wordings.items():
            yield words, facts.wording.get(locale, "")

    def _put(self, edit: QLineEdit | SentenceEdit, text: str, *, anew: bool) -> None:
        if (edit.hasFocus() and not anew) or _typed(edit) == text:
            return
        with QSignalBlocker(edit):
            edit.setText(text) if isinstance(edit, QLineEdit) else edit.setPlainText(text)

    def _show_wordings(self, detail: DeliveryDetail) -> None:
        """A field for each language the market publishes in."""
        if tuple(self.wordings) == detail.locales:
            return
        for field in self._wording_fields.values():
            field.hide()
            field.deleteLater()
        self.wordings = {locale: SentenceEdit(self._theme) for locale in detail.locales}
        self._wording_fields = {}
        for locale, edit in self.wordings.items():
            edit.left.connect(self.commit)
            label = self._t("Public wording, {language}", language=language(self._t, locale))
            self._wording_fields[locale] = Field(self._theme, label, edit)
            self._words.addWidget(self._wording_fields[locale])

    # -- where the keyboard is

    def _chain(self) -> None:
        """Tab goes down the page, whenever its pieces were made."""
        chain = (self.insight, *self.steps.values(), *self.remarks.buttons, *self.edits.values(), *self.wordings.values())
        chain = (*chain, *self.history.buttons.values(), self.remove)
        for before, after in pairwise(chain):
            self.setTabOrder(before, after)

    @property
    def first(self) -> QWidget:
        """Who gets the keyboard: the step it is on."""
        return self.steps[self.detail.line.status if self.detail is not None else DeliveryStatus.HEARD]

    def go_to(self, part: Part) -> None:
        """The field of a part, in sight and with the keyboard."""
        found: QWidget = self.edits.get(part) or (next(iter(self.wordings.values()), self.first) if part is Part.WORDING else self.first)
        found.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(found, 0, 60)

    # -- what is said

    def leave(self) -> None:
        """Keep what was typed, and go back to the board; a date that is none is shown first, and dropped the second time."""
        sound = self.commit()
        if sound or self._warned:
            self._warned = False
            self.left.emit()
        else:
            self._warned = True

    def commit(self) -> bool:
        """Keep every field that says something else than is known; False where one of them cannot be read."""
        detail = self.detail
        if detail is None:
            return True
        facts, values, sound = detail.line.facts, dict[Part, object](), True
        for part, edit in self.edits.items():
            text = edit.text().strip()
            if text == _text_of(facts, part):
                self.fields[part].wrong("")
                continue
            wrong = self._wrong(part, text)
            self.fields[part].wrong(wrong)
            sound = sound and not wrong
            if not wrong:
                values[part] = _date_of(text) if part is Part.SINCE else text
        worded = {locale: edit.toPlainText().strip() for locale, edit in self.wordings.items()}
        changed = {locale: words for locale, words in worded.items() if words != facts.wording.get(locale, "")}
        if changed:
            values[Part.WORDING] = changed
        if values and not self.edits[Part.SINCE].isReadOnly():
            self.said.emit(values)
        return sound

    def fail(self, values: Mapping[Part, object], sentence: str) -> bool:
        """Say at its field why something was refused; False where several things were said at once, or none of them has a field."""
        parts = [part for part in values if part in self.fields]
        if len(values) == 1 and parts:
            self.fields[parts[0]].wrong(sentence)
            return True
        worded = values.get(Part.WORDING)
        if len(values) == 1 and isinstance(worded, Mapping) and len(worded) == 1:
            self._wording_fields[next(iter(worded))].wrong(sentence)
            return True
        return False

    @property
    def unfinished(self) -> tuple[str, ...]:
        """Words that were typed and not kept yet."""
        if self.detail is None:
            return ()
        known = [(_typed(edit).strip(), text.strip()) for edit, text in self._texts(self.detail.line.facts)]
        return tuple(typed for typed, text in known if typed and typed != text)

    def _wrong(self, part: Part, text: str) -> str:
        """Why a text cannot be kept, "" where it can."""
        if part is Part.SINCE and text and _date_of(text) is None:
            return self._t("This is no date: write 2026-05-31.")
        if part is Part.DUE and text and due_of(text) is None:
            return self._t("This is no date: write 2027-01-12, 2027-01 or 2027-Q1.")
        return ""

    def _step(self, status: DeliveryStatus) -> None:
        self.commit()
        self.said.emit({Part.STATUS: status})


def _text_of(facts: DeliveryFacts, part: Part) -> str:
    if part is Part.SINCE:
        return facts.since.isoformat() if facts.since is not None else ""
    return " ".join(str(getattr(facts, part)).split())


def _typed(edit: QLineEdit | QPlainTextEdit) -> str:
    return edit.text() if isinstance(edit, QLineEdit) else edit.toPlainText()


def _date_of(text: str) -> date | None:
    due = due_of(text)
    return due.begins if due is not None and due.begins == due.ends else None
