"""An insight passes the gate with all seven, and the gate says in words what is missing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from council_app.domain.evidence import Evidence
from council_app.domain.gate import Requirement, judge
from council_app.domain.ownership import not_one_owner
from council_app.domain.records import Impact, InsightFacts, Visual

EVIDENCE = Evidence(people=5, attendees=18, unprompted=5, prompted=0, notes=12)
WHOLE = InsightFacts(
    id="i1",
    key="reminders",
    title="Reminders cross with payments",
    problem="The reminder is sent a day before the transfer arrives",
    solution="Wait for the payment file before sending",
    impact=Impact(200000, 600000, 1500000, "SEK"),
    effort_days=8,
    owner="Hanna Berg",
    visuals=(Visual("v1", "reminder-letter.png", "0f", "A letter"),),
)


def missing(facts: InsightFacts, evidence: Evidence = EVIDENCE) -> list[str]:
    gate = judge(facts, evidence)
    return [criterion.requirement.value for criterion in gate.criteria if not criterion.met]


def test_a_whole_insight_can_be_delegated() -> None:
    gate = judge(WHOLE, EVIDENCE)
    assert (gate.ready, gate.met, gate.missing, str(gate.sentence)) == (True, 7, (), "Nothing is missing: it can be delegated.")
    assert [str(criterion.says) for criterion in gate.criteria] == [
        "12 notes from 5 people",
        "reminder-letter.png",
        "The reminder is sent a day before the transfer arrives",
        "Wait for the payment file before sending",
        "200000–1500000 SEK a year, likely 600000",
        "8 days",
        "Hanna Berg",
    ]


def test_the_sentence_names_what_is_missing() -> None:
    gate = judge(replace(WHOLE, impact=None, effort_days=None, owner="Payments team"), EVIDENCE)
    assert str(gate.sentence) == "An amount, an effort and a name are missing."
    assert [str(title) for title in gate.missing] == ["Financial impact", "Effort", "One named owner"]
    assert str(gate.criteria[-1].says) == "Payments team, but no person yet"


def test_one_missing_thing_is_singular() -> None:
    assert str(judge(replace(WHOLE, visuals=()), EVIDENCE).sentence) == "A picture is missing."


@pytest.mark.parametrize(
    ("change", "requirement"),
    [
        ({"visuals": ()}, Requirement.VISUAL),
        ({"problem": " "}, Requirement.PROBLEM),
        ({"problem": "TBD for the lead"}, Requirement.PROBLEM),
        ({"solution": "fix it"}, Requirement.SOLUTION),
        ({"impact": Impact(1, None, 3, "EUR")}, Requirement.IMPACT),
        ({"impact": Impact(3, 2, 4, "EUR")}, Requirement.IMPACT),
        ({"impact": Impact(0, 0, 0, "EUR")}, Requirement.IMPACT),
        ({"impact": Impact(1, 2, 3, "")}, Requirement.IMPACT),
        ({"impact": Impact(1, 2, 3, "EUR", "")}, Requirement.IMPACT),
        ({"effort_days": 0}, Requirement.EFFORT),
        ({"effort_days": -1}, Requirement.EFFORT),
        ({"effort_days": float("nan")}, Requirement.EFFORT),
        ({"effort_days": float("inf")}, Requirement.EFFORT),
        ({"owner": ""}, Requirement.OWNER),
    ],
)
def test_each_requirement_is_asked_for(change: dict[str, object], requirement: Requirement) -> None:
    assert missing(replace(WHOLE, **change)) == [requirement.value]


@pytest.mark.parametrize(
    "evidence", [Evidence(0, 18, 0, 0), Evidence(0, 18, 0, 0, agreed_seats=("P02",), notes=1)], ids=["no notes", "only nods"]
)
def test_nods_and_nothing_are_no_evidence(evidence: Evidence) -> None:
    assert missing(WHOLE, evidence) == ["evidence"]


def test_a_loss_avoided_may_start_below_zero() -> None:
    assert missing(replace(WHOLE, impact=Impact(-100, 0, 500, "EUR"))) == []


@pytest.mark.parametrize(
    "owner",
    [
        "Hanna Berg",
        "Berg, Hanna",
        "Payments product manager",
        "Journey lead, UK",
        "Hanna Berg, Payments team",
        "Team lead Checkout",
        "Teamleiter Zahlungen",
        "Chef d’équipe paiements",
        "Head of Research and Design",
        "R&D lead",
        "hanna@example.org",
        "Åsa",
    ],
)
def test_one_person_or_role_owns_it(owner: str) -> None:
    assert not_one_owner(owner) is None


NO_SINGLE_OWNER = """
?|-|x|tbd|TBD.|n/a|Hanna?|everyone|ingen|noch offen|à définir|nog te bepalen
Payments team|Betalteamet|Zahlungsteam|Équipe paiements|betaalgroep|The board
A and B|Anna & Bo|Anna/Bo|Anna und Bo|Anna och Bo|Anna et Bo|Anna en Bo|Anna Berg, Bo Ek|Product manager and Design lead
"""


@pytest.mark.parametrize("owner", ["", *NO_SINGLE_OWNER.strip().replace("\n", "|").split("|")])
def test_a_team_two_people_or_nobody_do_not(owner: str) -> None:
    assert not_one_owner(owner) is not None


PLACEHOLDERS = """
TBD with the lead|To be decided later on|Look into this|Please look into this with the team|Improve this asap please|Problem goes here
See above|As above
Att göra|Vet inte ännu riktigt|Kolla upp det här snart|Ska utredas vidare|Problemet här
Noch offen|Wird noch geklärt mit Team|Noch nicht bekannt|Siehe oben|Das Problem hier
À définir avec l’équipe|On ne sait pas encore|Voir ci-dessus|À compléter plus tard|Le problème
Nog te bepalen door team|Weten we niet zeker|Hier naar kijken|Dit uitzoeken met team|Het probleem
"""


@pytest.mark.parametrize("words", PLACEHOLDERS.strip().replace("\n", "|").split("|"))
def test_words_that_hold_a_place_say_no_problem_and_no_solution(words: str) -> None:
    assert missing(replace(WHOLE, problem=words)) == ["problem"]
    assert missing(replace(WHOLE, solution=words)) == ["solution"]


SPECIFIC = """
Unknown charges appear on the receipt|None of the dates are shown|The problem is that reminders cross with payments|Fix the totals
Nå kunden innan avgiften|Kunden ser inte avgiften i tid|Oklart vilken dag avgiften dras från kontot
Das Problem: Mahnung vor Zahlung|Keine Angabe des Datums auf der Bestätigung|Die Lösung zeigt jedes Datum
Le problème vient du rappel envoyé trop tôt|Rien ne montre la date de paiement|Afficher la date
Geen bedrag op de bevestiging te zien|Het probleem is de late herinnering|De datum tonen
"""


@pytest.mark.parametrize("words", SPECIFIC.strip().replace("\n", "|").split("|"))
def test_what_says_something_is_believed(words: str) -> None:
    assert missing(replace(WHOLE, problem=words)) == []


def test_the_gate_quotes_what_is_not_enough() -> None:
    criteria = judge(replace(WHOLE, problem="Look into this", solution=""), EVIDENCE).criteria
    assert [str(criterion.says) for criterion in criteria[2:4]] == [
        "“Look into this” is not enough. Say what goes wrong, where and for whom",
        "Say what to build or change",
    ]


def test_the_same_word_three_times_is_one_word() -> None:
    assert missing(replace(WHOLE, problem="late late late")) == ["problem"]


def test_a_solution_that_repeats_the_problem_is_none() -> None:
    gate = judge(replace(WHOLE, solution=f"“{WHOLE.problem}.”"), EVIDENCE)
    assert str(gate.criteria[3].says) == "It only repeats the problem: say what to build or change"


def test_withheld_notes_are_named_and_never_enough() -> None:
    assert str(judge(WHOLE, replace(EVIDENCE, withheld=2)).criteria[0].says) == (
        "12 notes from 5 people; 2 notes are not counted: their speakers took back consent"
    )
    alone = judge(WHOLE, Evidence(0, 18, 0, 0, withheld=1)).criteria[0]
    assert (alone.met, str(alone.says)) == (False, "1 note is not counted: its speaker took back consent")
