"""Plans: what cannot be right is refused with its place and nothing applied; what is right comes back byte for byte."""

from __future__ import annotations

import base64
import io
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from council_app.services import capture
from council_app.services.plan import apply_plan, dump_workspace
from council_app.services.workspace import Workspace, create_workspace, open_workspace
from tests.program import SESSION, asked, listing, make, run

WRONG = {
    "unknown key": ("markets: [{key: gb, county: GB}]", "2:"),
    "impossible date": ("councils: [{key: x, market: gb, city: X, date: 2031-02-30, timezone: Europe/London}]", "2:"),
    "unknown country": ("markets: [{key: xx, country: XX}]", "2:"),
    "dangling session": ("notes: [{key: n, session: nowhere, text: x}]", "2:"),
    "dangling reply": ("notes: [{key: n, session: room, text: x, reply_to: nobody}]", "2:"),
    "dangling evidence": ("insights: [{key: i, title: I, evidence: {notes: [nobody]}}]", "2:"),
    "seat clash": (
        "people: [{email: a@example.org, session: room, seat: P07}, {email: b@example.org, session: room, seat: P07}]",
        "2:",
    ),
    "repeated key": ("markets: [{key: gb, key: se}]", "2:"),
    "repeated section": ("notes: []\nnotes: []", "3:"),
    "alias": ("markets: &m []\nnotes: *m", "2:"),
    "tag": ("notes: !!python/object/apply:os.system ['true']", "2:"),
    "deep": ("notes: " + "[" * 5_000, ""),
    "not yaml": ("notes: [}", "2:"),
    "long line": ("notes: [{key: n, session: room, text: " + "x" * 1_000_000 + "}]", "2:"),
    "control character": ("notes: [{key: n, session: room, text: \"a\x01b\"}]", ""),
    "ticket before the gate": (
        "insights: [{key: i, title: I}]\ndelegations: [{insight: i, to: jira, state: done}]",
        "3:",
    ),
    "link that runs": (
        "insights: [{key: i, title: I}]\ndelegations: [{insight: i, to: jira, url: 'javascript:alert(1)'}]",
        "3:",
    ),
    "votes without hands": ("workshops: [{key: w, at: 2031-05-06T10:00:00Z, items: [{insight: i, impact_votes: [0, -1]}]}]", "2:"),
    "picture outside": ("insights: [{key: i, title: I, visuals: [../../../../etc/passwd]}]", "2:"),
    "list for a word": ("markets: [{key: [gb]}]", "2:"),
}  # fmt: skip


@pytest.mark.usefixtures("passphrase")
@pytest.mark.parametrize("what", WRONG)
def test_a_plan_that_cannot_be_right_is_refused_at_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str) -> None:
    path, plan = make(tmp_path / "leeds.council"), tmp_path / "plan.yaml"
    text, place = WRONG[what]
    plan.write_text(f"council: 1\n{text}\n", encoding="utf-8")
    before = asked(path, "SELECT count(*) FROM change")
    ran = run(capsys, "apply", plan, "--into", path)
    assert ran.code == 1
    assert all(line.startswith(f"council: {plan}") and ". " in line for line in ran.reasons), ran.err[:500]
    assert f"{plan}:{place}" in ran.err
    assert len(ran.err) < 2_000
    assert asked(path, "SELECT count(*) FROM change") == before
    assert set(listing(tmp_path)) - {"home/log/council.log", "home/config/installation"} == {"leeds.council", "plan.yaml"}


KEYS = st.sampled_from(["a", "b", "c-1", "x2"])
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Co", "Cn"]), min_size=1, max_size=30).filter(str.strip)
LINES = st.sampled_from(['- "I paid twice" #fees @P01', "> me too", "so: #new/tag", "ünïcode 🙂 'quoted' \\ {x}", "+ null", "12:30"])


def picture() -> str:
    out = io.BytesIO()
    Image.new("RGB", (4, 3), "white").save(out, "PNG")
    return base64.b64encode(out.getvalue()).decode()


