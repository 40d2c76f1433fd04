"""What a workshop sees on the projector names nobody and shows only words that may be quoted inside the company."""

from __future__ import annotations

from pathlib import Path

import pytest

from council_app.domain.slides import Slide
from council_app.errors import CouncilError
from council_app.services import slides, workshops
from council_app.services.workspace import Workspace
from tests import factories as given

NOTES = """
council: 1
notes:
  - {key: n1, session: bristol-am, seat: P01, text: Ask Cleo Hart about it, severity: 4, verbatim: true, raised: alone,
     at: 2026-05-12T09:01:00+00:00, author: Kim, kind: friction, tags: [tone]}
  - {key: n2, session: bristol-am, seat: P02, text: It felt like a threat, severity: 3, verbatim: true, raised: alone,
     at: 2026-05-12T09:02:00+00:00, author: Kim, kind: friction, tags: [tone]}
  - {key: n3, session: bristol-am, seat: P03, text: Mine too, raised: agreed,
     at: 2026-05-12T09:03:00+00:00, author: Kim, kind: friction, tags: [tone]}
  - {key: n4, session: bristol-am, seat: P04, text: She says it is rude, severity: 4, verbatim: false, raised: alone,
     at: 2026-05-12T09:04:00+00:00, author: Kim, kind: friction, tags: [tone]}
insights:
  - {key: tone, title: "Ada Lind (P01) and others hear a threat", owner: Mia Vance, problem: A secret of the facilitator, effort_days: 2,
     impact: {low: 100, likely: 200, high: 300, currency: GBP}, evidence: {tags: [tone]}}
  - {key: other, title: Something else}
"""


def made(tmp_path: Path, *, allow: tuple[str, ...]) -> tuple[Workspace, str]:
    workspace = given.workspace(tmp_path, given.people(allow=allow), NOTES)
    return workspace, workshops.open_workshop(workspace=workspace, title="Leadership", insights=["other", "tone"]).key


def shown(workspace: Workspace, key: str) -> Slide:
    return slides.slide(workspace=workspace, key=key, insight="tone", locale="en")


def test_a_title_names_nobody_on_the_projector(tmp_path: Path) -> None:
    found = shown(*made(tmp_path, allow=("notes", "quote_internal")))
    assert (found.number, found.total, found.title) == (2, 2, "… (…) and others hear a threat")


def test_words_that_name_somebody_are_passed_over_for_the_next(tmp_path: Path) -> None:
    assert shown(*made(tmp_path, allow=("notes", "quote_internal"))).quote == "It felt like a threat"


def test_without_consent_nothing_is_quoted(tmp_path: Path) -> None:
    found = shown(*made(tmp_path, allow=("notes", "quote_public")))
    assert (found.quote, found.unprompted, found.attendees) == ("", 3, 12)


def test_who_nodded_along_is_a_number_and_no_seat(tmp_path: Path) -> None:
    said = [str(each) for each in shown(*made(tmp_path, allow=("notes",))).honest]
    assert "1 nod along is not counted" in said
    assert [each for each in said if "P0" in each] == []


def test_an_insight_that_is_not_before_the_workshop_has_no_slide(tmp_path: Path) -> None:
    workspace, key = made(tmp_path, allow=("notes",))
    with pytest.raises(CouncilError, match="not before the workshop"):
        slides.slide(workspace=workspace, key=key, insight="gone")
