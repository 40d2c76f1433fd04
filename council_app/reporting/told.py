"""What a report says beside its numbers: what people wrote, every figure and quote with its source, what changed since last time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from council_app.domain.report import Section
from council_app.errors import Message

Text = str | Message


class ToldKind(StrEnum):
    """What somebody may want to check."""

    FIGURE = "figure"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the claims page.

    Attributes:
        id: `F12` or `Q3`, counted through the report in the order of its pages.
        section: where it stands.
        says: the sentence, with its numbers; of a quote the words.
        source: where it comes from: keys of notes, a table, the key of an insight.
        at: the place in the report, the same from one version to the next, such as `finding:late-fee`.
        numbers: what it says as bare numbers, for comparing versions; a hidden one is None.
    """

    id: str
    section: Section
    says: Text
    source: Text
    kind: ToldKind
    at: str = ""
    numbers: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True)
class WhatChanged:
    """What is different from the last version of the same report that said something else; `since` is the day of its data.

    `figures` are the numbers by place of that version, for whoever wants to see both; no report prints them.
    """

    since: date
    items: tuple[Text, ...]
    figures: Mapping[str, tuple[float | None, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Written:
    """What a person wrote, in the report's language: the summary (`SUMMARY_PART`), or a comment on a section or a finding."""

    part: str
    text: str
