"""What settles a point of the gate: other words, another quote, a delivery to stand on; done in the text, where it can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from council_app.domain.enums import SaidKind
from council_app.domain.held import Rule
from council_app.domain.posts import Said
from council_app.domain.posts.composing import escaped
from council_app.domain.remedies import RemedyKind
from council_app.domain.text import sentence_around
from council_app.i18n import translator
from council_app.services.posts import DeliveryName, QuoteChoice, quotes_for
from council_app.ui.core.choosing import Choice, ChoicePicker
from council_app.ui.core.context import AppContext
from council_app.ui.core.picking import Look
from council_app.ui.screens.progress.draft.pane import DraftPane
from council_app.ui.screens.progress.gate.points import Point

_QUOTES = 560


class Settling(QObject):
    """Changes the text of the post on show.

    Attributes:
        deliveries: what a sentence of it may stand on.
    """

    def __init__(self, ctx: AppContext, pane: DraftPane) -> None:
        super().__init__(pane)
        self._ctx, self._t, self._pane = ctx, ctx.t, pane
        self.deliveries: tuple[DeliveryName, ...] = ()

    def settle(self, point: Point) -> None:
        """Do what the remedy says; where it can only be done by hand, stand there."""
        kind = point.remedy.kind
        if point.span is None or (point.held.block < 0 and kind is not RemedyKind.TAKE_OUT):
            self.show_place(point)
        elif kind is RemedyKind.WRITE:
            self._write(point, *point.span)
        elif kind is RemedyKind.ANOTHER_QUOTE:
            self._offer_quotes(point, *point.span)
        elif kind is RemedyKind.LINK:
            self.offer_deliveries(*point.span)
        else:
            self._take_out(point, *point.span)

    def show_place(self, point: Point) -> None:
        """Choose its words."""
        if point.span is not None:
            self._pane.go_to(*point.span)
        else:
            self._pane.go_to_line(point.line, point.held.start, point.held.end)

    # -- the status in words

    def _write(self, point: Point, starts: int, ends: int) -> None:
        """The sentence that says too much gives way to the status; what it is about stays, or is named."""
        said = self._said(SaidKind.DELIVERY, starts, ends)
        delivery = next((one for one in self.deliveries if said is not None and one.id == said.source), None)
        if said is None or delivery is None:
            self._pane.go_to(starts, ends)
            return
        text = self._pane.written.text
        whole = (starts, ends) == (said.starts, said.ends)
        first, last = self._last_sentence(said) if whole else self._sentence(starts, ends, said)
        words = self._instead(text, said, (first, last), delivery, point.remedy.words, whole=whole)
        gap = " " if first > said.starts and not text[first].isspace() else ""
        words = f"{text[first] if text[first].isspace() else gap}{escaped(words)}"
        self._pane.edit.replace(first, last, words)
        end = said.ends - (last - first) + len(words)
        self._pane.link(replace(said, ends=end, status=delivery.status))
        self._pane.go_to(first + 1 if words[:1] == " " else first, first + len(words))

    def _instead(self, text: str, said: Said, place: tuple[int, int], delivery: DeliveryName, status: str, *, whole: bool) -> str:
        """What stands in place of a sentence of a claim: its status, and what it is about where nothing else says so."""
        first, last = place
        rest = f"{text[said.starts : first]} {text[last : said.ends]}"
        if whole:  # written for another status: a single sentence stays, and says how it stands
            return status if rest.strip() else f"{_ended(text[first:last])} {status}"
        if escaped(status) in rest:
            return _ended(delivery.title)
        return status if rest.strip() else f"{_ended(delivery.title)} {status}"

    def _sentence(self, starts: int, ends: int, said: Said) -> tuple[int, int]:
        inside = self._pane.written.text[said.starts : said.ends]
        first, last = sentence_around(inside, max(0, starts - said.starts), min(len(inside), ends - said.starts))
        return said.starts + first, said.starts + last

    def _last_sentence(self, said: Said) -> tuple[int, int]:
        """Where the writer of drafts says the status."""
        return self._sentence(said.ends - 1, said.ends, said)

    def _said(self, kind: SaidKind, starts: int, ends: int) -> Said | None:
        return next((one for one in self._pane.written.said if one.kind is kind and one.starts < ends and starts < one.ends), None)

    # -- another quote

    def _offer_quotes(self, point: Point, starts: int, ends: int) -> None:
        said, post = self._said(SaidKind.QUOTE, starts, ends), self._pane.post
        if said is None or post is None:
            self._take_out(point, starts, ends)
            return
        self._ctx.read(
            self,
            lambda workspace: quotes_for(workspace=workspace, id=post.ref.id, source=said.source),
            lambda found: self._show_quotes(found, said),
        )

    def _show_quotes(self, found: Sequence[QuoteChoice], said: Said) -> None:
        t = self._t
        look = Look(t("Another quote"), t("Find a quote"), hint=t("Each may be quoted in public."), width=_QUOTES)
        choices = [Choice(one.note, one.text) for one in found]
        picker = self._opened(ChoicePicker(self._ctx.theme, look, choices), said.starts)
        picker.chosen.connect(lambda note: self._quote(next(one for one in found if one.note == note), said))

    def _quote(self, quote: QuoteChoice, said: Said) -> None:
        """The words of another note in place of a quote; set apart or within a sentence, as that was."""
        post, text = self._pane.post, self._pane.written.text
        before = text[said.starts : said.ends]
        words = escaped(quote.text)
        if before.startswith(">"):
            words = f"> {words}"
        elif post is not None and before and not before[0].isalnum():
            t = translator(post.ref.locale)
            words = t.quote(words)
        self._pane.edit.replace(said.starts, said.ends, words)
        self._pane.link(Said(SaidKind.QUOTE, quote.note, said.starts, said.starts + len(words), None, quote.lang))
        self._pane.go_to(said.starts, said.starts + len(words))

    # -- a delivery

    def offer_deliveries(self, starts: int, ends: int) -> None:
        """Offer what the sentence around these words may stand on."""
        t = self._t
        look = Look(t("Link a delivery"), t("Find a delivery"), rows=t("Deliveries"), width=_QUOTES)
        choices = [Choice(one.id, one.title, one.standing) for one in self.deliveries]
        picker = self._opened(ChoicePicker(self._ctx.theme, look, choices), starts)
        picker.chosen.connect(lambda chosen: self._link(chosen, starts, ends))

    def _link(self, chosen: str, starts: int, ends: int) -> None:
        delivery = next(one for one in self.deliveries if one.id == chosen)
        text = self._pane.written.text
        before, after = text.rfind("\n\n", 0, starts) + 2 if "\n\n" in text[:starts] else 0, text.find("\n\n", ends)
        paragraph = text[before : after if after >= 0 else len(text)]
        first, last = sentence_around(paragraph, starts - before, ends - before)
        first += len(paragraph[first:last]) - len(paragraph[first:last].lstrip())
        last -= len(paragraph[first:last]) - len(paragraph[first:last].rstrip())
        self._pane.link(Said(SaidKind.DELIVERY, chosen, before + first, before + last, delivery.status))
        self._pane.go_to(before + last, before + last)

    def _opened(self, picker: ChoicePicker, at: int) -> ChoicePicker:
        """Below the words it is about."""
        edit = self._pane.edit
        self._pane.go_to(at, at)
        place = edit.mapTo(self._pane, edit.viewport().mapTo(edit, edit.cursorRect().bottomLeft())) + QPoint(0, 8)
        over: QWidget = self._pane
        picker.setParent(over, picker.windowFlags())
        picker.open_over(over, QPoint(28, min(max(place.y(), 40), max(40, over.height() - 160))))
        return picker

    # -- without it

    def _take_out(self, point: Point, starts: int, ends: int) -> None:
        """The words go, a quote whole; what is left of the sentence is for whoever reads it."""
        text, quote = self._pane.written.text, self._said(SaidKind.QUOTE, starts, ends)
        if quote is not None and point.held.rule is Rule.QUOTE:
            starts, ends = quote.starts, quote.ends
        whole = (not text[:starts].strip(" ") or text[:starts].rstrip(" ").endswith("\n\n")) and text[ends:].lstrip(" ")[:2] in ("", "\n\n")
        if whole:
            ends = len(text) - len(text[ends:].lstrip("\n ")) if text[ends:].strip() else len(text)
        elif text[ends : ends + 1] in ("", " ", "\n") and text[:starts].endswith(" "):
            starts -= 1  # one blank is enough between the words around
        self._pane.edit.replace(starts, ends, "")
        self._pane.go_to(starts, starts)


def _ended(text: str) -> str:
    """As a sentence ends."""
    line = " ".join(text.split())
    return line if not line or line[-1] in ".!?…" else f"{line}."
