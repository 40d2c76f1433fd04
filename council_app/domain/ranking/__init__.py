"""Ranking insights: by expected value and how firm that is, by RICE, ICE and WSJF, between impact and effort, and by what drags them."""

from council_app.domain.ranking.model import Heard, Ranked, Ranking, rank

__all__ = ["Heard", "Ranked", "Ranking", "rank"]
