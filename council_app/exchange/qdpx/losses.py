"""What a project can hold and Council cannot keep, by kind, each in a sentence with its count."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from council_app.errors import Message, mn_


class Loss(StrEnum):
    """A kind of thing that is left out of an import."""

    PICTURES = "pictures"
    PDFS = "pdfs"
    AUDIO = "audio"
    VIDEOS = "videos"
    OTHER_SOURCES = "other-sources"
    MISSING_TEXTS = "missing-texts"
    OUTSIDE_TEXTS = "outside-texts"
    UNREADABLE_TEXTS = "unreadable-texts"
    RICH_TEXTS = "rich-texts"
    PDF_AREAS = "pdf-areas"
    PICTURE_AREAS = "picture-areas"
    SOUND_SPANS = "sound-spans"
    BEYOND = "beyond-the-text"
    REVERSED = "reversed"
    EMPTY = "empty"
    NO_NUMBERS = "no-numbers"
    UNCODED = "uncoded"
    UNKNOWN_CODES = "unknown-codes"
    TWICE = "twice"
    COMMENTS = "comments"
    SOURCE_VALUES = "source-values"
    CASE_CODES = "case-codes"
    CASE_COMMENTS = "case-comments"
    CASE_SHARED = "case-shared"
    CASE_PASSAGES = "case-passages"
    LINKS = "links"
    SETS = "sets"
    GRAPHS = "graphs"
    MEMO_LINKS = "memo-links"
    DESCRIPTION = "description"
    UNCODABLE = "uncodable"
    SHORTENED = "shortened"
    FLATTENED = "flattened"
    SAME_GUID = "same-guid"
    CHANGED_TEXTS = "changed-texts"
    SEATLESS = "seatless"


_SAID: Mapping[Loss, Callable[[int], Message]] = {
    Loss.PICTURES: lambda n: mn_("one picture", "{count} pictures", n),
    Loss.PDFS: lambda n: mn_("one PDF without its text", "{count} PDFs without their text", n),
    Loss.AUDIO: lambda n: mn_("one sound recording", "{count} sound recordings", n),
    Loss.VIDEOS: lambda n: mn_("one video", "{count} videos", n),
    Loss.OTHER_SOURCES: lambda n: mn_("one source of an unknown kind", "{count} sources of unknown kinds", n),
    Loss.MISSING_TEXTS: lambda n: mn_("one text that is not in the file", "{count} texts that are not in the file", n),
    Loss.OUTSIDE_TEXTS: lambda n: mn_("one text that lies outside the file", "{count} texts that lie outside the file", n),
    Loss.UNREADABLE_TEXTS: lambda n: mn_("one text that cannot be read", "{count} texts that cannot be read", n),
    Loss.RICH_TEXTS: lambda n: mn_("one formatted text without its plain text", "{count} formatted texts without their plain text", n),
    Loss.PDF_AREAS: lambda n: mn_("one area of a PDF page", "{count} areas of PDF pages", n),
    Loss.PICTURE_AREAS: lambda n: mn_("one area of a picture", "{count} areas of pictures", n),
    Loss.SOUND_SPANS: lambda n: mn_("one span of a recording", "{count} spans of recordings", n),
    Loss.BEYOND: lambda n: mn_("one selection beyond its text", "{count} selections beyond their text", n),
    Loss.REVERSED: lambda n: mn_("one selection that ends before it starts", "{count} selections that end before they start", n),
    Loss.EMPTY: lambda n: mn_("one empty selection", "{count} empty selections", n),
    Loss.NO_NUMBERS: lambda n: mn_("one selection without its positions", "{count} selections without their positions", n),
    Loss.UNCODED: lambda n: mn_("one selection without a code", "{count} selections without a code", n),
    Loss.UNKNOWN_CODES: lambda n: mn_("one coding whose code is not in the file", "{count} codings whose code is not in the file", n),
    Loss.TWICE: lambda n: mn_("one coding that was there twice", "{count} codings that were there twice", n),
    Loss.COMMENTS: lambda n: mn_("one comment on a source or a selection", "{count} comments on sources or selections", n),
    Loss.SOURCE_VALUES: lambda n: mn_("one variable of a source", "{count} variables of sources", n),
    Loss.CASE_CODES: lambda n: mn_("one code of a case", "{count} codes of cases", n),
    Loss.CASE_COMMENTS: lambda n: mn_("one comment on a case", "{count} comments on cases", n),
    Loss.CASE_SHARED: lambda n: mn_("one passage that several cases claim", "{count} passages that several cases claim", n),
    Loss.CASE_PASSAGES: lambda n: mn_(
        "one passage of a case that is part of a note", "{count} passages of cases that are parts of notes", n
    ),
    Loss.LINKS: lambda n: mn_("one link", "{count} links", n),
    Loss.SETS: lambda n: mn_("one set", "{count} sets", n),
    Loss.GRAPHS: lambda n: mn_("one graph", "{count} graphs", n),
    Loss.MEMO_LINKS: lambda n: mn_("one tie between a memo and its place", "{count} ties between memos and their places", n),
    Loss.DESCRIPTION: lambda n: mn_("the description of the project", "{count} descriptions of the project", n),
    Loss.UNCODABLE: lambda n: mn_("one category, which is a tag like the others now", "{count} categories, which are tags now", n),
    Loss.SHORTENED: lambda n: mn_(
        "the end of one name or text that is too long", "the ends of {count} names or texts that are too long", n
    ),
    Loss.FLATTENED: lambda n: mn_("one code that lay too deep, put higher up", "{count} codes that lay too deep, put higher up", n),
    Loss.SAME_GUID: lambda n: mn_("one identifier that was used twice", "{count} identifiers that were used twice", n),
    Loss.CHANGED_TEXTS: lambda n: mn_(
        "what is new in one text, which was edited here since", "what is new in {count} texts, which were edited here since", n
    ),
    Loss.SEATLESS: lambda n: mn_("the seat code of one case", "the seat codes of {count} cases", n),
}


def said(loss: Loss, count: int) -> Message:
    """How much of a kind was left out, as the end of “left out: …”."""
    return _SAID[loss](count)
