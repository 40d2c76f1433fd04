"""What a guest is asked, word for word: one version in one language, its blanks, and how two versions differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from council_app.domain.enums import Purpose

COMPANY_LIMIT = 80
"""How long a company's name may be where a guest reads it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One purpose as it is asked about."""

    purpose: Purpose
    label: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Wording:
    """One version in one language; `{company}`, `{until}` and `{first_name}` stand for what is filled in.

    Attributes:
        unnamed: the texts that name the company, as they read where its name is not known: `quote_internal.label`, `retention`.
    """

    version: str
    language: str
    title: str
    greeting: str
    intro: str
    purposes: tuple[Asked, ...]
    retention: str
    rights: str
    unnamed: Mapping[str, str] = field(default_factory=dict)

    def asked(self, purpose: Purpose) -> Asked:
        """How one purpose is asked about."""
        return next(each for each in self.purposes if each.purpose is purpose)

    def filled(self, *, company: str, until: str, first_name: str = "") -> Wording:
        """The text as somebody reads it, with no blank left: without a name the title greets, without a company the unnamed texts."""
        source = self if company else self._without_company()
        values = {"company": company, "until": until, "first_name": first_name}
        return replace(
            source,
            greeting=source.greeting.format(**values) if first_name else source.title,
            purposes=tuple(
                replace(each, label=each.label.format(**values), explanation=each.explanation.format(**values)) for each in source.purposes
            ),
            retention=source.retention.format(**values),
        )

    def _without_company(self) -> Wording:
        def text(name: str, usual: str) -> str:
            return self.unnamed.get(name, usual)

        purposes = tuple(
            Asked(each.purpose, text(f"{each.purpose}.label", each.label), text(f"{each.purpose}.explanation", each.explanation))
            for each in self.purposes
        )
        return replace(self, purposes=purposes, retention=text("retention", self.retention))


@dataclass(frozen=True, slots=True)
class TextChange:
    """A text that reads otherwise in a later version; `purpose` is None for terms that bear on all of them."""

    purpose: Purpose | None
    before: str
    now: str


def changed_texts(old: Wording, new: Wording) -> tuple[TextChange, ...]:
    """What a later wording says otherwise, purposes first; title, greeting and introduction ask for nothing and do not count."""
    found = [
        TextChange(each.purpose, _joined(old.asked(each.purpose)), _joined(each))
        for each in new.purposes
        if _joined(old.asked(each.purpose)) != _joined(each)
    ]
    terms = ((old.retention, new.retention), (old.rights, new.rights))
    return (*found, *(TextChange(None, before, now) for before, now in terms if before != now))


def changed_purposes(old: Wording, new: Wording) -> frozenset[Purpose]:
    """The purposes about which somebody who read `old` has to be asked again."""
    changes = changed_texts(old, new)
    if any(change.purpose is None for change in changes):
        return frozenset(Purpose)
    return frozenset(change.purpose for change in changes if change.purpose is not None)


def _joined(asked: Asked) -> str:
    return f"{asked.label}. {asked.explanation}"
