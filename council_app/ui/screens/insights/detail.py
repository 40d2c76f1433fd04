"""One insight to read: the claim, the people behind it, what that says about others, their words, and what contradicts."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from council_app.domain.evidence import not_counted
from council_app.i18n import Translator
from council_app.services.insights import InsightDetail
from council_app.ui.core.feedback import Icon
from council_app.ui.core.strips import PeopleStrip
from council_app.ui.core.text import Hairline, Surface, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.insights.claim import Claim
from council_app.ui.screens.insights.evidence.card import INSET, QuoteCard
from council_app.ui.screens.insights.evidence.section import Section, Shown
from council_app.ui.screens.insights.reach import Reach, markets, whole

_WIDEST = 760


class DetailPane(Surface):
    """The reading column. What was open stays open while the same insight is read again.

    Attributes:
        detail: the insight on show.
        refusal: why nothing can be changed, "" when it can.
        most: how many notes of each side were read at most; None is all of them.

    Signals:
        claim_kept: another claim (as typed).
        rate_chosen: compare with 1 in so many (an int or None).
        adding: more evidence is wanted (against).
        turned: a note is to stand on a side (its id, against).
        taken: a note is no evidence (its id).
        tag_taken: a tag is no evidence (its path).
        opened: a note is wanted in Tagging (its id).
        dropped: notes were let go (their ids, against).
        more_asked: so many notes of each side are to be read.
    """

    claim_kept = Signal(str)
    rate_chosen = Signal(object)
    adding = Signal(bool)
    turned = Signal(str, bool)
    taken = Signal(str)
    tag_taken = Signal(str)
    opened = Signal(str)
    dropped = Signal(object, bool)
    more_asked = Signal(int)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "sheet")
        self._theme, self._t = theme, t
        self.refusal = ""
        self.most: int | None = None
        self.detail: InsightDetail | None = None
        self._later: InsightDetail | None = None
        self.claim: Claim | None = None
        self.reach: Reach | None = None
        self.sections: dict[bool, Section] = {}
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)

    def clear(self) -> None:
        """Nothing is at hand."""
        self.detail = self._later = self.claim = self.reach = None
        self.sections = {}
        self._scroll.setWidget(QWidget())

    def show_insight(self, detail: InsightDetail) -> None:
        """Show an insight: another one from its beginning, the same one where it was; while its claim is typed over, afterwards."""
        same = self.detail is not None and self.detail.card.facts.key == detail.card.facts.key
        if self.claim is not None and self.claim.editing and same:
            self._later = detail
            return
        if detail == self.detail:
            return
        at = self._scroll.verticalScrollBar().value() if same else 0
        pages = {against: section.first for against, section in self.sections.items()} if same else {}
        focused = self._focused() if same else None
        self.detail, self._later = detail, None
        self._scroll.setWidget(self._page(detail, pages))
        self._scroll.setAccessibleName(detail.card.facts.title_in(self._t.tag))
        if focused is not None:
            self._focus_again(*focused)
        QTimer.singleShot(0, self, lambda: self._scroll.verticalScrollBar().setValue(at))

    def _page(self, detail: InsightDetail, pages: dict[bool, int | None]) -> QWidget:
        page = QWidget()
        page.setProperty("scrolled", "true")
        page.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(page)  # quotes are set in by as much as everything else is here
        column.setContentsMargins(28 - INSET, 20, 20 - INSET, 28)
        column.setSpacing(0)
        said = QVBoxLayout()
        said.setContentsMargins(INSET, 0, INSET, 10)
        said.setSpacing(0)
        self._add_head(said, detail)
        self._add_reach(said, detail)
        column.addLayout(said)
        for against in (False, True):
            section = self._section(against=against)
            section.show_notes(self._shown(detail, against=against), pages.get(against))
            column.addWidget(section)
            column.addSpacing(8)
        column.addStretch(1)
        return page

    def _shown(self, detail: InsightDetail, *, against: bool) -> Shown:
        card = detail.card
        notes, tags = (detail.against, detail.tags_against) if against else (detail.supporting, detail.tags)
        counted = card.against if against else card.evidence
        return Shown(notes, tags, counted.notes, counted.notes + counted.withheld, self.most is not None and len(notes) >= self.most)

    def _add_reach(self, column: QVBoxLayout, detail: InsightDetail) -> None:
        card = detail.card
        self.reach = Reach(self._theme, self._t, card.likelihood, card.facts.one_in, refusal=self.refusal)
        self.reach.rate_chosen.connect(self.rate_chosen)
        column.addWidget(self.reach)
        if len(detail.by_market) > 1:
            column.addSpacing(10)
            column.addWidget(markets(self._theme, self._t, detail.by_market))
        if detail.withheld:
            column.addSpacing(10)
            column.addLayout(self._withheld(detail.withheld))

    def _add_head(self, column: QVBoxLayout, detail: InsightDetail) -> None:
        theme, t, facts = self._theme, self._t, detail.card.facts
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(Text(theme, facts.key, "small", weight=600))
        where = [facts.stage or facts.journey, t("moment of truth") if facts.stage_critical else ""]
        top.addWidget(Text(theme, ", ".join(part for part in where if part), "small", "ink3", elide=True), 1)
        if facts.promise:
            said = t("breaks {promise}", promise=t.quote(facts.promise))
            breaks = Text(theme, said, "small", "ink3", elide=True, align=Qt.AlignmentFlag.AlignRight)
            breaks.setToolTip(breaks.text())
            top.addWidget(breaks, 1)
        column.addLayout(top)
        column.addSpacing(8)
        self.claim = Claim(theme, t, facts.title_in(t.tag), refusal=self.refusal)
        self.claim.kept.connect(self.claim_kept)
        self.claim.ended.connect(self._show_later)
        column.addWidget(self.claim)
        column.addSpacing(12)
        column.addLayout(self._people(detail))
        column.addSpacing(14)
        column.addWidget(Hairline(theme))
        column.addSpacing(14)

    def _people(self, detail: InsightDetail) -> QHBoxLayout:
        theme, evidence = self._theme, detail.card.evidence
        words = self._t.say(detail.card.likelihood.people())
        strip = PeopleStrip(theme)
        strip.show_people(unprompted=evidence.unprompted, prompted=evidence.prompted, attendees=evidence.attendees, words=words)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(strip)
        row.addWidget(Text(theme, words, "body", weight=500, wrap=True), 1)
        return row

    def _withheld(self, notes: int) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Icon(self._theme, "eye-off", "state.warn.text"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Text(self._theme, whole(self._t, not_counted(notes)), "small", "state.warn.text", wrap=True), 1)
        return row

    def _section(self, *, against: bool) -> Section:
        section = Section(self._theme, self._t, against=against, refusal=self.refusal)
        section.turned.connect(lambda note: self.turned.emit(note, not against))
        section.taken.connect(self.taken)
        section.opened.connect(self.opened)
        section.tag_taken.connect(self.tag_taken)
        section.adding.connect(lambda: self.adding.emit(against))
        section.dropped.connect(lambda notes: self.dropped.emit(notes, against))
        section.more_asked.connect(self.more_asked)
        section.stepped.connect(lambda step: self._step(step, against=against))
        self.sections[against] = section
        return section

    def _show_later(self) -> None:
        if self._later is not None:
            self.show_insight(self._later)

    # -- the keyboard

    def card_at_hand(self) -> QuoteCard | None:
        """The quote that has the keyboard."""
        focused = QApplication.focusWidget()
        return focused if isinstance(focused, QuoteCard) and self.isAncestorOf(focused) else None

    def to_quotes(self) -> None:
        """Give the keyboard to the first quote, or to the claim where there is none."""
        if not any(self.sections[against].enter(1) for against in (False, True) if against in self.sections) and self.claim is not None:
            self.claim.setFocus(Qt.FocusReason.TabFocusReason)

    def _step(self, step: int, *, against: bool) -> None:
        if against == (step < 0):
            self.sections[not against].enter(step)
        elif step < 0 and self.claim is not None:
            self.claim.setFocus(Qt.FocusReason.TabFocusReason)

    def _focused(self) -> tuple[bool, int, str] | None:
        """Where the keyboard is: side, place on it, and the note; the claim is place -1."""
        card = self.card_at_hand()
        if card is not None:
            return card.against, self.sections[card.against].cards.index(card), card.note.id
        focused = QApplication.focusWidget()
        return (False, -1, "") if focused is not None and self.isAncestorOf(focused) else None

    def _focus_again(self, against: bool, place: int, note: str) -> None:
        cards = self.sections[against].cards
        same = next((card for card in cards if card.note.id == note), None)
        beside = cards[min(place, len(cards) - 1)] if cards and place >= 0 else None
        target = same or beside or self.claim
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)
