"""The inline grammar of the capture line: one table of tokens, one small engine that reads a line and never loses a word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from council_app.domain.enums import NoteKind, Raised, Severity
from council_app.domain.text import has_words
from council_app.errors import Message, m_


class TokenKind(StrEnum):
    """What a token is; the window has one colour for each."""

    FRICTION = "friction"
    PRAISE = "praise"
    QUESTION = "question"
    SUGGESTION = "suggestion"
    AGREED = "agreed"
    REPLY = "reply"
    SEVERITY = "severity"
    SPEAKER = "speaker"
    TAG = "tag"


class Stands(StrEnum):
    """Where a token may stand."""

    LEADING = "before the words"
    ANYWHERE = "anywhere, between spaces"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the line that is not text: `line[start:end] == text`."""

    kind: TokenKind
    start: int
    end: int
    text: str


@dataclass(slots=True)
class _Reading:
    """What the tokens said so far."""

    kind: NoteKind | None = None
    severity: Severity | None = None
    raised: Raised | None = None
    reply: bool | None = None
    speakers: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ParsedLine:
    """A line of capture, understood.

    Attributes:
        speakers: as typed after `@`, in order (`7`, `P07`, `mar`); see `resolve_speaker`.
        tags: paths as typed after `#`, in order, each once.
        verbatim: the words were one quoted span; `text` is then without its quotation marks.
        raised: `alone` unless `~` said agreed; prompting is not typed.
        text: the words; when there is a `problem`, the whole line, so that nothing is lost.
        tokens: in order, never overlapping.
        problem: why this is not a note yet, in words; None when it is one.
    """

    kind: NoteKind
    severity: Severity | None
    speakers: tuple[str, ...]
    tags: tuple[str, ...]
    verbatim: bool
    raised: Raised
    reply: bool
    text: str
    tokens: tuple[Token, ...]
    problem: Message | None = None


@dataclass(frozen=True, slots=True)
class TokenRule:
    """One row of the grammar.

    Attributes:
        pattern: of the token alone; the engine adds where it may stand.
        sets: enters it into the reading; False when it says nothing new (a second kind), and then it stays text.
        label: what the parse row says; `{value}` is the token without its first sign.
    """

    kind: TokenKind
    pattern: str
    stands: Stands
    sets: Callable[[_Reading, str], bool]
    label: Message


def _once(attribute: str, value: object) -> Callable[[_Reading, str], bool]:
    def sets(reading: _Reading, _text: str) -> bool:
        if getattr(reading, attribute) is not None:
            return False
        setattr(reading, attribute, value)
        return True

    return sets


def _severity(reading: _Reading, text: str) -> bool:
    # The worst counts when somebody types two.
    reading.severity = max(reading.severity or Severity.NONE, Severity(len(text)))
    return True


def _gather(attribute: str) -> Callable[[_Reading, str], bool]:
    def sets(reading: _Reading, text: str) -> bool:
        gathered: list[str] = getattr(reading, attribute)
        if text[1:] not in gathered:
            gathered.append(text[1:])
        return True

    return sets


_WORD = r"\w+(?:[-'’]\w+)*"

GRAMMAR: tuple[TokenRule, ...] = (
    TokenRule(TokenKind.FRICTION, r"-", Stands.LEADING, _once("kind", NoteKind.FRICTION), m_("friction")),
    TokenRule(TokenKind.PRAISE, r"\+", Stands.LEADING, _once("kind", NoteKind.PRAISE), m_("praise")),
    TokenRule(TokenKind.QUESTION, r"\?", Stands.LEADING, _once("kind", NoteKind.QUESTION), m_("question")),
    TokenRule(TokenKind.SUGGESTION, r"\*", Stands.LEADING, _once("kind", NoteKind.SUGGESTION), m_("suggestion")),
    TokenRule(TokenKind.AGREED, r"~", Stands.LEADING, _once("raised", Raised.AGREED), m_("agreed, not counted")),
    TokenRule(TokenKind.REPLY, r">", Stands.LEADING, _once("reply", True), m_("reply to the note before")),
    TokenRule(TokenKind.SEVERITY, r"!{1,4}", Stands.ANYWHERE, _severity, m_("{value}")),
    TokenRule(TokenKind.SPEAKER, rf"@{_WORD}", Stands.ANYWHERE, _gather("speakers"), m_("{value}")),
    TokenRule(TokenKind.TAG, rf"#(?=[^\W\d_]){_WORD}(?:/{_WORD})*", Stands.ANYWHERE, _gather("tags"), m_("{value}")),
)

