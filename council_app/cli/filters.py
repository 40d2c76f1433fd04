"""The filters of the notes list on the command line: `--where market=gb,se`, `--not tag=tone`; one pair of options for every facet."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from council_app.domain.filter_forms import made
from council_app.domain.note_filter import FACETS, Condition, Facet, Match, NoteFilter, Takes
from council_app.errors import CouncilError, m_
from council_app.services import listing
from council_app.services.workspace import Workspace

_FACETS = ", ".join(facet.value for facet in Facet if facet is not Facet.TEXT)
WhereOption = Annotated[
    list[str] | None,
    typer.Option("--where", metavar="FACET=WORDS", help=f"Only notes with any of the words; may be repeated. Facets: {_FACETS}."),
]
NotOption = Annotated[list[str] | None, typer.Option("--not", metavar="FACET=WORDS", help="Only notes with none of the words.")]


def filter_typed(workspace: Workspace, where: Sequence[str], without: Sequence[str]) -> NoteFilter:
    """The filter that was typed; tags are named by their path, and found by their id.

    Raises:
        CouncilError: there is no such facet, tag or name, or it cannot have the words.
    """
    wanted = [*_conditions(workspace, where, Match.ANY), *_conditions(workspace, without, Match.NONE)]
    found = made(wanted, ", ".join((*where, *without)) or "filter")
    listing.require_known(workspace=workspace, filter=found)
    return found


def _conditions(workspace: Workspace, typed: Sequence[str], match: Match) -> Iterator[Condition]:
    for text in typed:
        name, _, value = text.partition("=")
        facet = next((each for each in Facet if each.value == name.strip() and each is not Facet.TEXT), None)
        if facet is None:
            raise CouncilError(text, m_("there is nothing of this name to filter by"), m_("Use one of: {words}.", words=_FACETS))
        if FACETS[facet].takes is Takes.NOTHING and not value:
            yield Condition(facet, (), match)
            continue
        words = [word.strip() for word in next(csv.reader([value], skipinitialspace=True), [])]
        yield Condition(facet, tuple(_tags(workspace, words) if facet is Facet.TAG else words), match)


def _tags(workspace: Workspace, paths: Sequence[str]) -> Iterator[str]:
    known = {value.name: value.word for value in listing.facet_values(workspace=workspace, facet=Facet.TAG)}
    for path in paths:
        if path not in known:
            raise CouncilError(path, m_("there is no tag of this path"), m_("Name it from the root of the codebook: checkout/fees"))
        yield known[path]
