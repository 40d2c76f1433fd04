"""One page per person: everything from every session in one read, and by the same rules as everywhere else."""

from pathlib import Path

import pytest

from council_app.db.queries import insights as insight_reads
from council_app.db.queries.person import spoken_for
from council_app.domain.enums import Audience, ConsentMethod, DeliveryStatus, Purpose, SessionKind
from council_app.errors import CouncilError
from council_app.services.consent import withdraw
from council_app.services.door import check_in
from council_app.services.people import person_id, person_page
from council_app.services.publications import Quoting, remember
from tests import factories as given
from tests.program import rows

MORE = """
council: 1
councils: [{key: leeds, market: gb, city: Leeds, date: 2026-09-01, timezone: Europe/London,
  sessions: [{key: leeds-call, kind: call, starts: "09:30", ends: "09:45"}]}]
people: [{email: ada@example.org, session: leeds-call, seat: P07, status: arrived}]
insights:
  - {key: late, title: Late, wording: {sv: Sent}, evidence: {tags: [fees]}, against: {notes: [n2]}}
  - {key: other, title: Other, evidence: {notes: [n3]}}
deliveries: [{insight: late, market: gb, status: in-test, since: 2026-10-01, with: 300 customers}]
"""


def test_a_page_has_every_session_every_word_and_what_became_of_it(tmp_path: Path) -> None:
    with given.workspace(tmp_path, given.people(count=2).replace("status: arrived", "status: confirmed")) as workspace:
        check_in(workspace=workspace, session=given.SESSION, who="Ada Lind")
        given.apply(workspace, tmp_path, given.notes(("P01", "one"), ("P01", "two"), ("P02", "three")))
        given.apply(workspace, tmp_path, MORE)
        ada = person_id(workspace=workspace, who="ada@example.org")
        with workspace.read() as reading:
            note = str(rows(reading, "SELECT id FROM note WHERE key = 'n1'")[0][0])
        remember(workspace=workspace, documents=[Quoting("post", "gb", Audience.EXTERNAL, "en-GB", (note,))])
        withdraw(workspace=workspace, session=given.SESSION, person="P01", purposes=[Purpose.QUOTE_PUBLIC])
        page = person_page(workspace=workspace, person=ada, locale="sv")
    call, council = page.sittings
    kinds = [(sitting.kind, sitting.seat) for sitting in (call, council)]
    assert (page.name, page.email, kinds) == ("Ada Lind", "ada@example.org", [(SessionKind.CALL, "P07"), (SessionKind.COUNCIL, "P01")])
    assert council.arrived_at is not None
    asked = [stand for stand in council.stands if stand.at is not None]
    assert [(stand.purpose, stand.allowed, stand.wording, stand.method, stand.withdrawn_at is None) for stand in asked] == [
        (Purpose.NOTES, True, "2026-03", ConsentMethod.SCREEN, True),
        (Purpose.QUOTE_INTERNAL, True, "2026-03", ConsentMethod.SCREEN, True),
        (Purpose.QUOTE_PUBLIC, False, "2026-03", ConsentMethod.SCREEN, False),
    ]
    assert [note.text for note in page.notes] == ["one", "two"]
    (fate,) = page.fates
    assert (fate.key, fate.title, fate.notes, fate.against) == ("late", "Sent", 1, 1)
    assert [(row.status, row.with_whom) for row in fate.deliveries] == [(DeliveryStatus.IN_TEST, "300 customers")]
    assert [(document.kind, document.about, document.out) for document in page.documents] == [("post", "gb", True)]


def test_what_somebody_speaks_for_follows_the_rule_of_the_insights(tmp_path: Path) -> None:
    said = given.notes(("P01", "one"), ("P01", "two"), ("P02", "three"))
    with given.workspace(tmp_path, given.people(count=2), said, MORE) as workspace, workspace.read() as reading:
        notes = [str(row[0]) for row in rows(reading, "SELECT id FROM note")]
        voices = insight_reads.voices(reading)
        expected = {
            insight: (frozenset(voice.note for voice in sides.supporting), frozenset(voice.note for voice in sides.against))
            for insight, sides in voices.items()
        }
        assert spoken_for(reading, notes) == expected
        assert spoken_for(reading, []) == {}


def test_nobody_has_no_page(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as workspace, pytest.raises(CouncilError):
        person_page(workspace=workspace, person="0" * 32)
