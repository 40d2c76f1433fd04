"""What a report has and what people wrote into it is kept per report, audience and language, and can be taken back by name."""

from pathlib import Path

import pytest

from council_app.domain.enums import Audience, ReportScope, SessionState
from council_app.domain.limits import TEXT_LIMIT
from council_app.domain.papers import Sheet
from council_app.domain.report import SUMMARY_PART, ReportAbout, Section, part_of, part_of_finding
from council_app.errors import CouncilError
from council_app.services.history import undo
from council_app.services.publications import Quoting, remember
from council_app.services.rehearsal import rehearse
from council_app.services.report.choosing import choices
from council_app.services.report.setup import ReportSetupFacts, sections_for, set_up, setup_of
from council_app.services.report.writing import keep_typed, typed, write_part, written
from council_app.services.room import start_session
from council_app.services.workspace import Workspace
from tests import factories as given

ABOUT = ReportAbout(ReportScope.SESSION, given.SESSION)
INSIDE, OUTSIDE = Audience.INTERNAL, Audience.EXTERNAL


@pytest.fixture
def desk(tmp_path: Path) -> Workspace:
    return given.workspace(tmp_path)


def write(desk: Workspace, text: str, *, part: str = SUMMARY_PART, locale: str = "en", audience: Audience = INSIDE) -> None:
    write_part(workspace=desk, about=ABOUT, audience=audience, locale=locale, part=part, text=text)


def read(desk: Workspace, *, locale: str = "en", audience: Audience = INSIDE) -> dict[str, str]:
    return written(workspace=desk, about=ABOUT, audience=audience, locale=locale)


def half(desk: Workspace, *, locale: str = "en") -> dict[str, str]:
    return typed(workspace=desk, about=ABOUT, audience=INSIDE, locale=locale)


def test_without_a_choice_a_report_has_all_its_audience_may_have(desk: Workspace) -> None:
    assert setup_of(workspace=desk, about=ABOUT, audience=INSIDE) == ReportSetupFacts(tuple(Section), Sheet.A4)
    outside = setup_of(workspace=desk, about=ABOUT, audience=OUTSIDE).sections
    assert outside == tuple(each for each in Section if each is not Section.APPENDIX)


def test_sections_keep_the_order_they_were_given_and_undo_takes_it_back(desk: Workspace) -> None:
    wanted = (Section.FINDINGS, Section.SUMMARY, Section.METHOD)
    set_up(workspace=desk, about=ABOUT, audience=INSIDE, sections=wanted, sheet=Sheet.LETTER)
    assert setup_of(workspace=desk, about=ABOUT, audience=INSIDE) == ReportSetupFacts(wanted, Sheet.LETTER)
    assert setup_of(workspace=desk, about=ABOUT, audience=OUTSIDE).sections == sections_for(OUTSIDE)
    undone = undo(workspace=desk)
    assert undone is not None
    assert str(undone.label) == "Choose what the report has"
    assert setup_of(workspace=desk, about=ABOUT, audience=INSIDE) == ReportSetupFacts(tuple(Section), Sheet.A4)


def test_a_report_may_have_no_section_and_never_one_twice_or_one_that_is_not_for_outside(desk: Workspace) -> None:
    set_up(workspace=desk, about=ABOUT, audience=INSIDE, sections=(), sheet=Sheet.A4)
    assert setup_of(workspace=desk, about=ABOUT, audience=INSIDE).sections == ()
    twice = (Section.WHO, Section.APPENDIX, Section.WHO)
    set_up(workspace=desk, about=ABOUT, audience=OUTSIDE, sections=twice, sheet=Sheet.A4)
    assert setup_of(workspace=desk, about=ABOUT, audience=OUTSIDE).sections == (Section.WHO,)


