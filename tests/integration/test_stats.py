"""The numbers of a session are counted in people, and say n/a where there is nothing to count."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from council_app.bootstrap import main
from council_app.domain.crosstabs import Themes
from council_app.domain.success import Method
from council_app.domain.theme_documents import discovery_document
from council_app.domain.theme_views import ThemesAsked, View
from council_app.services.stats import statistics
from council_app.services.theme_views import find_themes
from tests import factories as given
from tests import theme_factory as themes_given

MEASURED = """council: 1
trials:
  - {session: bristol-am, seat: P01, task: pick, outcome: success, seconds: 40}
  - {session: bristol-am, seat: P02, task: pick, outcome: success, seconds: 90}
  - {session: bristol-am, seat: P03, task: pick, outcome: with-help, seconds: 200}
  - {session: bristol-am, seat: P04, task: pick, outcome: fail}
answers:
  - {session: bristol-am, seat: P01, question: sus, value: [5, 1, 5, 1, 5, 1, 5, 1, 5, 1]}
  - {session: bristol-am, seat: P02, question: sus, value: [3, 3, 3, 3, 3, 3, 3, 3, 3, 3]}
"""


def test_attendees_are_counted_and_the_silent_are_there(tmp_path: Path) -> None:
    with given.workspace(
        tmp_path, given.people(count=4), given.notes(("P01", "it costs"), ("P01", "and again"), ("P02", "for me too")), MEASURED
    ) as workspace:
        found = statistics(workspace=workspace, session=given.SESSION)
        (measured,) = found.sessions
    (sus,), (pick,) = measured.questions, measured.tasks
    assert (measured.attendees, measured.friction, measured.praise) == (4, 2, 0)
    assert measured.balance is not None
    assert (measured.balance.silent, found.new_themes, found.saturation) == (2, (1,), None)
    assert (sus.answers, sus.score, sus.grade, sus.flat) == (2, 75.0, "B", 1)
    assert (pick.success, pick.with_help, pick.tried, pick.estimate, pick.seconds) == (2, 1, 4, 0.5, pytest.approx(60.0))
    assert (pick.method, round(pick.low or 0, 4), round(pick.high or 0, 4)) == (Method.ADJUSTED_WALD, 0.15, 0.85)


def test_what_stats_say_of_themes_to_hear_is_what_the_curve_says(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    heard = themes_given.heard(tmp_path)
    themes_given.heard_later(heard, tmp_path)
    curve = find_themes(workspace=heard, asked=ThemesAsked(View.CURVE)).content
    assert isinstance(curve, Themes)
    assert curve.discovery is not None
    heard.close()
    assert main(["stats", str(tmp_path / "w.council"), "--json"]) == 0
    told = json.loads(capfd.readouterr().out)["discovery"]
    assert told == discovery_document(curve.discovery)
    assert (told["themes"], told["people"]) == (3, 24)
    assert main(["stats", str(tmp_path / "w.council"), "--session", "leeds-am"]) == 0
    assert "2 themes were heard from 12 people, each of them from several." in capfd.readouterr().out


def test_a_session_without_anything_says_n_a(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    given.workspace(tmp_path).close()
    path = str(tmp_path / "w.council")
    assert main(["stats", path, "--session", given.SESSION]) == 0
    said = capfd.readouterr().out
    assert "pick: 0 of 0 unaided, 95% n/a to n/a; typical time n/a s" in said
    assert main(["stats", path, "--json"]) == 0
    document = json.loads(capfd.readouterr().out)
    (session,) = document["sessions"]
    assert (session["balance"], document["saturation"], document["agreement"], session["tasks"][0]["low"]) == (None, None, None, None)
    assert document["discovery"] is None


def test_an_unknown_session_is_refused(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    given.workspace(tmp_path).close()
    assert main(["stats", str(tmp_path / "w.council"), "--session", "nowhere"]) == 1
    assert capfd.readouterr().err.startswith("council: nowhere: there is no session of this key.")
