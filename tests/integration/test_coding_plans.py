"""What a researcher made of notes travels in a plan: coders, highlights, stars, saved filters and boards, the same after every round."""

from __future__ import annotations

from pathlib import Path

import pytest

from council_app.errors import CouncilError, Refused
from council_app.services import capture, history, rounds
from council_app.services.plan import apply_plan, dump_workspace
from tests import factories as given

CODED = """
council: 1
notes:
  - {key: n1, session: bristol-am, at: 2026-05-12T09:01:00+00:00, text: The late fee was high,
     tags: [tone], coders: {tone: Kim}, starred: true,
     highlights: [{tag: fees/late, starts: 4, ends: 12, coder: Kim}, {tag: tone, starts: 0, ends: 12, coder: Lea, selection: s1},
                  {tag: fees, starts: 0, ends: 12, coder: Lea, selection: s1, at: 2026-05-13T10:00:00+00:00}]}
  - {key: n2, session: bristol-am, at: 2026-05-12T09:02:00+00:00, text: Nobody told me}
filters:
  - {key: bad, name: What is bad,
     conditions: [{facet: severity, words: ['3', '4']}, {facet: tag, match: all, words: [fees, tone]}, {facet: starred}]}
boards:
  - {key: one, name: First board, at: 2026-05-14T10:00:00+00:00,
     groups: [{name: Money, x: 10, y: 20.5, colour: '#1464d2', tag: fees}, {name: Rest}],
     cards: [{note: n1, x: 12, y: 30, group: 1}, {note: n2, x: 400.5, y: 10}]}
rounds:
  - {key: tone, name: Tone of voice, tag: tone, at: 2026-05-15T10:00:00+00:00, closed: 2026-05-16T10:00:00+00:00,
     notes: [{note: n2}, {note: n1, decided_by: Mia, decided: 2026-05-16T09:00:00+00:00,
              coders: [{coder: Lea, through: 2026-05-15T11:00:00+00:00, codings: [{tag: tone, starts: 4, ends: 12}, {tag: tone}]},
                       {coder: Kim, through: 2026-05-15T12:00:00+00:00}, {coder: Jo, codings: [{tag: tone}]}]}]}
"""


def test_a_dump_of_what_was_coded_makes_the_same_workspace_and_the_same_dump(tmp_path: Path) -> None:
    with given.workspace(tmp_path, CODED) as first:
        dumped = dump_workspace(workspace=first)
        assert apply_plan(workspace=first, path=given.write(tmp_path, "again.yaml", dumped)).changed == 0
        assert history.next_undo(workspace=first) is not None
    with given.workspace(tmp_path, dumped, plan="", name="second.council") as second:
        assert dump_workspace(workspace=second) == dumped
    assert [
        line.strip()
        for line in dumped.split("\nrounds:")[0].splitlines()
        if ("starts: " in line and "tag" in line) or "coders" in line or line.strip() == "starred: true"
    ] == [
        "coders: {tone: Kim}",
        "- {tag: fees, starts: 0, ends: 12, coder: Lea, at: '2026-05-13T10:00:00+00:00', selection: s1}",
        "- {tag: tone, starts: 0, ends: 12, coder: Lea, selection: s1}",
        "- {tag: fees/late, starts: 4, ends: 12, coder: Kim}",
        "starred: true",
    ]


def test_applying_the_same_plan_twice_changes_nothing(tmp_path: Path) -> None:
    with given.workspace(tmp_path, CODED) as made:
        applied = apply_plan(workspace=made, path=given.write(tmp_path, "again.yaml", CODED))
        assert (applied.created, applied.changed) == (0, 0)


def test_a_plan_that_says_less_takes_away_what_it_does_not_say_and_undo_brings_it_back(tmp_path: Path) -> None:
    with given.workspace(tmp_path, CODED) as made:
        before = dump_workspace(workspace=made)
        given.apply(made, tmp_path, "council: 1\nnotes: [{key: n1, highlights: [{tag: fees, starts: 4, ends: 8}], tags: []}]\n")
        (note,) = (line for line in capture.stream(workspace=made, session=given.SESSION) if line.key == "n1")
        assert [tag.path for tag in note.tags] == ["fees"]
        history.undo(workspace=made)
        assert dump_workspace(workspace=made) == before