READY: dict[str, object] = {
    "key": "ready",
    "title": "The fee comes late",
    "problem": "The letter names the fee only after it was charged.",
    "solution": "Name the fee on the first reminder",
    "impact": {"low": 1000, "likely": 2000, "high": 4000, "currency": "GBP"},
    "effort_days": 5,
    "owner": "Mia Vance",
    "visuals": [{"file": "letter.png", "alt": "A letter", "data": picture()}],
    "evidence": {"notes": ["heard"]},
}
"""It passes the gate, so that it can be handed on."""


@st.composite
def plans(draw: st.DrawFn) -> dict[str, object]:
    """A plan about the council that is there: people with and without an e-mail, bare seats, notes that answer each other."""
    keys = draw(st.lists(KEYS, unique=True, max_size=4))
    people: list[dict[str, object]] = []
    for place, key in enumerate(draw(st.lists(KEYS, unique=True, max_size=3))):
        named = {"email": f"{key}@example.org"} if draw(st.booleans()) else {"key": key}
        seat = draw(st.sampled_from([{}, {"seat": f"P{place + 10}"}]))
        seated = {"session": draw(st.sampled_from(["room", "hall"])), **seat} if draw(st.booleans()) else {}
        people.append({**named, **seated, "name": draw(TEXTS).strip()})
    notes = [
        {
            "key": key,
            "session": "room",
            "text": draw(TEXTS).strip(),
            "at": "2031-05-06T10:11:12+02:00",
            "kind": draw(st.sampled_from(["friction", "praise", "observation"])),
            "tags": draw(st.lists(st.sampled_from(["fees", "tone"]), unique=True)),
            "seat": draw(st.sampled_from(["P01", "P02", None])),
            "reply_to": draw(st.sampled_from([None, *keys])),
        }
        for key in keys
    ]
    insights = [
        {"key": key, "title": draw(TEXTS).strip(), "evidence": {"notes": keys}} for key in draw(st.lists(KEYS, unique=True, max_size=2))
    ]
    notes.append({"key": "heard", "session": "room", "text": "The fee came late", "seat": "P01", "kind": "friction"})
    insights.append(READY)
    return {"council": 1, "people": people, "notes": notes, **acted(draw, insights), **handed_on(draw, people)}


def handed_on(draw: st.DrawFn, people: list[dict[str, object]]) -> dict[str, object]:
    """Tickets of the insight that is ready, and calls: by seat, and by name to who has none."""
    trackers = draw(st.lists(st.sampled_from(["jira", "github", "linear", "azure"]), unique=True, max_size=3))
    tickets = [
        {
            "insight": "ready",
            "to": tracker,
            "at": "2031-05-08T10:00:00+02:00",
            "by": draw(st.one_of(st.none(), TEXTS.map(str.strip))),
            "reference": draw(st.sampled_from([None, "PAY-412"])),
            "state": draw(st.sampled_from([None, "open", "doing", "done", "dropped"])),
            "remind": draw(st.sampled_from([None, "2031-06-01"])),
        }
        for tracker in trackers
    ]
    called = [{"session": "room", "seat": seat} for seat in draw(st.lists(st.sampled_from(["P01", "P02"]), unique=True))]
    unseated = [each for each in people if "session" in each and "seat" not in each]
    called += [{"session": str(each["session"]), "person": str(each.get("email") or each["key"])} for each in unseated]
    calls = [
        {
            **who,
            "at": f"2031-05-09T1{number}:00:00+02:00",
            "outcome": draw(st.sampled_from(["reached", "no-answer"])),
            "said": draw(st.one_of(st.none(), TEXTS.map(str.strip))),
            "follow_up": draw(st.sampled_from([None, "2031-06-02"])),
        }
        for number, who in enumerate(called)
    ]
    return {"delegations": tickets, "calls": calls}


