"""What the commands of Insights do in the list and among the evidence: each is one method, found by its name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint

from council_app.ui.core.keys import key_text
from council_app.ui.screens.insights.evidence.finder import Finder, Wanted
from council_app.ui.screens.insights.gating import DETAIL_PANE, LIST_PANE, GateVerbs
from council_app.ui.screens.insights.opening import InsightPage
from council_app.ui.screens.insights.ordering import Order
from council_app.ui.screens.insights.ranking.panel import MatrixPanel
from council_app.ui.screens.insights.reading import InsightReader
from council_app.ui.screens.insights.visuals.page import PicturePage
from council_app.ui.screens.insights.visuals.pages import PICTURES
from council_app.ui.screens.insights.visuals.strip import VisualsStrip


class InsightVerbs(GateVerbs):
    """A screen with these parts; whoever makes them is the place itself."""

    matrix: MatrixPanel
    reader: InsightReader
    strip: VisualsStrip
    open_page: Callable[[str], None]

    # -- beside it

    def add_strip(self) -> None:
        """The pictures of the insight at hand, below its gate."""
        self.strip = VisualsStrip(self.ctx)
        self.strip.edit_asked.connect(self.draw_on)
        self.gate.add_below(self.strip)

    def show_beside(self, key: str) -> None:
        """Show where an insight stands and its pictures; "" is none."""
        self.matrix.show_insight(key)
        self.strip.show_insight(key)

    def draw_on(self, visual: str) -> None:
        """Lay the page over the place that draws on a picture (its id)."""
        self.open_page(PICTURES)
        if isinstance(self.pile.top, PicturePage):
            self.pile.top.show_visual(visual)

    @property
    def unfinished(self) -> tuple[str, ...]:
        """What was typed on the page that lies over the place, and never sent off."""
        top = self.pile.top
        return top.unfinished if isinstance(top, InsightPage) else ()

    # -- the list

    def find_words(self) -> None:
        """Look for words."""
        self.show_pane(LIST_PANE)
        self.left.head.seek()

    def open_filters(self) -> None:
        """Offer what the list can be narrowed by."""
        self.show_pane(LIST_PANE)
        self.left.head.open_filters()

    def open_orders(self) -> None:
        """Offer the orders."""
        self.show_pane(LIST_PANE)
        self.left.head.open_orders()

    def order_by(self, order: str) -> None:
        """Put the list in an order, standing on the same insight."""
        self.model.order_by(Order(order))
        self.left.head.show_order(Order(order))
        self.read_ranks()
        self.left.stand_on(self.key)

    def read_ranks(self) -> None:
        """Where insights stand by expected value, where that is the order and the matrix does not tell it."""
        if self.model.order is Order.VALUE and not self.matrix.isVisible():
            self.reader.read_ranks()

    def toggle_ready(self) -> None:
        """Show what can be delegated, or all again."""
        self.left.head.toggle_ready()

    def clear_filter(self) -> None:
        """Show all insights."""
        self.left.head.clear()
        self.to_list()

    def toggle_everywhere(self) -> None:
        """Count all councils, or the session at hand alone."""
        self.reader.everywhere = not self.reader.everywhere
        self.left.head.show_everywhere(everywhere=self.reader.everywhere)
        self.matrix.count_everywhere(everywhere=self.reader.everywhere)
        self.reload()

    def new_insight(self) -> None:
        """Make one: of its title, or from a tag."""
        t = self.t
        if not self._may_write():
            return
        wanted = Wanted(
            t("What did people say, in one sentence?"),
            t("{key} makes it; a tag brings its notes along", key=key_text("Return")),
            notes=False,
            makes=lambda typed: t("New insight: {title}", title=typed),
            stays=False,
        )
        finder = Finder(self.ctx, wanted)
        finder.setParent(self, finder.windowFlags())
        finder.typed_chosen.connect(lambda title: self.verbs.new(title))
        finder.tag_chosen.connect(lambda path, name: self.verbs.new(name, path))
        finder.open_over(self, QPoint(8, 44))

    def remove_insight(self) -> None:
        """Remove the one at hand; undo brings it back."""
        row = self.model.row_of(self.key)
        if row >= 0 and self._may_write():
            self.verbs.remove(self.model.card(row).facts.title_in(self.t.tag))

    # -- what it rests on

    def edit_claim(self) -> None:
        """Type over the claim."""
        if self.detail.claim is not None and self._may_write():
            self.show_pane(DETAIL_PANE)
            self.detail.claim.open()

    def keep_claim(self, typed: str) -> None:
        """The claim in the words of this language, where it is worded for it; else the title itself."""
        row = self.model.row_of(self.key)
        if row < 0:
            return
        facts = self.model.card(row).facts
        language = self.t.tag.split("-")[0]
        worded = next((tag for tag in (self.t.tag, *sorted(facts.wording)) if tag in facts.wording and tag.split("-")[0] == language), None)
        self.verbs.edit({"title": typed} if worded is None else {"wording": {**facts.wording, worded: typed}})

    def add_evidence(self) -> None:
        """Find notes and tags by typing."""
        self.find_evidence(against=False)

    def add_against(self) -> None:
        """Find what contradicts it."""
        self.find_evidence(against=True)

    def find_evidence(self, *, against: bool) -> None:
        """Find notes and tags by typing, for one side."""
        t, shown = self.t, self.detail.detail
        if shown is None or not self._may_write():
            return
        self.show_pane(DETAIL_PANE)
        named = t("Find notes and tags that contradict it") if against else t("Find notes and tags it rests on")
        hint = t("{key} adds and stays for the next one, Esc closes", key=key_text("Return"))
        notes, tags = (shown.against, shown.tags_against) if against else (shown.supporting, shown.tags)
        finder = Finder(self.ctx, Wanted(named, hint), there=(*(note.id for note in notes), *tags))
        finder.setParent(self, finder.windowFlags())
        finder.note_chosen.connect(lambda note: self.verbs.add((note,), against=against))
        finder.tag_chosen.connect(lambda path, _name: self.verbs.add_tag(path, against=against))
        finder.open_over(self.detail, QPoint(20, 60))

    def to_quotes(self) -> None:
        """Give the keyboard to the evidence."""
        self.show_pane(DETAIL_PANE)
        self.detail.to_quotes()

    def turn_note(self) -> None:
        """Turn the note that has the keyboard."""
        card = self.detail.card_at_hand()
        if card is not None:
            self.verbs.turn(card.note.id, against=not card.against)

    def take_note(self) -> None:
        """Take the note that has the keyboard out of the evidence."""
        card = self.detail.card_at_hand()
        if card is not None:
            self.verbs.take(card.note.id)

    def open_note(self) -> None:
        """Open the note that has the keyboard in Tagging."""
        card = self.detail.card_at_hand()
        if card is not None:
            self.ctx.note_asked.emit(card.note.id)

    def choose_rate(self) -> None:
        """Choose what to compare with."""
        self.show_pane(DETAIL_PANE)
        if self.detail.reach is not None and self.detail.reach.rate.isVisible():
            self.detail.reach.open_rates()
