"""The script of a session on paper, for whoever leads it; and a card of keys to lay beside the laptop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from council_app.domain.papers import KeyGroup, Sheet
from council_app.domain.questionnaires import Spoken
from council_app.i18n import Translator
from council_app.reporting.assets import FACES, FONT
from council_app.reporting.html import PrintHtml
from council_app.reporting.papers.model import Occasion
from council_app.reporting.templates import environment

_SIZES = {Sheet.A4: "A4", Sheet.LETTER: "letter"}


@dataclass(frozen=True, slots=True)
class GuideQuestion:
    """A question as it is read out or ticked on paper.

    Attributes:
        name: what kind of question it is, in words.
        points: the numbers of its scale; none where it has no scale.
        terms: whose wording it is, where it is a published questionnaire.
    """

    name: str
    spoken: Spoken
    points: tuple[int, ...] = ()
    choices: tuple[str, ...] = ()
    terms: str = ""


@dataclass(frozen=True, slots=True)
class GuideTask:
    """One thing to try; times are None where the guide knows none."""

    number: int
    text: str
    success: str
    target_seconds: int | None
    minutes: int | None
    starts: datetime | None
    ends: datetime | None
    must_ask: tuple[str, ...]
    probes: tuple[str, ...]
    questions: tuple[GuideQuestion, ...]


@dataclass(frozen=True, slots=True)
class GuideSection:
    """A part of the script; the one without a title holds what stands before the first.

    `prototype` names what it tests, "" where that is what the script tests.
    """

    title: str
    minutes: int | None
    starts: datetime | None
    ends: datetime | None
    tasks: tuple[GuideTask, ...]
    questions: tuple[GuideQuestion, ...]
    prototype: str = ""


@dataclass(frozen=True, slots=True)
class GuideBlock:
    """A block of the agenda."""

    title: str
    minutes: int
    starts: datetime
    prompt: str
    must_ask: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """Everything on the paper.

    Attributes:
        key: of what it is a guide, for the file's own name.
        title: of the council, or of the script where it stands alone.
        about: what is said of the script below the title, part by part.
        occasion: the session; None for a script alone.
        questions: asked at the end.
    """

    key: str
    title: str
    about: tuple[str, ...]
    as_of: datetime
    occasion: Occasion | None
    blocks: tuple[GuideBlock, ...]
    sections: tuple[GuideSection, ...]
    questions: tuple[GuideQuestion, ...]


def guide_html(guide: Guide, t: Translator, sheet: Sheet) -> PrintHtml:
    """The guide as pages for print."""
    occasion = guide.occasion
    when = ""
    if occasion is not None:
        when = f"{occasion.city}, {t.date(occasion.starts.date())}, {t.time(occasion.starts)}–{t.time(occasion.ends)}"
        when += f" · {occasion.venue}" if occasion.venue else ""
    env = environment(t)
    html = env.get_template("guide/guide.html.j2").render(
        lang=t.tag,
        faces=[(face, f"{FONT}{face.file}") for face in FACES],
        sheet=_SIZES[sheet],
        guide=guide,
        when=when,
        time=t.time,
        moment=f"{guide.as_of:%Y-%m-%dT%H:%M:%SZ}",
    )
    return PrintHtml(html, {}, {}, identifier=f"guide/{guide.key}/{t.tag}/{sheet}", epoch=int(guide.as_of.timestamp()))


def keys_html(title: str, groups: Sequence[KeyGroup], t: Translator, sheet: Sheet) -> PrintHtml:
    """A card of keys; both columns come as they are read, in the language of `t`."""
    html = (
        environment(t)
        .get_template("guide/keys.html.j2")
        .render(lang=t.tag, faces=[(face, f"{FONT}{face.file}") for face in FACES], sheet=_SIZES[sheet], title=title, groups=groups)
    )
    return PrintHtml(html, {}, {}, identifier=f"keys/{t.tag}/{sheet}", epoch=0)
