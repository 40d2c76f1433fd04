"""What an insight rests on: chosen notes, a filter, a tag; for it, against it, and not any more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from council_app.domain.enums import Nature, Purpose
from council_app.domain.note_filter import Facet, Selection, filter_of, where
from council_app.domain.records import NoteLine
from council_app.errors import CouncilError
from council_app.services import boards, history, insights
from council_app.services.board_groups import add_group, notes_of_group
from council_app.services.capture import stream
from council_app.services.consent import withdraw
from council_app.services.insights import StageChoice
from council_app.services.workspace import Workspace
from tests import factories as given

SAID = (("P01", "charged twice"), ("P01", "and again"), ("P02", "no warning"), ("P03", "fine for me"), ("P04", "too late"))


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Workspace]:
    """Twelve attendees of one council; five notes on fees, two of them by the same person."""
    with given.workspace(tmp_path, given.people(), given.notes(*SAID)) as workspace:
        yield workspace


def chosen(workspace: Workspace, *keys: str) -> Selection:
    found = {note.key: note.id for note in stream(workspace=workspace, session=given.SESSION)}
    return Selection(ids=frozenset(found[key] for key in keys))


def keys(notes: Sequence[NoteLine]) -> list[str]:
    return [note.key for note in notes]


def sides(workspace: Workspace, key: str) -> tuple[list[str], list[str]]:
    detail = insights.insight(workspace=workspace, key=key)
    return keys(detail.supporting), keys(detail.against)


def test_an_insight_of_chosen_notes_counts_their_speakers(made: Workspace) -> None:
    new = insights.new_insight(workspace=made, title="  Nobody is warned of the late fee ", notes=chosen(made, "n1", "n2", "n3"))
    detail = insights.insight(workspace=made, key=new.key)
    evidence = detail.card.evidence
    assert (new.key, detail.card.facts.title) == ("nobody-is-warned-of-the", "Nobody is warned of the late fee")
    assert (evidence.people, evidence.attendees, evidence.notes) == (2, 12, 3)
    assert (evidence.sessions, evidence.councils, evidence.markets) == (("bristol-am",), ("bristol",), ("gb",))
    assert str(history.history(workspace=made)[0].label) == "New insight “Nobody is warned of the late fee”"


def test_a_second_insight_of_the_same_words_gets_a_key_of_its_own(made: Workspace) -> None:
    made_keys = [insights.new_insight(workspace=made, title="Fees are late").key for _ in range(3)]
    assert made_keys == ["fees-are-late", "fees-are-late-2", "fees-are-late-3"]


def test_a_filter_is_taken_as_it_is_now_and_a_tag_as_it_grows(made: Workspace, tmp_path: Path) -> None:
    everything = Selection(filter=filter_of([where(Facet.SEAT, "P01", "P02")]))
    now = insights.new_insight(workspace=made, title="By filter", notes=everything).key
    growing = insights.new_insight(workspace=made, title="By tag", tag="fees").key
    more = given.notes(*SAID, ("P02", "once more"), ("P05", "me too"))
    given.apply(made, tmp_path, more)
    assert sides(made, now) == (["n1", "n2", "n3"], [])
    assert sides(made, growing) == (["n1", "n2", "n3", "n4", "n5", "n6", "n7"], [])
    assert insights.insight(workspace=made, key=growing).tags == ("fees",)


def test_making_an_insight_is_one_step_that_undo_takes_back(made: Workspace) -> None:
    key = insights.new_insight(workspace=made, title="Fees are late", notes=chosen(made, "n1", "n2"), tag="tone").key
    assert str(history.undo(workspace=made).label) == "New insight “Fees are late”"
    with pytest.raises(CouncilError):
        insights.insight(workspace=made, key=key)


def test_a_note_stands_on_one_side_at_a_time(made: Workspace) -> None:
    key = insights.new_insight(workspace=made, title="Fees", notes=chosen(made, "n1", "n4")).key
    insights.add_evidence(workspace=made, key=key, notes=chosen(made, "n4", "n5"), against=True)
    assert sides(made, key) == (["n1"], ["n4", "n5"])
    insights.turn_evidence(workspace=made, key=key, note="n4", against=False)
    assert sides(made, key) == (["n1", "n4"], ["n5"])
    insights.add_evidence(workspace=made, key=key, notes=chosen(made, "n1", "n4"))
    assert sides(made, key) == (["n1", "n4"], ["n5"])


def test_a_note_of_a_tag_can_be_turned_against_and_back(made: Workspace) -> None:
    key = insights.new_insight(workspace=made, title="Fees", tag="fees/late").key
    insights.turn_evidence(workspace=made, key=key, note="n4", against=True)
    assert sides(made, key) == (["n1", "n2", "n3", "n5"], ["n4"])
    insights.remove_evidence(workspace=made, key=key, note="n4")
    assert sides(made, key) == (["n1", "n2", "n3", "n4", "n5"], [])


def test_a_note_that_stands_there_by_its_tag_is_not_taken_out_silently(made: Workspace) -> None:
    key = insights.new_insight(workspace=made, title="Fees", tag="fees").key
    with pytest.raises(CouncilError, match="the note stands there by its tag fees"):
        insights.remove_evidence(workspace=made, key=key, note="n1")
    with pytest.raises(CouncilError, match="it does not rest on the tag tone"):
        insights.remove_evidence(workspace=made, key=key, tag="tone")
    insights.remove_evidence(workspace=made, key=key, tag="fees")
    assert sides(made, key) == ([], [])
    with pytest.raises(CouncilError, match="it does not rest on this note"):
        insights.remove_evidence(workspace=made, key=key, note="n1")


@pytest.mark.parametrize(
    ("title", "notes", "tag", "why"),
    [
        ("  ", None, None, "an insight needs a title"),
        ("x" * 501, None, None, "a title holds at most 500 characters"),
        ("Fees", Selection(ids=frozenset({"gone"})), None, "there is no such note"),
        ("Fees", Selection(filter=filter_of([where(Facet.SEAT, "P09")])), None, "there is no such note"),
        ("Fees", None, "no/such", "there is no such tag"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_made(
    made: Workspace, title: str, notes: Selection | None, tag: str | None, why: str
) -> None:
    with pytest.raises(CouncilError, match=why):
        insights.new_insight(workspace=made, title=title, notes=notes, tag=tag)
    assert insights.list_insights(workspace=made) == ()


def test_more_notes_than_anybody_looks_at_are_refused(made: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("council_app.services.insights.choosing.MOST_NOTES", 4)
    everything = Selection(filter=filter_of([]))
    with pytest.raises(CouncilError, match="it rests on at most 4 notes"):
        insights.new_insight(workspace=made, title="All", notes=everything)
    key = insights.new_insight(workspace=made, title="Some", notes=chosen(made, "n1", "n2", "n3")).key
    with pytest.raises(CouncilError, match="it rests on at most 4 notes"):
        insights.add_evidence(workspace=made, key=key, notes=chosen(made, "n4", "n5"))
    assert sides(made, key) == (["n1", "n2", "n3"], [])


def test_consent_taken_back_is_numbered_and_not_counted(made: Workspace) -> None:
    key = insights.new_insight(workspace=made, title="Fees", notes=chosen(made, "n1", "n2", "n3")).key
    insights.add_evidence(workspace=made, key=key, notes=chosen(made, "n4"), against=True)
    withdraw(workspace=made, session=given.SESSION, person="P01", purposes=[Purpose.NOTES])
    withdraw(workspace=made, session=given.SESSION, person="P03", purposes=[Purpose.NOTES])
    detail = insights.insight(workspace=made, key=key)
    card = detail.card
    assert (card.evidence.people, card.evidence.notes, card.evidence.withheld) == (1, 1, 2)
    assert (card.against.people, card.against.withheld, detail.withheld) == (0, 1, 3)
    assert "2 notes are not counted: their speakers took back consent" in [str(said) for said in card.likelihood.sentences()]
    assert [(note.key, note.text, note.withheld) for note in detail.supporting] == [
        ("n1", "", True),
        ("n2", "", True),
        ("n3", "no warning", False),
    ]


def test_the_gate_closes_when_the_only_speaker_takes_consent_back(made: Workspace) -> None:
    key = insights.new_insight(workspace=made, title="Fees", notes=chosen(made, "n1")).key
    withdraw(workspace=made, session=given.SESSION, person="P01", purposes=[Purpose.NOTES])
    criterion = insights.insight(workspace=made, key=key).card.gate.criteria[0]
    assert (criterion.met, str(criterion.says)) == (False, "1 note is not counted: its speaker took back consent")


def test_words_of_who_refused_are_not_chosen(made: Workspace) -> None:
    withdraw(workspace=made, session=given.SESSION, person="P01", purposes=[Purpose.NOTES])
    with pytest.raises(CouncilError, match="there is no such note"):
        insights.new_insight(workspace=made, title="Fees", notes=chosen(made, "n1"))
    key = insights.new_insight(workspace=made, title="Fees", notes=chosen(made, "n1", "n3")).key
    assert sides(made, key) == (["n3"], [])


def test_everything_that_is_written_about_it_can_be_changed(made: Workspace) -> None:
    key = insights.new_insight(workspace=made, title="Fees").key
    (first, second) = insights.stage_choices(workspace=made)
    assert (first, second) == (StageChoice("buy/choose", "Buying", "Choose", True), StageChoice("buy/pay", "Buying", "Pay", False))
    values: dict[str, object] = {
        "segments": ("new", "heavy user", "new"),
        "nature": Nature.BASICS,
        "promise": "No hidden fees",
        "one_in": 50,
        "stage": "buy/choose",
        "wording": {"sv-SE": "Avgifter", "de-DE": " "},
        "impact_low": 1,
        "impact_likely": 2,
        "impact_high": 3,
        "impact_currency": "GBP",
        "impact_per": "quarter",
    }
    insights.edit_insight(workspace=made, key=key, values=values)
    facts = insights.insight(workspace=made, key=key).card.facts
    assert (facts.segments, facts.nature, facts.promise, facts.one_in) == (("new", "heavy user"), Nature.BASICS, "No hidden fees", 50)
    assert (facts.stage_key, facts.stage, facts.stage_critical, facts.wording) == ("buy/choose", "Choose", True, {"sv-SE": "Avgifter"})
    assert facts.impact is not None
    assert (facts.impact.currency, facts.impact.per) == ("GBP", "quarter")
    insights.edit_insight(workspace=made, key=key, values={"stage": "", "nature": None, "one_in": None, "promise": ""})
    facts = insights.insight(workspace=made, key=key).card.facts
    assert (facts.stage_key, facts.nature, facts.one_in, facts.promise) == ("", None, None, "")


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"effort_days": 0}, "an effort is above zero"),
        ({"effort_days": float("nan")}, "cannot be nan"),
        ({"one_in": 1}, "“1 in 1” is no rate"),
        ({"impact_currency": "XYQ"}, "“XYQ” is no currency"),
        ({"impact_low": 3, "impact_likely": 2}, "low, likely and high are not in order"),
        ({"impact_low": 1.5}, "cannot be 1.5"),
        ({"impact_per": "week"}, "cannot be 'week'"),
        ({"stage": "buy/nowhere"}, "there is no stage “buy/nowhere”"),
        ({"nature": "basics"}, "cannot be 'basics'"),
        ({"title": ""}, "an insight needs a title"),
        ({"id": "1"}, "cannot be '1'"),
    ],
)
def test_values_that_cannot_be_right_are_refused(made: Workspace, values: dict[str, object], why: str) -> None:
    key = insights.new_insight(workspace=made, title="Fees").key
    before = insights.insight(workspace=made, key=key).card.facts
    with pytest.raises(CouncilError, match=why):
        insights.edit_insight(workspace=made, key=key, values={"solution": "Another one altogether", **values})
    assert insights.insight(workspace=made, key=key).card.facts == before


def test_undo_says_which_field_was_changed(made: Workspace) -> None:
    key = insights.new_insight(workspace=made, title="Fees").key
    insights.edit_insight(workspace=made, key=key, values={"owner": "Mia Vance"})
    insights.edit_insight(workspace=made, key=key, values={"impact_low": 1, "impact_currency": "GBP"})
    insights.edit_insight(workspace=made, key=key, values={"owner": "", "problem": "None"})
    labels = [str(history.undo(workspace=made).label) for _ in range(3)]
    assert labels == ["Edit an insight", "Estimate the financial impact", "Name an insight's owner"]


def test_removing_an_insight_leaves_its_notes_and_undo_brings_it_back_whole(made: Workspace, tmp_path: Path) -> None:
    given.apply(made, tmp_path, given.INSIGHT)
    delivery = "council: 1\ndeliveries:\n  - {insight: late-fee, market: gb, status: investigating, since: 2026-06-01}\n"
    given.apply(made, tmp_path, delivery)
    before = insights.insight(workspace=made, key="late-fee")
    insights.remove_insight(workspace=made, key="late-fee")
    assert insights.list_insights(workspace=made) == ()
    assert len(stream(workspace=made, session=given.SESSION)) == 5
    assert str(history.undo(workspace=made).label) == "Remove the insight “The late fee comes without warning”"
    assert insights.insight(workspace=made, key="late-fee") == before


def test_a_group_of_a_board_becomes_an_insight(made: Workspace) -> None:
    notes = chosen(made, "n1", "n3", "n4")
    board = boards.make_board(workspace=made, name="First look", notes=notes).key
    group = add_group(workspace=made, key=board, name="No warning", notes=sorted(chosen(made, "n1", "n3").ids)).id
    key = insights.new_insight(workspace=made, title="No warning", notes=notes_of_group(workspace=made, key=board, group=group)).key
    assert sides(made, key) == (["n1", "n3"], [])
