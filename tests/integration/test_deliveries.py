"""The board of a market: following insights, saying how they stand, history, and that no market knows of another."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as drawn
from hypothesis import strategies as st
from sqlalchemy import event, select

from council_app.db.models import Delegation, Insight
from council_app.domain.deliveries import LADDER, Part, Worry
from council_app.domain.enums import DeliveryStatus, TicketState, Tracker
from council_app.errors import CouncilError, m_
from council_app.i18n import translator
from council_app.services import blog, deliveries, history
from council_app.services.deliveries import Ticket
from council_app.services.erasure import erase_person
from council_app.services.plan import apply_plan, dump_workspace
from council_app.services.workspace import Workspace
from tests import factories as given

EN = translator("en")
TODAY = date(2026, 6, 4)
MARKETS = """
council: 1
markets: [{key: se, country: SE, locales: [sv-SE, en-GB], currency: SEK}, {key: nl, country: NL, locales: [nl-NL], currency: EUR}]
"""
MORE = given.INSIGHT.replace("late-fee", "moon").replace("The late fee comes without warning", "Nobody can tell when the money leaves")


@pytest.fixture
def made(tmp_path: Path) -> Workspace:
    """Two insights, three markets; one person in Bristol spoke for one of them."""
    heard = given.notes(("P01", "The fee came out of nowhere"))
    return given.workspace(tmp_path, given.people(), heard, MARKETS, given.INSIGHT, MORE.replace("{tags: [fees]}", "{tags: [tone]}"))


def follow(made: Workspace, *insights: str, market: str = "gb") -> tuple[str, ...]:
    return deliveries.add(workspace=made, market=market, insights=insights or ("late-fee",), today=TODAY).ids


def change(made: Workspace, delivery: str, **values: object) -> None:
    deliveries.change(workspace=made, delivery=delivery, values={Part[name.upper()]: value for name, value in values.items()}, today=TODAY)


def shown(made: Workspace, market: str = "gb") -> list[tuple[str, DeliveryStatus, date | None]]:
    board = deliveries.board(workspace=made, market=market, today=TODAY)
    return [(line.facts.insight_key, line.status, line.facts.since) for line in board.lines]


def test_an_insight_is_followed_since_the_day_it_was_first_heard_there(made: Workspace) -> None:
    assert [(choice.key, choice.heard_on) for choice in deliveries.choices(workspace=made, market="gb")] == [
        ("late-fee", date(2026, 5, 12)),
        ("moon", None),
    ]
    follow(made, "late-fee", "moon")
    assert shown(made) == [("moon", DeliveryStatus.HEARD, TODAY), ("late-fee", DeliveryStatus.HEARD, date(2026, 5, 12))]
    assert deliveries.choices(workspace=made, market="gb") == ()


def test_a_board_opens_on_a_market_that_has_something_to_show(made: Workspace) -> None:
    follow(made, market="se")
    board = deliveries.board(workspace=made)
    assert ([(tab.key, tab.deliveries) for tab in board.markets], board.market, board.country, board.locales, board.insights) == (
        [("gb", 0), ("nl", 0), ("se", 1)],
        "se",
        "SE",
        ("sv-SE", "en-GB"),
        1,
    )


def test_a_country_is_as_good_as_a_key_and_an_unknown_market_is_refused(made: Workspace) -> None:
    assert deliveries.board(workspace=made, market="GB").market == "gb"
    with pytest.raises(CouncilError, match="there is no market of this key"):
        deliveries.board(workspace=made, market="fr")


def test_a_workspace_without_markets_has_an_empty_board(tmp_path: Path) -> None:
    board = deliveries.board(workspace=given.workspace(tmp_path, plan=""))
    assert (board.markets, board.market, board.lines) == ((), "", ())


def test_what_is_furthest_stands_first_and_what_is_declined_last(made: Workspace) -> None:
    fee, moon = follow(made, "late-fee", "moon")
    change(made, fee, status=DeliveryStatus.DECLINED, reason="too dear")
    change(made, moon, status=DeliveryStatus.SHIPPED, proof="https://example.org/1")
    assert [key for key, _, _ in shown(made)] == ["moon", "late-fee"]


def test_a_new_step_begins_today_and_leaves_behind_what_was_said_of_the_one_before(made: Workspace) -> None:
    (fee,) = follow(made)
    change(made, fee, reason="Legal reads the wording", scope="60 people")
    change(made, fee, status=DeliveryStatus.IN_TEST)
    after = deliveries.detail(workspace=made, delivery=fee, today=TODAY).line.facts
    assert (after.since, after.reason, after.with_whom) == (TODAY, "", "60 people")
    change(made, fee, status=DeliveryStatus.SHIPPED, since=date(2026, 6, 1))
    after = deliveries.detail(workspace=made, delivery=fee, today=TODAY).line.facts
    assert (after.since, after.with_whom) == (date(2026, 6, 1), "")


def test_what_is_so_already_leaves_no_trace(made: Workspace) -> None:
    (fee,) = follow(made)
    before = len(history.history(workspace=made))
    assert deliveries.change(workspace=made, delivery=fee, values={Part.STATUS: DeliveryStatus.HEARD}).entities == frozenset()
    assert len(history.history(workspace=made)) == before


@pytest.mark.parametrize(
    ("part", "value", "why"),
    [
        (Part.STATUS, "shipped", "there is no such status"),
        (Part.SINCE, "2026-05-01", "this is no date"),
        (Part.SINCE, date(1, 1, 1), "this is no date"),
        (Part.DUE, "2026-02-30", "this is no date"),
        (Part.DUE, "soon", "this is no date"),
        (Part.DUE, "0001", "this is no date"),
        (Part.OWNER, "x" * 501, "at most 500 characters"),
        (Part.REASON, "x" * 50_001, "at most 50000 characters"),
        (Part.WORDING, {"sv-SE": "Vi testar det."}, "the market does not publish in this locale"),
        (Part.WORDING, {"en-GB": "x" * 50_001}, "at most 50000 characters"),
    ],
)
def test_what_cannot_be_right_is_refused_and_nothing_is_changed(made: Workspace, part: Part, value: object, why: str) -> None:
    (fee,) = follow(made)
    before = deliveries.detail(workspace=made, delivery=fee, today=TODAY)
    with pytest.raises(CouncilError, match=why):
        deliveries.change(workspace=made, delivery=fee, values={Part.PROOF: "https://example.org", part: value})
    assert deliveries.detail(workspace=made, delivery=fee, today=TODAY) == before


def test_hidden_characters_and_line_ends_do_not_get_in(made: Workspace) -> None:
    (fee,) = follow(made)
    change(made, fee, owner=" Mia\u202e\n Vance ", due=" 2026-09 ", wording={"en-GB": " We look into it.\x07 "})
    facts = deliveries.detail(workspace=made, delivery=fee).line.facts
    assert (facts.owner, facts.due, facts.wording) == ("Mia Vance", "2026-09", {"en-GB": "We look into it."})


def test_an_insight_is_followed_once_in_a_market(made: Workspace) -> None:
    follow(made)
    with pytest.raises(CouncilError, match="the board of this market has it already"):
        follow(made, "moon", "late-fee")
    assert len(shown(made)) == 1
    with pytest.raises(CouncilError, match="there is no insight of this key"):
        follow(made, "nothing")


def test_a_line_that_was_taken_off_elsewhere_is_named(made: Workspace) -> None:
    (fee,) = follow(made)
    deliveries.remove(workspace=made, delivery=fee)
    assert shown(made) == []
    for verb in (deliveries.remove, deliveries.detail):
        with pytest.raises(CouncilError, match="not on the board any more"):
            verb(workspace=made, delivery=fee)
    history.undo(workspace=made)
    assert len(shown(made)) == 1


# -- history


def test_history_says_who_said_what_and_what_it_was_before(made: Workspace) -> None:
    (fee,) = follow(made)
    change(made, fee, status=DeliveryStatus.PLANNED)
    change(made, fee, wording={"en-GB": "We plan it."})
    found = deliveries.detail(workspace=made, delivery=fee, today=TODAY).history
    assert [(each.who, EN.say(each.label), each.stands) for each in found] == [
        ("kim", "Word it for the public", True),
        ("kim", "Say that it is planned", True),
        ("kim", "Follow 1 insight", False),
    ]
    assert [[(turn.part, turn.before, turn.after, turn.locale) for turn in each.turns] for each in found[:2]] == [
        [(Part.WORDING, "", "We plan it.", "en-GB")],
        [(Part.STATUS, "heard", "planned", ""), (Part.SINCE, "2026-05-12", "2026-06-04", "")],
    ]


def test_one_change_is_taken_back_and_later_ones_of_other_things_stay(made: Workspace) -> None:
    (fee,) = follow(made)
    change(made, fee, status=DeliveryStatus.PLANNED)
    change(made, fee, owner="Omar Lind")
    change(made, fee, wording={"en-GB": "We plan it."})
    step = deliveries.detail(workspace=made, delivery=fee).history[2]
    deliveries.take_back(workspace=made, delivery=fee, change=step.id)
    facts = deliveries.detail(workspace=made, delivery=fee).line.facts
    assert (facts.status, facts.since, facts.owner, facts.wording) == (
        DeliveryStatus.HEARD,
        date(2026, 5, 12),
        "Omar Lind",
        {"en-GB": "We plan it."},
    )
    with pytest.raises(CouncilError, match="it was changed since"):
        deliveries.take_back(workspace=made, delivery=fee, change=step.id)
    history.undo(workspace=made)
    assert deliveries.detail(workspace=made, delivery=fee).line.status is DeliveryStatus.PLANNED


def test_a_wording_is_taken_back_in_its_language_alone(made: Workspace) -> None:
    (fee,) = follow(made, market="se")
    change(made, fee, wording={"sv-SE": "Vi planerar det."})
    change(made, fee, wording={"en-GB": "We plan it."})
    swedish = deliveries.detail(workspace=made, delivery=fee).history[1]
    assert swedish.stands
    deliveries.take_back(workspace=made, delivery=fee, change=swedish.id)
    assert deliveries.detail(workspace=made, delivery=fee).line.facts.wording == {"en-GB": "We plan it."}


def test_nobody_takes_back_a_change_of_another_line(made: Workspace) -> None:
    fee, moon = follow(made, "late-fee", "moon")
    change(made, fee, owner="Omar Lind")
    other = deliveries.detail(workspace=made, delivery=fee).history[0]
    with pytest.raises(CouncilError, match="it was changed since"):
        deliveries.take_back(workspace=made, delivery=moon, change=other.id)


def test_dates_that_go_backwards_are_seen_in_the_history(made: Workspace) -> None:
    (fee,) = follow(made)
    change(made, fee, status=DeliveryStatus.PLANNED, since=date(2026, 5, 20), due="2026-09", owner="Mia Vance")
    change(made, fee, status=DeliveryStatus.IN_TEST, since=date(2026, 5, 14), scope="60 people")
    line = deliveries.board(workspace=made, market="gb", today=TODAY).lines[0]
    assert [EN.say(doubt.says) for doubt in line.doubts] == ["in test since 14 May 2026, but planned only since 20 May 2026"]
    assert line.worry is Worry.DOUBTFUL
    change(made, fee, since=date(2026, 5, 21))
    assert deliveries.board(workspace=made, market="gb", today=TODAY).lines[0].doubts == ()


# -- other rooms


def test_a_wording_that_promises_too_much_is_flagged_here_and_held_by_the_gate(made: Workspace) -> None:
    (fee,) = follow(made)
    change(made, fee, status=DeliveryStatus.IN_TEST, scope="60 people", wording={"en-GB": "You can now see the fee in time."})
    assert [EN.say(each.says) for each in deliveries.detail(workspace=made, delivery=fee).wordings] == [
        "en-GB: “You can now”, but here it is in test"
    ]
    (post,) = blog.write_posts(workspace=made, market="gb", as_of=TODAY)
    assert [held.rule.value for held in post.held_back if "You can now" in EN.say(held.why)] == ["status"]


def test_what_something_waits_for_is_never_published(made: Workspace) -> None:
    (fee,) = follow(made)
    for status in LADDER:
        change(made, fee, status=status, scope="60 people", reason="Zebra reads the contract")
        (post,) = blog.write_posts(workspace=made, market="gb", as_of=TODAY)
        assert "Zebra" not in str(post.draft)
    change(made, fee, status=DeliveryStatus.DECLINED, reason="the price would rise for all")
    (post,) = blog.write_posts(workspace=made, market="gb", as_of=TODAY)
    assert "the price would rise for all" in str(post.draft).lower()


def test_what_a_market_follows_is_dumped_and_applied_to_the_same_bytes(made: Workspace, tmp_path: Path) -> None:
    (fee,) = follow(made)
    change(made, fee, status=DeliveryStatus.PLANNED, owner="Omar Lind", due="2026-Q4", reason="Legal", wording={"en-GB": "Planned."})
    text = dump_workspace(workspace=made)
    assert "owner: Omar Lind" in text
    other = given.workspace(tmp_path, plan="", name="other.council")
    apply_plan(workspace=other, path=given.write(tmp_path, "dump.yaml", text))
    assert dump_workspace(workspace=other) == text
    again = apply_plan(workspace=other, path=tmp_path / "dump.yaml")
    assert (again.created, again.changed) == (0, 0)


def test_a_ticket_of_the_insight_is_told_with_its_delivery(made: Workspace) -> None:
    (fee,) = follow(made)
    with made.write(m_("Delegate an insight")) as writing:
        insight = writing.scalars(select(Insight.id).where(Insight.key == "late-fee")).one()
        at = datetime(2026, 6, 1, tzinfo=UTC)
        writing.add(
            Delegation(insight_id=insight, tracker=Tracker.JIRA, reference="PAY-4", at=at, by="kim", state=TicketState.DOING, state_at=at)
        )
    assert deliveries.detail(workspace=made, delivery=fee).tickets == (Ticket(Tracker.JIRA, "PAY-4", TicketState.DOING),)


def test_who_is_erased_is_named_on_no_board_and_in_no_history(made: Workspace) -> None:
    (fee,) = follow(made)
    change(made, fee, owner="Ada Lind", scope="Ada Lind and 60 others", wording={"en-GB": "Ada Lind asked for it."})
    change(made, fee, owner="Omar Lind")
    erase_person(workspace=made, who="ada@example.org")
    assert "Ada" not in str(deliveries.detail(workspace=made, delivery=fee))
    assert deliveries.detail(workspace=made, delivery=fee).line.owner == "Omar Lind"


def test_a_thousand_lines_are_read_in_as_many_queries_as_one(made: Workspace) -> None:
    def queries() -> int:
        said: list[str] = []
        engine = made._engine  # counted where every query passes
        listener = lambda *args: said.append(str(args[2]))  # noqa: E731 - taken away again below
        event.listen(engine, "before_cursor_execute", listener)
        deliveries.board(workspace=made, market="gb", today=TODAY)
        event.remove(engine, "before_cursor_execute", listener)
        return len(said)

    follow(made)
    few = queries()
    follow(made, "moon")
    assert queries() == few


_STEPS = st.lists(
    st.tuples(st.sampled_from(["gb", "se"]), st.sampled_from(["late-fee", "moon"]), st.sampled_from(DeliveryStatus), st.booleans()),
    min_size=1,
    max_size=8,
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@drawn(steps=_STEPS)
def test_a_status_in_one_market_never_shows_in_another(made: Workspace, steps: list[tuple[str, str, DeliveryStatus, bool]]) -> None:
    expected: dict[str, dict[str, tuple[str, DeliveryStatus]]] = {"gb": {}, "se": {}, "nl": {}}
    for market in expected:
        for line in deliveries.board(workspace=made, market=market).lines:
            deliveries.remove(workspace=made, delivery=line.id)
    for market, insight, status, removing in steps:
        there = expected[market].get(insight)
        if there is None:
            (delivery,) = follow(made, insight, market=market)
            expected[market][insight] = delivery, DeliveryStatus.HEARD
        elif removing:
            deliveries.remove(workspace=made, delivery=expected[market].pop(insight)[0])
        else:
            change(made, there[0], status=status, scope=f"people of {market}")
            expected[market][insight] = there[0], status
        for key, lines in expected.items():
            found = deliveries.board(workspace=made, market=key, today=TODAY).lines
            assert {line.facts.insight_key: (line.id, line.status) for line in found} == lines
            assert {line.facts.market_key for line in found} <= {key}
            assert {line.facts.with_whom for line in found} <= {"", f"people of {key}"}
