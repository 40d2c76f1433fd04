"""What the page of ranks gives away: the ranks, and the picture that is shown of them."""

from __future__ import annotations

from council_app.domain.ranking.model import Ranking
from council_app.i18n import Translator
from council_app.services.ranking_files import likelihood_picture, matrix_picture, ranking_table, save_ranking
from council_app.services.saving import save_made
from council_app.ui.core.taking import Taken
from council_app.ui.screens.insights.ranking.columns import View


def taken(t: Translator, ranking: Ranking, view: View, currency: str) -> Taken:
    """In the light colours of paper and with nothing marked; beside a table of scores the matrix is taken, where there is one."""
    likely = view is View.LIKELIHOOD
    drawn = likelihood_picture(ranking=ranking, t=t) if likely else matrix_picture(ranking=ranking, currency=currency, t=t)
    return Taken(
        picture_name=view.value if view.pictured else "ranking",
        table_name="ranking",
        svg=None if drawn is None else lambda: drawn.svg,
        lines=lambda: ranking_table(ranking=ranking, t=t),
        save_picture=lambda content, out: save_made(content=content, out=out),
        save_table=lambda out: save_ranking(ranking=ranking, out=out, t=t),
    )
