"""The sentences above the table and the pictures: how the numbers were come by, and what is a finding of its own."""

from __future__ import annotations

from council_app.domain.enums import RankMethod
from council_app.domain.ranking.formulas import FORMULAS, MEASURE_NAMES, Measure
from council_app.domain.ranking.model import Ranking
from council_app.domain.ranking.parts import parts_of
from council_app.i18n import Translator
from council_app.ui.screens.insights.ranking.columns import View


def explained(t: Translator, ranking: Ranking, view: View) -> str:
    """What is to be known about a view."""
    method = view.method
    if method is not None:
        return f"{_formulas(t, method)} {_scales(t, method)}"
    if view is View.DRAG:
        return _findings(t, ranking)
    if view is View.LIKELIHOOD:
        return t("Counts are of attendees, never of notes.")
    if view is View.MATRIX:
        if not ranking.matrices():
            return t("Insights show here once they have amounts and an effort.")
        return t("A rank also weighs how likely other customers have it; this picture does not.")
    return " ".join(f"{t.say(sentence)}." for sentence in ranking.says())


def _formulas(t: Translator, method: RankMethod) -> str:
    measures = [measure for measure in Measure if measure.method is method]
    said = [t("{measure} = {formula}", measure=t.say(MEASURE_NAMES[each]), formula=t.say(FORMULAS[each])) for each in measures]
    return f"{'; '.join(said)}."


def _scales(t: Translator, method: RankMethod) -> str:
    said = [t("{part}: {scale}", part=t.say(part.words), scale=t.say(part.unit)) for part in parts_of(method)]
    return f"{'; '.join(said)}."


def _findings(t: Translator, ranking: Ranking) -> str:
    """One sentence for each insight that many have to move for, the heaviest first."""
    said = []
    for each in ranking.drags:
        finding, row = each.finding(), ranking.row(each.key)
        if finding is not None and row is not None:
            said.append(t("{insight}: {finding}.", insight=t.quote(row.heard.facts.title_in(t.tag)), finding=t.say(finding)))
    return " ".join(said) or t("No insight needs more than three teams or more than two approvals.")