def test_a_codebook_that_hangs_below_itself_is_refused_where_it_begins(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made, pytest.raises(CouncilError) as refused:
        given.apply(made, tmp_path, "council: 1\ncodebook: &top [{key: a, name: A, children: *top}]\n")
    assert (Path(refused.value.what).name, str(refused.value.why)) == ("plan.yaml:2:11", "anchors (&) are not allowed")


@pytest.mark.parametrize(
    ("plan", "place", "why"),
    [
        ("notes: [{key: n9, session: bristol-am, text: Hm, highlights: [{tag: fees, starts: 0, ends: 3}]}]", "2:92", "behind the note's 2"),
        (
            "notes: [{key: n9, session: bristol-am, text: Hm, highlights: [{tag: fees, starts: 2, ends: 1}]}]",
            "2:63",
            "ends before it starts",
        ),
        ("notes: [{key: n9, session: bristol-am, text: Hm, highlights: [{tag: nope, starts: 0, ends: 1}]}]", "2:69", "no tag “nope”"),
        ("notes: [{key: n9, session: bristol-am, text: Hm, coders: {tone: Kim}}]", "2:65", "does not carry the tag “tone”"),
        ("filters: [{key: f, name: F, conditions: [{facet: severity, words: [awful]}]}]", "2:42", "“severity” cannot be"),
        ("filters: [{key: f, name: F, conditions: [{facet: tag, words: [nope]}]}]", "2:63", "no tag “nope”"),
        ("filters: [{key: f, name: F}]", "2:11", "filters by nothing"),
        ("boards: [{key: b, name: B, cards: [{note: nope}]}]", "2:43", "no note “nope”"),
        ("boards: [{key: b, name: B, cards: [{note: n1, group: 1}]}]", "2:54", "no group 1"),
        ("rounds: [{key: r, name: R, notes: [{note: n1}, {note: n1}]}]", "2:48", "is there twice"),
        ("rounds: [{key: r, name: R, notes: [{note: n1, coders: [{coder: K, codings: [{tag: no}]}]}]}]", "2:83", "no tag “no”"),
        ("codebook: [{key: a, name: A, shortcut: x}, {key: b, name: B, shortcut: X}]", "2:72", "“a” has this letter"),
        ("codebook: [{key: a, name: A, children: [{key: b, name: B}, {key: b, name: C}]}]", "2:66", "is there twice"),
    ],
)
def test_what_cannot_be_is_refused_with_line_and_column(tmp_path: Path, plan: str, place: str, why: str) -> None:
    with given.workspace(tmp_path, CODED) as made:
        before = dump_workspace(workspace=made)
        with pytest.raises(Refused) as refused:
            given.apply(made, tmp_path, f"council: 1\n{plan}\n")
        problem = refused.value.problems[0]
        assert (Path(problem.what).name, why in str(problem.why)) == (f"plan.yaml:{place}", True), str(problem.why)
        assert dump_workspace(workspace=made) == before


def test_rounds_of_coders_come_back_as_they_were(tmp_path: Path) -> None:
    with given.workspace(tmp_path, CODED) as first:
        dumped = dump_workspace(workspace=first)
    with given.workspace(tmp_path, dumped, plan="", name="second.council") as second:
        (line,) = rounds.rounds(workspace=second)
        assert (line.name, line.closed, line.notes, line.through) == ("Tone of voice", True, 2, {"Kim": 1, "Lea": 1})
        (decided,) = rounds.disagreements(workspace=second, key="tone", decided=True)
        assert (decided.decided_by, [tag.path for tag in decided.given["Lea"]]) == ("Mia", ["tone"])
        assert [sorted(spans.values()) for spans in decided.spans.values()] == [[], [((4, 12),)]]


def test_what_a_plan_no_longer_says_of_a_round_goes(tmp_path: Path) -> None:
    with given.workspace(
        tmp_path, CODED, "council: 1\nrounds: [{key: tone, notes: [{note: n1, coders: [{coder: Lea, codings: [{tag: tone}]}]}]}]\n"
    ) as made:
        (line,) = rounds.rounds(workspace=made)
        assert (line.name, line.notes, line.through) == ("Tone of voice", 1, {})
        history.undo(workspace=made)
        assert rounds.rounds(workspace=made)[0].through == {"Kim": 1, "Lea": 1}
