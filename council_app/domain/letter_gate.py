"""The gate of posts, asked about letters: nobody's words are free in a letter but those of the one it is to.

Everything that holds a post holds a letter. Exempt is only what is the addressee's own: their name where they are greeted, and what
they said themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from council_app.domain.draft import Block, Draft, Quote
from council_app.domain.held import HeldBack, Rule
from council_app.domain.letter_writing import greeting, write_letter
from council_app.domain.letters import Addressee, Letter, Letters, Mailing
from council_app.domain.near_copies import near_copies
from council_app.domain.personal import Personal, find_personal, register
from council_app.domain.publishing import Gate
from council_app.domain.publishing_facts import SaidNote
from council_app.domain.quoting import Folded, is_faithful
from council_app.domain.text import folded_words
from council_app.errors import Cancelled, Progress, m_
from council_app.i18n import translator

_UNSEEN = "market"
"""The passage with the market's key, which stands in no letter."""
_TWO_NAMES = 4
"""So many words may be the names of two people."""


class LetterGate:
    """A mailing laid out once; letters are then written and held one by one."""

    def __init__(self, mailing: Mailing) -> None:
        self._mailing = mailing
        self._known = register(mailing.facts)
        self._gate = Gate(mailing.facts)
        self._notes = {note.id: note for note in mailing.facts.notes}
        self._names = _names_of(mailing)

    def letter(self, to: Addressee) -> Letter:
        """The letter to one person, with what holds it."""
        written = write_letter(to, self._mailing, self._known)
        noted = (self._notes[note] for note in _notes_of(to) if note in self._notes)
        own = tuple(note for note in noted if not note.agreed)
        found = self._gate.hold_back(written.draft)
        kept = (one for one in found if one.where != _UNSEEN and not self._is_theirs(one, written, own))
        return replace(written, held=(*kept, *self._two_in_one(written)))

    def _is_theirs(self, one: HeldBack, letter: Letter, own: tuple[SaidNote, ...]) -> bool:
        if one.rule is Rule.PERSONAL:
            return self._is_greeted(one, letter)
        if one.rule is not Rule.QUOTE:
            return False
        block = block_at(letter.draft, one)
        if isinstance(block, Quote):
            return any(note.id == block.note and is_faithful(block, note) for note in own)
        return any(_holds(note, one.words) for note in own)

    def _is_greeted(self, one: HeldBack, letter: Letter) -> bool:
        """Their own name in the greeting; an address, a number or a seat code in it is nobody's name."""
        name, t = letter.to.name, translator(letter.draft.locale)
        start = greeting(letter.to, t).find(name) if name else -1
        here = (one.section, one.block) == (0, 0) and start >= 0 and start <= one.start and one.end <= start + len(name)
        return here and all(found.kind is Personal.NAME for found in find_personal(one.words, self._known, t.language))

    def _two_in_one(self, letter: Letter) -> Iterator[HeldBack]:
        """A name on the roster that is somebody else's, too: “Ada Lind and Ben Moss”."""
        name = letter.to.name
        words = folded_words(name)
        if len(words) < _TWO_NAMES:
            return
        windows = (words[at : at + length] for length in range(2, len(words)) for at in range(len(words) - length + 1))
        if any(self._names.get(window) for window in windows):
            why = m_("The name on the roster holds somebody else's name")
            start = letter.draft.sections[0].blocks[0].text.find(name)
            yield HeldBack(Rule.PERSONAL, "", why, start, start + len(name), name, 0, 0)


def _names_of(mailing: Mailing) -> Mapping[tuple[str, ...], bool]:
    """Whole names of two words and more, folded."""
    found: dict[tuple[str, ...], bool] = defaultdict(bool)
    for person in mailing.facts.people:
        name = folded_words(person.name)
        if len(name) > 1:
            found[name] = True
    return found


def _notes_of(to: Addressee) -> Iterator[str]:
    for raised in to.raised:
        yield from (one.note for one in raised.said)
    yield from (one.note for one in to.loose)
    yield from (left.note for left in to.unsaid)


def _holds(note: SaidNote, words: str) -> bool:
    """Whether words that somebody else may not be quoted with are in this note, too, or nearly."""
    if is_faithful(Quote(words, note.lang, note.id), note):
        return True
    refused = Folded(replace(note, may_quote=False), folded_words(note.text))
    return next(near_copies(words, [refused]), None) is not None


def block_at(draft: Draft, one: HeldBack) -> Block | None:
    """What is held back; None for a heading or the title."""
    return draft.sections[one.section].blocks[one.block] if one.section >= 0 and one.block >= 0 else None


def write_letters(
    mailing: Mailing, *, progress: Callable[[Progress], None] | None = None, stopped: Callable[[], bool] | None = None
) -> Letters:
    """All letters of a mailing with what holds each; plain work without a database.

    Raises:
        Cancelled: `stopped` said so.
    """
    gate, total = LetterGate(mailing), len(mailing.people)
    letters = list[Letter]()
    for number, to in enumerate(mailing.people):
        if stopped is not None and stopped():
            raise Cancelled
        if progress is not None:
            progress(Progress(number, total, m_("Writing letters")))
        letters.append(gate.letter(to))
    return Letters(mailing, tuple(letters))
