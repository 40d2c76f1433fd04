"""A whole report of one evening, invented: 18 people, 4 findings, five languages of quotes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from council_app.domain.enums import Audience, Channel, DeliveryStatus, NoteKind, Raised, SessionKind, Severity
from council_app.domain.evidence import Evidence
from council_app.domain.gate import judge
from council_app.domain.intervals import exact_interval
from council_app.domain.likelihood import likelihood
from council_app.domain.records import DeliveryFacts, Impact, InsightFacts, NoteLine, SessionRef, TagLabel, Visual
from council_app.domain.report import about_session
from council_app.reporting import model as m

ZONE = ZoneInfo("Europe/Stockholm")
STARTS = datetime(2026, 11, 19, 17, 30, tzinfo=ZONE)

DRAWING = m.Picture(
    data=(
        b'<svg xmlns="http://www.w3.org/2000/svg" width="666" height="40" viewBox="0 20 666 40">'
        b'<path d="M0 40H666" stroke="#CFCABF" stroke-width="2"/><path d="M333 40H570" stroke="#B4321A" stroke-width="5"/>'
        b'<circle cx="96" cy="40" r="6" fill="#fff" stroke="#1B1916" stroke-width="2"/><circle cx="570" cy="40" r="6" fill="#1B1916"/>'
        b'<path d="M324 33H342L333 48Z" fill="#B4321A"/></svg>'
    ),
    media_type="image/svg+xml",
    alt="The reminder goes out one day after the due date, the money of a bank transfer arrives after two.",
    caption="Due date, reminder after one day, money after two days.",
)

SESSION = SessionRef(
    id="0193",
    key="stockholm-2026-11-pm",
    council_key="stockholm-2026-11",
    council_title="Stockholm, autumn",
    market_key="se",
    country="SE",
    city="Stockholm",
    kind=SessionKind.COUNCIL,
    starts=STARTS,
    ends=STARTS + timedelta(hours=2, minutes=15),
    zone="Europe/Stockholm",
    venue="Lindgården, Exempelgatan 3",
    capacity=24,
    target=20,
    confirmed=26,
    waiting=4,
    attendees=18,
    notes=212,
    insights=4,
)


def heard(unprompted: int, prompted: int = 0, of: int = 18, nods: tuple[str, ...] = ()) -> Evidence:
    return Evidence(
        people=unprompted + prompted,
        attendees=of,
        unprompted=unprompted,
        prompted=prompted,
        agreed_seats=nods,
        sessions=(SESSION.key,),
        markets=("se",),
        notes=unprompted * 2 + prompted,
    )


def council(city: str, on: date, evidence: Evidence) -> m.CouncilCount:
    return m.CouncilCount(city=city, on=on, evidence=evidence, likelihood=likelihood(evidence))


def quote(
    note: str, text: str, lang: str, seat: str, city: str = "Stockholm", translation: str = "", kind: NoteKind = NoteKind.FRICTION
) -> m.Quote:
    return m.Quote(note=note, kind=kind, text=text, lang=lang, seat=seat, city=city, translation=translation)


def facts(key: str, title: str, problem: str, solution: str, **more: object) -> InsightFacts:
    values: dict[str, object] = {
        "id": key,
        "key": key,
        "title": title,
        "problem": problem,
        "solution": solution,
        "impact": None,
        "effort_days": None,
        "owner": "",
    }
    return InsightFacts(**{**values, **more})  # type: ignore[arg-type]


def stages(here: str) -> tuple[m.StageCount, ...]:
    counts = {"Choose": 1, "Pay later": 2, "Wait": 4, "Pay": 9, "Reminder": 12, "Return": 5}
    return tuple(m.StageCount(name, people, here=name == here) for name, people in counts.items())


def finding(of: InsightFacts, kind: NoteKind, severity: Severity | None, evidence: Evidence, **more: object) -> m.Finding:
    return m.Finding(
        facts=of,
        kind=kind,
        severity=severity,
        evidence=evidence,
        likelihood=likelihood(evidence),
        gate=judge(of, evidence),
        **more,  # type: ignore[arg-type]
    )


def delivery(title: str, status: DeliveryStatus, **more: object) -> DeliveryFacts:
    values: dict[str, object] = {"since": None, "with_whom": "", "due": "", "proof": "", "reason": "", **more}
    key = title.lower().replace(" ", "-")
    return DeliveryFacts(id=key, insight_key=key, insight_title=title, market_key="se", country="SE", status=status, **values)  # type: ignore[arg-type]


def findings() -> tuple[m.Finding, ...]:
    picture = Visual(id="v1", filename="reminder.svg", blob="ab", alt=DRAWING.alt)
    reminder = heard(5, nods=("P05", "P09", "P12"))
    fees, due_date, pause = heard(4, 2), heard(6, 1), heard(4)
    return (
        finding(
            facts(
                "SE-14",
                "People who pay by bank transfer get a reminder after they have paid, and read it as an accusation.",
                "A bank transfer takes up to two days to reach us. The reminder goes out after one. So the people who did pay, and paid on "
                "time, are the ones who open a message that says they did not. Five in Stockholm raised it before anyone asked. In London "
                "and Berlin the question was on the list.",
                "Send no reminder until the next payment file has been read.",
                impact=Impact(1_100_000, 2_400_000, 4_200_000, "SEK"),
                effort_days=40,
                owner="Hanna Berg",
                teams=("Payments",),
                approvals=("Credit risk", "Legal"),
                journey="Paying later",
                stage="Reminder",
                stage_critical=True,
                promise="No surprises, ever",
                visuals=(picture,),
            ),
            NoteKind.FRICTION,
            Severity.SERIOUS,
            reminder,
            by_council=(
                council("Stockholm", date(2026, 11, 19), reminder),
                council("London", date(2026, 10, 8), heard(2, 2, of=21)),
                council("Berlin", date(2026, 10, 21), heard(1, 2, of=16)),
            ),
            stages=stages("Reminder"),
            journey_note="all three councils (55 people)",
            pictures=(DRAWING,),
            quotes=(
                quote(
                    "S-0412",
                    "Jag fick en påminnelse samma dag som jag redan hade betalat. Då känner man sig anklagad.",
                    "sv",
                    "P03",
                    translation="I got a reminder on the day I had already paid. Then you feel accused.",
                ),
                quote("L-0188", "Three texts and an e-mail before breakfast, for nine pounds I had sent on Friday.", "en", "L05", "London"),
                quote(
                    "B-0093",
                    "Auf dem Brief stand: letzte Mahnung. Es war die erste, die ich überhaupt gesehen habe.",
                    "de",
                    "B11",
                    "Berlin",
                    translation="The letter said: final reminder. It was the first one I had seen at all.",
                ),
            ),
            against=(
                quote(
                    "S-0437",
                    "Jag betalar med kort, och då slutar påminnelserna direkt.",
                    "sv",
                    "P11",
                    kind=NoteKind.PRAISE,
                    translation="I pay by card, and then the reminders stop at once.",
                ),
            ),
            against_note="Nobody who paid by card raised it. It may be a matter of bank transfers alone.",
            delivery=delivery("Reminder only after the payment file", DeliveryStatus.PLANNED, due="12 January 2027"),
        ),
        finding(
            facts(
                "SE-15",
                "Nobody could say what a fee is for.",
                "The confirmation lists an administration fee and a service fee. Six people read the first "
                "as a penalty, and none could tell them apart.",
                "Name each fee by what it pays for, on the confirmation and in the letter.",
                impact=Impact(300_000, 600_000, 900_000, "SEK"),
                effort_days=8,
                owner="",
                approvals=("Legal",),
                journey="Paying later",
                stage="Choose",
                visuals=(picture,),
            ),
            NoteKind.QUESTION,
            Severity.MINOR,
            fees,
            by_council=(council("Stockholm", date(2026, 11, 19), fees),),
            stages=stages("Choose"),
            quotes=(
                quote(
                    "S-0301",
                    "Τι είναι αυτή η χρέωση; Δεν μου το εξήγησε ποτέ κανείς.",
                    "el",
                    "P14",
                    kind=NoteKind.QUESTION,
                    translation="What is this charge? Nobody ever explained it to me.",
                ),
                quote(
                    "S-0322",
                    "Myślałem, że to kara za spóźnienie, choć zapłaciłem w terminie.",
                    "pl",
                    "P02",
                    kind=NoteKind.QUESTION,
                    translation="I thought it was a penalty for being late, although I had paid on time.",
                ),
            ),
        ),
        finding(
            facts(
                "SE-16",
                "People want to set their own due date.",
                "Salaries arrive on the 25th, the bill on the 19th. Seven people move money between accounts every "
                "month to bridge six days.",
                "Carry the due-date picker into a test with 240 people.",
                impact=Impact(500_000, 1_900_000, 3_000_000, "SEK"),
                effort_days=25,
                owner="Omar Lind",
                teams=("App",),
                journey="Paying later",
                stage="Pay",
                visuals=(picture,),
            ),
            NoteKind.SUGGESTION,
            None,
            due_date,
            by_council=(council("Stockholm", date(2026, 11, 19), due_date), council("Berlin", date(2026, 10, 21), heard(3, 1, of=16))),
            stages=stages("Pay"),
            quotes=(
                quote(
                    "S-0207",
                    "Låt mig välja den 26:e, så slipper vi båda påminnelserna.",
                    "sv",
                    "P07",
                    kind=NoteKind.SUGGESTION,
                    translation="Let me choose the 26th, and we are both spared the reminders.",
                ),
            ),
            against_note="Two people would rather not have to choose anything.",
            delivery=delivery("Pick your own due date", DeliveryStatus.IN_TEST, with_whom="240 people in Malmö", due="18 December"),
        ),
        finding(
            facts(
                "SE-17",
                "Pausing is what they tell others about.",
                "The pause came after the May council. Four people named it before anyone asked, as the thing "
                "they had told a friend about.",
                "Show the pause on the overview and not only under settings.",
                impact=Impact(100_000, 200_000, 400_000, "SEK"),
                effort_days=5,
                owner="Elsa Wahl",
                teams=("App",),
                journey="Paying later",
                stage="Wait",
            ),
            NoteKind.PRAISE,
            None,
            pause,
            by_council=(council("Stockholm", date(2026, 11, 19), pause),),
            quotes=(
                quote(
                    "S-0511",
                    "Als ich im Krankenhaus lag, habe ich einfach auf Pause gedrückt. Das erzähle ich jedem.",
                    "de",
                    "P10",
                    kind=NoteKind.PRAISE,
                    translation="When I was in hospital I simply pressed pause. I tell everybody.",
                ),
            ),
            delivery=delivery("Pause a payment in the app", DeliveryStatus.SHIPPED, since=date(2026, 11, 3)),
        ),
    )


def prototype() -> m.PrototypeResult:
    low, high = exact_interval(12, 16)
    low2, high2 = exact_interval(7, 16)
    return m.PrototypeResult(
        name="Due-date picker",
        version="2",
        tasks=(
            m.TaskResult("Set a new date, unaided", 12, 16, low, high, with_help=2, seconds=38.2, target_seconds=60),
            m.TaskResult("Understood what it costs", 7, 16, low2, high2, with_help=5, seconds=71, target_seconds=45),
        ),
        scores=(
            m.ScoreResult("SUS", 74.1, 66.0, 82.2, 16, 0, 100, "68 is the middle of all systems measured, not a percentage", 68),
            m.ScoreResult("SEQ", 5.9, 5.2, 6.5, 16, 1, 7, "7 is very easy; about 5.5 is usual", 5.5),
        ),
        note="Two of 18 had left before the test.",
    )


def notes(count: int) -> tuple[NoteLine, ...]:
    kinds = tuple(NoteKind)
    texts = (
        "Reminder came on the day I paid",
        "Vad är administrationsavgiften egentligen till för?",
        "Pausen räddade mig i somras",
        "Let me move the date to after pay-day",
        "Shows the letter, says it was the first she saw",
    )
    return tuple(
        NoteLine(
            id=str(i),
            key=f"S-{i:04}",
            session_key=SESSION.key,
            city="Stockholm",
            zone="Europe/Stockholm",
            at=(STARTS + timedelta(seconds=31 * i)).astimezone(UTC),
            author="Kim",
            seat=f"P{i % 18 + 1:02}",
            text=texts[i % 5],
            kind=kinds[i % 5],
            severity=None,
            verbatim=i % 3 == 0,
            raised=Raised.ALONE,
            channel=Channel.APP,
            tags=(TagLabel(id="t", path=("reminder/timing", "fees/wording", "pause", "due-date", "letters")[i % 5], colour=""),),
        )
        for i in range(1, count + 1)
    )


def themes() -> tuple[m.ThemeCount, ...]:
    kind = NoteKind
    return (
        m.ThemeCount("reminder/timing", 9, 7, {kind.FRICTION: 8, kind.PRAISE: 1, kind.SUGGESTION: 3}),
        m.ThemeCount("due-date", 7, 6, {kind.FRICTION: 2, kind.SUGGESTION: 7}),
        m.ThemeCount("fees/wording", 6, 4, {kind.FRICTION: 4, kind.QUESTION: 6}),
        m.ThemeCount("pause", 5, 5, {kind.PRAISE: 4, kind.OBSERVATION: 1}),
        m.ThemeCount("letters", None, None, {}),
    )


def report(**changes: object) -> m.Report:
    """The evening in Stockholm; any attribute can be replaced."""
    evening = m.Report(
        brand=m.Brand("Alma Consumer Council"),
        about=about_session(SESSION.key),
        sessions=(SESSION,),
        heading="What we heard in Stockholm",
        occasion="Stockholm, 19 November 2026, evening",
        locale="en-GB",
        audience=Audience.INTERNAL,
        as_of=datetime(2026, 11, 20, 9, 0, tzinfo=UTC),
        headline="The reminder is heard as an accusation",
        lead="Eighteen customers talked about paying later for two hours and a quarter. What hurt most was not the fee. It was being "
        "reminded of something they had already done.",
        attendance=m.Attendance(
            confirmed=26,
            came=18,
            spoke=17,
            walk_ins=1,
            no_shows=9,
            segments=(
                m.SegmentCount("new customer", 7),
                m.SegmentCount("heavy user", 6),
                m.SegmentCount("complained", 5),
                m.SegmentCount("over 70", None),
            ),
            limits=(
                "They live within an hour of Stockholm and had a free evening.",
                "People who left us are not among them.",
                "One person did not speak, and was asked once.",
            ),
        ),
        claims=(
            m.Claim(
                NoteKind.FRICTION,
                "Reminders reach people after they have paid.",
                "Bank transfers take two days to arrive; the reminder waits one.",
                heard(5),
                Severity.SERIOUS,
                "SE-14",
            ),
            m.Claim(
                NoteKind.QUESTION,
                "Nobody could say what a fee is for.",
                "The word “administration” was read as a penalty.",
                heard(4, 2),
                Severity.MINOR,
                "SE-15",
            ),
            m.Claim(
                NoteKind.SUGGESTION,
                "People want to set their own due date.",
                "12 of 16 set it unaided in the prototype, 38 seconds on average.",
                heard(6, 1),
                None,
                "SE-16",
            ),
            m.Claim(
                NoteKind.PRAISE,
                "Pausing is what they tell others about.",
                "Shipped after the May council, and noticed.",
                heard(4),
                None,
                "SE-17",
            ),
        ),
        contradicts="nobody who pays by card raised the first point. It may concern bank transfers only.",
        decisions=(
            m.Decision("Hold reminders until the payment file is read.", "Payments", "Hanna Berg", date(2027, 1, 12)),
            m.Decision("Approve plain words for the two fees.", "Legal"),
            m.Decision("Carry the due-date picker into a test with 240 people.", "App", "Omar Lind", date(2026, 12, 4)),
        ),
        findings=findings(),
        prototypes=(prototype(),),
        trends=(
            m.Trend(
                "Ease (SUS)",
                0,
                100,
                (m.TrendPoint("May", 61, 50, 72, 14), m.TrendPoint("Sep", 68, 59, 77, 17), m.TrendPoint("Nov", 74.1, 66, 82.2, 16)),
            ),
            m.Trend(
                "Recommend (NPS)",
                -100,
                100,
                (m.TrendPoint("May", 8, -22, 38, 16), m.TrendPoint("Sep", 11, -16, 38, 20), m.TrendPoint("Nov", 22, -7, 51, 18)),
            ),
        ),
        follow_up=m.FollowUp(
            "in September",
            (
                delivery("Pause a payment in the app", DeliveryStatus.SHIPPED, since=date(2026, 11, 3)),
                delivery("Receipts by e-mail", DeliveryStatus.SHIPPED, since=date(2026, 10, 14)),
                delivery("Pick your own due date", DeliveryStatus.IN_TEST, with_whom="240 people in Malmö", due="18 December"),
                delivery("One text instead of three", DeliveryStatus.IN_TEST, with_whom="60 people", due="11 December"),
                delivery("Reminder only after the payment file", DeliveryStatus.PLANNED, due="12 January 2027"),
                delivery("No reminder fees at all", DeliveryStatus.DECLINED, reason="it would raise the price for everybody"),
            ),
        ),
        open_questions=(
            m.OpenQuestion("Why does the bank's own app show the money as arrived on the first day?", 2, "Hanna Berg"),
            m.OpenQuestion("Would people over 70 use a due-date picker on paper?"),
        ),
        themes=themes(),
        stages=stages("Reminder"),
        crossings=(
            m.CrossTable(
                "Theme by group, in people",
                ("new customer", "heavy user", "complained"),
                (
                    m.CrossRow("reminder/timing", (None, None, 5)),
                    m.CrossRow("due-date", (5, 0, None)),
                    m.CrossRow("fees/wording", (6, None, 0)),
                ),
            ),
        ),
        method=m.Method(
            sentences=(
                "Two people took notes on two laptops; a third led the talk.",
                "212 notes were tagged by one person and a sample of 40 by a second.",
            ),
            limits=("The session was in Swedish; English and German quotes come from the councils in London and Berlin.",),
        ),
        notes=notes(212),
        notes_total=212,
    )
    return replace(evening, **changes)  # type: ignore[arg-type]