SEVERITY_LABELS: dict[Severity, Message] = {
    Severity.NONE: m_("0 none"),
    Severity.COSMETIC: m_("1 cosmetic"),
    Severity.MINOR: m_("2 minor"),
    Severity.SERIOUS: m_("3 serious"),
    Severity.BLOCKS: m_("4 blocks"),
}

_RULES = {rule.kind: rule for rule in GRAMMAR}
_SIGNS = "".join(rule.pattern.lstrip("\\") for rule in GRAMMAR if rule.stands is Stands.LEADING)
# Before the words a token may lean on a marker (`-!!!`, `~@7`); elsewhere it stands between spaces.
_LEANS = rf"(?![^\s{re.escape(_SIGNS)}])"
_LEADING = re.compile("|".join(f"(?P<{r.kind}>{r.pattern}{'' if r.stands is Stands.LEADING else _LEANS})" for r in GRAMMAR))
_ANYWHERE = re.compile("|".join(rf"(?P<{r.kind}>(?<!\S){r.pattern}(?!\S))" for r in GRAMMAR if r.stands is Stands.ANYWHERE))
_SPACE = re.compile(r"\s*")

# Opening marks with the marks that may close them, as the product's languages write them.
_QUOTES = {'"': '"', "“": "”“", "”": "”", "„": "“”", "«": "»", "»": "«", "‘": "’", "’": "’", "‚": "‘’"}


def parse(line: str) -> ParsedLine:
    """Read one line of the capture grammar; never raises, and every word that is not a token is in `text`."""
    reading = _Reading()
    tokens = tuple(_tokens(line, reading))
    text = _without(line, tokens)
    problem = None if has_words(text) else m_("Type what was said: there are no words yet")
    inner = None if problem else _unquoted(text)
    if problem is not None:
        text = line.strip()
    return ParsedLine(
        kind=reading.kind or NoteKind.OBSERVATION,
        severity=reading.severity,
        speakers=tuple(reading.speakers),
        tags=tuple(reading.tags),
        verbatim=inner is not None,
        raised=reading.raised or Raised.ALONE,
        reply=bool(reading.reply),
        text=text if inner is None else inner,
        tokens=tokens,
        problem=problem,
    )


def label(token: Token) -> Message:
    """The words for one token in the parse row under the line: “friction”, “3 serious”, “reminders”."""
    if token.kind is TokenKind.SEVERITY:
        return SEVERITY_LABELS[Severity(len(token.text))]
    message = _RULES[token.kind].label
    return Message(message.text, fields=(("value", token.text[1:]),)) if "{value}" in message.text else message


def _tokens(line: str, reading: _Reading) -> Iterator[Token]:
    """Markers and tokens before the first word, then the tokens that may stand anywhere."""
    at = _skip_space(line, 0)
    while (found := _LEADING.match(line, at)) is not None:
        token = _token(found)
        if not _RULES[token.kind].sets(reading, token.text):
            break
        yield token
        at = _skip_space(line, token.end)
    for found in _ANYWHERE.finditer(line, at):
        token = _token(found)
        _RULES[token.kind].sets(reading, token.text)
        yield token


def _token(found: re.Match[str]) -> Token:
    return Token(TokenKind(str(found.lastgroup)), found.start(), found.end(), found.group())


def _skip_space(line: str, at: int) -> int:
    found = _SPACE.match(line, at)
    return at if found is None else found.end()


def _without(line: str, tokens: tuple[Token, ...]) -> str:
    """The line with the tokens taken out, and one space where a token stood between words."""
    at, pieces = 0, []
    for token in tokens:
        pieces.append(line[at : token.start])
        at = token.end
    pieces.append(line[at:])
    return " ".join(stripped for piece in pieces if (stripped := piece.strip()))


def _unquoted(text: str) -> str | None:
    """What one pair of quotation marks around the whole `text` holds; None when it is not one quoted span."""
    opening, closing, inner = text[0], text[-1], text[1:-1]
    if len(text) < 3 or closing not in _QUOTES.get(opening, ""):
        return None
    # An apostrophe within a word is not a quotation mark.
    marks = re.sub(r"(?<=\w)[’‘'](?=\w)", "", inner)
    if opening in marks or closing in marks:
        return None
    return inner.strip()
