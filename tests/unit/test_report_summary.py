"""The page that can be read alone stays one, whatever somebody typed."""

from dataclasses import replace

import pytest

from council_app.errors import Message
from council_app.services.report.summary import claims, contradicts
from tests import report_factory as factory


@pytest.mark.parametrize(("problem", "detail"), [("w" * 3000, "w" * 239 + "…"), ("word " * 600, "word " * 46 + "word…"), ("A. B.", "A.")])
def test_a_claim_says_one_sentence_and_no_more_than_has_room(problem: str, detail: str) -> None:
    finding = factory.findings()[0]
    (claim,) = claims((replace(finding, facts=replace(finding.facts, problem=problem)),))
    assert claim.detail == detail


def test_words_against_are_cut_where_they_would_fill_the_page() -> None:
    finding = factory.findings()[0]
    said = contradicts((replace(finding, against=(factory.quote("S-1", "w" * 10_000, "en", "P01"),)),))
    assert isinstance(said, Message)
    assert dict(said.fields)["quote"] == "w" * 239 + "…"
