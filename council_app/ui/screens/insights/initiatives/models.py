"""The initiatives of one horizon, in their order."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt

from council_app.domain.initiatives import effort_sentence, money_sentence, people_sentence
from council_app.i18n import Translator
from council_app.services.initiatives import InitiativeCard
from council_app.ui.core.lines import LinesModel


class LaneModel(LinesModel[InitiativeCard]):
    """Cards of initiatives."""

    def __init__(self, t: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent, self._said, lambda card: card.facts.key)
        self._t = t

    def _said(self, line: InitiativeCard, role: int) -> str | None:
        """Title, or everything on the card as one sentence."""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join((line.facts.title, *figures(line, self._t), *(self._t.say(each) for each in line.undecided)))
        return line.facts.title if role == Qt.ItemDataRole.DisplayRole else None


def figures(card: InitiativeCard, t: Translator) -> tuple[str, ...]:
    """What a card says below its title: people, money, days."""
    case = card.case
    said = [people_sentence(case.evidence)] if case.evidence.people else []
    said += [money_sentence(amount) for amount in case.amounts]
    if case.effort_days is not None:
        said.append(effort_sentence(case.effort_days))
    return tuple(t.say(each) for each in said)
