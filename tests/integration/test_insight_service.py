"""Insights, evidence and the gate out of a workspace."""

import io
from pathlib import Path

import pytest
from PIL import Image

from council_app.errors import CouncilError
from council_app.services import attachments, insights
from tests import factories as given


def test_evidence_counts_attendees_and_never_notes(tmp_path: Path) -> None:
    with given.workspace(
        tmp_path, given.people(), given.notes(("P01", "once"), ("P01", "twice"), ("P02", "me too")), given.INSIGHT
    ) as made:
        (card,) = insights.list_insights(workspace=made)
    assert (card.evidence.people, card.evidence.attendees, card.evidence.notes) == (2, 12, 3)
    assert str(card.likelihood.sentences()[0]).startswith("2 of 12 attendees")


def test_a_nod_is_not_counted(tmp_path: Path) -> None:
    with given.workspace(tmp_path, given.people(), given.notes(("P01", "mine too"), raised="agreed"), given.INSIGHT) as made:
        (card,) = insights.list_insights(workspace=made)
    assert (card.evidence.people, card.evidence.agreed_seats) == (0, ("P01",))


def test_a_note_named_against_an_insight_does_not_speak_for_it(tmp_path: Path) -> None:
    with given.workspace(
        tmp_path,
        given.people(),
        given.notes(("P01", "bad"), ("P02", "never happened to me")),
        given.INSIGHT + "    against: {notes: [n2]}\n",
    ) as made:
        detail = insights.insight(workspace=made, key="late-fee")
    assert [note.key for note in detail.supporting] == ["n1"]
    assert [note.key for note in detail.against] == ["n2"]


def test_the_gate_opens_when_the_last_requirement_is_met(tmp_path: Path) -> None:
    with given.workspace(tmp_path, given.people(), given.notes(("P01", "bad")), given.INSIGHT) as made:
        assert insights.insight(workspace=made, key="late-fee").card.gate.ready is False
        picture = io.BytesIO()
        Image.new("RGB", (20, 20)).save(picture, "PNG")
        insights.add_visual(workspace=made, key="late-fee", filename="letter.png", data=picture.getvalue())
        assert insights.insight(workspace=made, key="late-fee").card.gate.ready is True
        insights.edit_insight(workspace=made, key="late-fee", values={"owner": ""})
        assert insights.insight(workspace=made, key="late-fee").card.gate.ready is False


def test_amounts_out_of_order_are_refused_and_nothing_changes(tmp_path: Path) -> None:
    with given.workspace(tmp_path, given.INSIGHT) as made:
        before = insights.insight(workspace=made, key="late-fee").card.facts
        with pytest.raises(CouncilError):
            insights.edit_insight(workspace=made, key="late-fee", values={"impact_low": 9000})
        assert insights.insight(workspace=made, key="late-fee").card.facts == before


def test_pictures_lose_their_metadata_and_stay_the_same_when_cleaned_again() -> None:
    exif = Image.Exif()
    exif[0x010F] = "a camera that knows where it was"
    raw = io.BytesIO()
    Image.new("RGB", (3000, 1000), "teal").save(raw, "JPEG", exif=exif)
    clean, media_type = attachments.cleaned("p.jpg", raw.getvalue())
    assert media_type == "image/jpeg"
    assert b"camera" not in clean
    assert Image.open(io.BytesIO(clean)).size == (2000, 667)
    assert attachments.cleaned("p.jpg", clean)[0] == clean


@pytest.mark.parametrize("data", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n broken"])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(CouncilError):
        attachments.cleaned("p.png", data)


CALLS = """
council: 1
councils:
  - key: bristol
    sessions: [{key: calls, kind: call, starts: "14:00", ends: "15:00"}]
people:
  - {email: zoe@example.org, name: Zoe Quill, session: calls, seat: P01, status: arrived}
  - {email: yan@example.org, name: Yan Teller, session: calls, seat: P02, status: arrived}
notes:
  - {key: c1, session: calls, seat: P01, text: Same here, tags: [fees]}
  - {key: c2, session: calls, seat: P02, text: And here, tags: [fees]}
"""


def test_calls_are_not_counted_among_those_who_sat_in_a_council(tmp_path: Path) -> None:
    with given.workspace(tmp_path, given.people(), given.notes(("P01", "bad")), CALLS, given.INSIGHT) as made:
        (everywhere,) = insights.list_insights(workspace=made)
        (called,) = insights.list_insights(workspace=made, session="calls")
    assert (everywhere.evidence.people, everywhere.evidence.attendees) == (1, 12)
    assert (called.evidence.people, called.evidence.attendees) == (2, 2)


def test_an_insight_heard_only_in_calls_is_counted_among_those_called(tmp_path: Path) -> None:
    with given.workspace(tmp_path, given.people(), CALLS, given.INSIGHT) as made:
        (card,) = insights.list_insights(workspace=made)
    assert (card.evidence.people, card.evidence.attendees) == (2, 2)


def test_what_rests_on_nothing_waits_behind_the_list_of_any_session(tmp_path: Path) -> None:
    with given.workspace(tmp_path, given.people(), CALLS, given.INSIGHT) as made:
        insights.new_insight(workspace=made, title="Bare")

        def listed(session: str | None, *, waiting: bool) -> list[str]:
            return [card.facts.key for card in insights.list_insights(workspace=made, session=session, waiting=waiting)]

        (heard,) = listed("calls", waiting=False)
        assert listed(given.SESSION, waiting=False) == []
        assert listed(given.SESSION, waiting=True) == ["bare"]  # what was heard elsewhere is of another session, and waits for nothing
        assert listed("calls", waiting=True) == [heard, "bare"]
        assert listed(None, waiting=True) == listed(None, waiting=False) == [heard, "bare"]
        no = 'consents: [{purpose: notes, wording: "1", method: verbal, refused: 2026-05-13T09:00:00+00:00}]'
        refused = "".join(f"  - {{email: {name}@example.org, session: calls, {no}}}\n" for name in ("zoe", "yan"))
        given.apply(made, tmp_path, f"council: 1\npeople:\n{refused}")
        assert listed(given.SESSION, waiting=True) == [heard, "bare"]  # what nobody may count any more is nothing to rest on


def test_when_every_customer_was_there_no_interval_is_given(tmp_path: Path) -> None:
    with given.workspace(
        tmp_path,
        given.people(),
        given.notes(("P01", "bad")),
        given.INSIGHT,
        plan=given.PLAN.replace("currency: GBP}", "currency: GBP, customers: 12}"),
    ) as made:
        (card,) = insights.list_insights(workspace=made)
    assert (card.likelihood.low, card.likelihood.high) == (None, None)
