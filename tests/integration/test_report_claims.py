"""No number is printed in what the program writes that the claims page does not list, and reading a report costs no query per note."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from council_app.domain.enums import Audience
from council_app.domain.report import Section, about_session
from council_app.i18n import translator
from council_app.reporting.html import print_html
from council_app.reporting.model import Report
from council_app.reporting.telling import with_claims
from council_app.services.report.building import build_report
from tests import factories as given
from tests import report_factory as factory

EN = translator("en-GB")
COMPUTED = tuple(each for each in Section if each not in (Section.CLAIMS, Section.APPENDIX, Section.CHANGES))


def numbers(text: str) -> set[str]:
    """The numbers that stand in a text, without those that are part of a word such as P03 or S-0412."""
    return set(re.findall(r"(?<![\w.,-])\d+(?:[.,]\d+)*%?", text))


def printed(report: Report) -> str:
    """What is read on the pages from the summary on, pictures in words included, without what people typed."""
    html = print_html(report, EN).html
    body = html.partition('<section id="summary"')[2].partition("</main>")[0]
    typed = sorted({text for text in typed_in(report) if re.search(r"\d", text)}, key=len, reverse=True)
    words = unescape(re.sub(r"<(?:text)[^>]*>.*?</text>|<[^>]*>", " ", body))
    for text in typed:
        words = words.replace(text, " ")
    return words


def typed_in(report: Report) -> Iterator[str]:
    yield from (str(report.heading), str(report.occasion), report.brand.name, *(ref.city for ref in report.sessions))
    yield from (text for claim in report.claims for text in (claim.title, claim.detail))
    yield from (decision.text for decision in report.decisions)
    yield from (text for remark in (*report.method.sentences, *report.method.limits, *report.attendance.limits) for text in (str(remark),))
    for finding in report.findings:
        facts = finding.facts
        yield from (facts.title, facts.problem, facts.solution, str(finding.journey_note), str(finding.against_note))
        yield from (text for quote in (*finding.quotes, *finding.against) for text in (quote.text, quote.translation, quote.note))
        yield from (text for picture in finding.pictures for text in (picture.alt, picture.caption))
    yield from (segment.name for segment in report.attendance.segments)
    yield from (question.text for question in report.open_questions)
    yield from (text for each in report.prototypes for text in (str(each.note), *(str(score.reading) for score in each.scores)))
    yield str(report.contradicts)
    yield from (f"version {each.version}" for each in report.prototypes)


@pytest.mark.parametrize("audience", list(Audience))
def test_every_number_of_the_computed_parts_is_on_the_claims_page(audience: Audience) -> None:
    report = with_claims(factory.report(audience=audience, sections=COMPUTED, notes=()), EN)
    told = " ".join(EN.say(told.says) if not isinstance(told.says, str) else told.says for told in report.told)
    of_the_method = "95 95% 68 100 5.5 7 0% 100% 0 1 2"
    ids_and_places = {str(number) for number in range(1, len(report.findings) + 1)}
    dates = " ".join(EN.date(count.on) + " " + EN.date(count.on, style="medium") for each in report.findings for count in each.by_council)
    due = " ".join(
        EN.date(decision.by, style="medium") for decision in report.decisions if decision.by and not isinstance(decision.by, str)
    )
    known = numbers(f"{told} {of_the_method} {dates} {due}") | ids_and_places
    assert numbers(printed(report)) - known == set()


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that are run meanwhile."""
    run: list[str] = []

    def seen(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        run.append(statement)

    event.listen(Engine, "before_cursor_execute", seen)
    try:
        yield run
    finally:
        event.remove(Engine, "before_cursor_execute", seen)


def test_ten_times_the_notes_are_read_with_as_many_queries(tmp_path: Path) -> None:
    queries = []
    for count in (20, 200):
        folder = tmp_path / str(count)
        folder.mkdir()
        with given.workspace(folder) as made:
            said = [(f"P{number % 12 + 1:02}", f"The fee came late again, number {number}") for number in range(count)]
            for plan in (given.people(), _notes(said), given.INSIGHT):
                given.apply(made, folder, plan)
            with counted() as run:
                report = build_report(workspace=made, about=about_session(given.SESSION), audience=Audience.INTERNAL, t=EN)
        assert len(report.notes) == count
        queries.append(len(run))
    assert queries[0] == queries[1]


def _notes(said: list[tuple[str, str]]) -> str:
    """As the factory's, with minutes that stay within the hour."""
    return re.sub(r"T09:(\d+):00", lambda found: f"T{9 + int(found[1]) // 60:02}:{int(found[1]) % 60:02}:00", given.notes(*said))


def test_one_note_makes_a_calm_report(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made:
        for plan in (given.people(count=1), given.notes(("P01", "The fee came late")), given.INSIGHT):
            given.apply(made, tmp_path, plan)
        report = build_report(workspace=made, about=about_session(given.SESSION), audience=Audience.INTERNAL, t=EN)
    assert report.lead == (
        "1 customer talked with us for 2 hours and 30 minutes. 1 note was taken. They make 1 finding; 0 of them a team can act on today."
    )
    assert (report.attendance.came, report.heat, report.pairs, report.curve, report.trends) == (1, None, None, None, ())
