"""What became of insights, market by market: the board, its verbs, and the history of every line."""

from council_app.services.deliveries.changing import Added, add, change, remove
from council_app.services.deliveries.history import DeliveryChange, DeliveryDetail, Ticket, Turn, detail, take_back
from council_app.services.deliveries.reading import Board, InsightChoice, MarketTab, board, choices

__all__ = [
    "Added",
    "Board",
    "DeliveryChange",
    "DeliveryDetail",
    "InsightChoice",
    "MarketTab",
    "Ticket",
    "Turn",
    "add",
    "board",
    "change",
    "choices",
    "detail",
    "remove",
    "take_back",
]
