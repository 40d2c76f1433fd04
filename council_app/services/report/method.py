"""How notes were taken and what is not printed of them."""

from __future__ import annotations

from collections.abc import Iterable

from council_app.domain.enums import Audience
from council_app.errors import Message, m_, mn_
from council_app.reporting import model
from council_app.services.report.material import Material


def method(material: Material) -> model.Method:
    """What was done, and what is missing."""
    authors = {note.author for note in material.notes if note.author}
    sentences = [m_("Everything said was written down as it was said, by hand, with the seat that said it.")]
    if authors:
        sentences.append(mn_("One person took notes.", "{count} people took notes.", len(authors)))
    if len(material.held) > 1:
        sentences.append(m_("Somebody who came more than once is one person here, and of a test only the first try is counted."))
    # Outside no note is printed, so there is nothing to say about those that are not.
    limits = _not_printed(material) if material.audience is Audience.INTERNAL else ()
    return model.Method(sentences=tuple(sentences), limits=tuple(limits), minimum_cell=material.minimum)


def _not_printed(material: Material) -> Iterable[Message]:
    left_out = [note for note in material.notes if not material.listed(note)]
    unknown = sum(note.seat is None for note in left_out)
    refused = len(left_out) - unknown
    if refused:
        yield mn_(
            "One note is not printed, because its speaker did not allow it.",
            "{count} notes are not printed, because their speakers did not allow it.",
            refused,
        )
    if unknown:
        yield mn_(
            "One note is not printed, because it is not known who could allow it.",
            "{count} notes are not printed, because it is not known who could allow it.",
            unknown,
        )
