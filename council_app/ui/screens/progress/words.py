"""Words that the parts of Progress share: languages, markets, rules, causes and states by their names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

from council_app.domain.enums import CorrectionCause
from council_app.errors import Message, m_
from council_app.i18n import Translator
from council_app.services.posts.facts import PostState

STATES: Mapping[PostState, tuple[Message, str]] = {
    PostState.DRAFT: (m_("draft"), "ink3"),
    PostState.SIGNED: (m_("signed off"), "state.ok.text"),
    PostState.OUT: (m_("out"), "state.ok.text"),
    PostState.DOWN: (m_("taken down"), "ink3"),
}
"""A state in words, and its ink."""

CAUSES: Mapping[CorrectionCause, Message] = {
    CorrectionCause.WITHDRAWN: m_("Consent taken back"),
    CorrectionCause.STATUS: m_("No longer so"),
    CorrectionCause.LATE: m_("Late"),
    CorrectionCause.GONE: m_("Delivery gone"),
}


def language_of(t: Translator, tag: str) -> str:
    """The language of a locale in the words of `t`, with a capital: “Svenska” in Swedish, “Swedish” in English."""
    name = str(t.locale.languages.get(tag.split("-")[0], tag))
    return name[:1].upper() + name[1:]


def day_of(text: str) -> date | None:
    """A day as it is typed (`2026-12-08`); None where it is none."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def sentence(text: str) -> str:
    """With a capital, as a sentence begins."""
    return f"{text[:1].upper()}{text[1:]}"


def today() -> date:
    """The day on this laptop."""
    return datetime.now(UTC).astimezone().date()