def acted(draw: st.DrawFn, insights: list[dict[str, object]]) -> dict[str, object]:
    """Those insights judged, in initiatives, before workshops; and what callers say."""
    initiatives = [
        {"key": key, "title": draw(TEXTS).strip(), "horizon": draw(st.sampled_from(["now", "next", None]))}
        for key in draw(st.lists(KEYS, unique=True, max_size=3))
    ]
    for insight in insights:
        insight["nature"] = draw(st.sampled_from(["basics", "delight", None]))
        insight["promise"] = draw(st.one_of(st.just(""), TEXTS.map(str.strip)))
        insight["one_in"] = draw(st.one_of(st.none(), st.integers(2, 10**6)))
        insight["scores"] = {"ice": {"ease": draw(st.integers(1, 10)), "impact": draw(st.one_of(st.none(), st.integers(1, 10)))}}
        insight["initiative"] = draw(st.sampled_from([None, *(each["key"] for each in initiatives)]))
    hands = st.one_of(st.just([]), st.lists(st.integers(0, 30), min_size=5, max_size=5))
    items = [
        {"insight": insight["key"], "impact_votes": draw(hands), "effort_votes": draw(hands), "reason": draw(TEXTS).strip()}
        for insight in insights
    ]
    workshop = {"key": "w", "title": draw(TEXTS).strip(), "at": "2031-05-07T10:00:00+02:00", "items": items}
    places = draw(st.lists(st.sampled_from(["sv-SE", "en-GB", "de-DE"]), unique=True))
    scripts = [{"locale": place, "text": draw(TEXTS).strip()} for place in places]
    return {"initiatives": initiatives, "insights": insights, "workshops": [workshop], "call_scripts": scripts}


def dumped(workspace: Workspace) -> tuple[str, str]:
    return dump_workspace(workspace=workspace, with_people=True), dump_workspace(workspace=workspace)


@given(plans(), st.lists(LINES, max_size=3))
@settings(max_examples=8, deadline=None)
def test_a_dump_makes_an_equal_workspace_and_applying_twice_changes_nothing(plan: dict[str, object], lines: list[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, file = Path(name), Path(name, "plan.yaml")
        file.write_text(json.dumps(plan, ensure_ascii=False), encoding="utf-8")
        with open_workspace(path=make(folder / "a.council", passphrase=None), passphrase=None) as workspace:
            apply_plan(workspace=workspace, path=file)
            again = apply_plan(workspace=workspace, path=file)
            assert (again.created, again.changed) == (0, 0)
            for line in lines:
                capture.take_note(workspace=workspace, session=SESSION, line=line)
            whole, nameless = dumped(workspace)
        for kind, text in (("with", whole), ("without", nameless)):
            file.write_text(text, encoding="utf-8")
            with create_workspace(path=folder / f"{kind}.council", passphrase=None) as workspace:
                apply_plan(workspace=workspace, path=file)
                assert dumped(workspace)[kind == "without"] == text
                unchanged = apply_plan(workspace=workspace, path=file)
                assert (unchanged.created, unchanged.changed) == (0, 0)


def test_a_plan_in_part_changes_only_what_it_gives(tmp_path: Path) -> None:
    path, plan = make(tmp_path / "leeds.council", passphrase=None), tmp_path / "plan.yaml"
    plan.write_text(
        "council: 1\nnotes: [{key: n, session: room, seat: P01, text: one, kind: praise, tags: [fees]}]\n"
        "insights: [{key: i, title: I, problem: P, owner: O, evidence: {notes: [n]}}]\n",
        encoding="utf-8",
    )
    with open_workspace(path=path, passphrase=None) as workspace:
        apply_plan(workspace=workspace, path=plan)
        before = dump_workspace(workspace=workspace)
        plan.write_text("council: 1\nnotes: [{key: n, text: two}]\ninsights: [{key: i, owner: Q}]\n", encoding="utf-8")
        applied = apply_plan(workspace=workspace, path=plan)
        assert (applied.created, applied.changed, applied.unchanged) == (0, 2, 0)
        assert dump_workspace(workspace=workspace) == before.replace("text: one", "text: two").replace("owner: O", "owner: Q")