def test_choosing_everything_again_is_as_good_as_no_choice(desk: Workspace) -> None:
    set_up(workspace=desk, about=ABOUT, audience=INSIDE, sections=(Section.WHO,), sheet=Sheet.A4)
    gone = set_up(workspace=desk, about=ABOUT, audience=INSIDE, sections=tuple(Section), sheet=Sheet.A4)
    nothing = set_up(workspace=desk, about=ABOUT, audience=INSIDE, sections=tuple(Section), sheet=Sheet.A4)
    assert (gone.entities, nothing.entities) == (frozenset({"report_setup"}), frozenset())


@pytest.mark.parametrize("scope", list(ReportScope))
def test_nothing_is_kept_for_a_report_about_nothing(desk: Workspace, scope: ReportScope) -> None:
    about = ReportAbout(scope, "atlantis")
    with pytest.raises(CouncilError):
        set_up(workspace=desk, about=about, audience=INSIDE, sections=(), sheet=Sheet.A4)
    with pytest.raises(CouncilError):
        write_part(workspace=desk, about=about, audience=INSIDE, locale="en", part=SUMMARY_PART, text="Nothing")


def test_what_is_written_stays_in_its_language_and_with_its_audience(desk: Workspace) -> None:
    write(desk, "People want to know.\n\nWe should tell them.  ")
    write(desk, "Menschen wollen es wissen.", locale="de-AT")
    write(desk, "Look at this twice.", part=part_of(Section.COUNTS))
    assert read(desk) == {"section:counts": "Look at this twice.", "summary": "People want to know.\n\nWe should tell them."}
    assert read(desk, locale="de") == {"summary": "Menschen wollen es wissen."}
    assert read(desk, audience=OUTSIDE) == {}


def test_writing_nothing_takes_it_away_and_undo_brings_it_back_by_name(desk: Workspace) -> None:
    write(desk, "Ours alone.", part=part_of_finding("late-fee"))
    write(desk, " \n ", part=part_of_finding("late-fee"))
    assert read(desk) == {}
    undone = undo(workspace=desk)
    assert undone is not None
    assert (str(undone.label), read(desk)) == ("Write a comment in the report", {"finding:late-fee": "Ours alone."})


def test_text_longer_than_a_text_may_be_is_refused_and_nothing_changes(desk: Workspace) -> None:
    write(desk, "Short.")
    with pytest.raises(CouncilError):
        write(desk, "a" * (TEXT_LIMIT + 1))
    assert read(desk) == {"summary": "Short."}


def test_half_typed_text_is_kept_until_it_is_written_and_is_nothing_to_undo(desk: Workspace) -> None:
    for text in ("Peo", "People want "):
        keep_typed(workspace=desk, about=ABOUT, audience=INSIDE, locale="en", part=SUMMARY_PART, text=text)
    keep_typed(workspace=desk, about=ABOUT, audience=INSIDE, locale="de", part=SUMMARY_PART, text="Leute")
    assert (half(desk), half(desk, locale="de"), read(desk)) == ({"summary": "People want "}, {"summary": "Leute"}, {})
    write(desk, "People want to know.")
    assert (half(desk), half(desk, locale="de")) == ({}, {"summary": "Leute"})


def test_sessions_councils_and_markets_are_offered_with_where_they_stand(desk: Workspace) -> None:
    (session, council, market) = choices(workspace=desk)
    assert [each.about.key for each in (session, council, market)] == ["bristol-am", "bristol", "gb"]
    assert (session.title, session.city, session.state, session.saved) == ("Bristol council", "Bristol", SessionState.PLANNED, None)
    assert (market.title, market.country, market.sessions) == ("", "GB", 1)
    start_session(workspace=desk, session=given.SESSION)
    remember(workspace=desk, documents=[Quoting("report", given.SESSION, INSIDE, "en", ())])
    first = choices(workspace=desk)[0]
    assert (first.state, first.saved is not None) == (SessionState.LIVE, True)


def test_a_rehearsal_is_nothing_to_report_on(desk: Workspace) -> None:
    rehearse(workspace=desk, session=given.SESSION)
    assert [each.about.key for each in choices(workspace=desk)] == ["bristol-am", "bristol", "gb"]
