"""The outline: every version of every script, and below the one at hand its parts with their minutes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt

from council_app.domain.enums import QuestionKind
from council_app.domain.scripts import WORDED, Line, PartKind, ScriptFacts
from council_app.errors import Message, m_
from council_app.i18n import Translator
from council_app.ui.core.rows import Column, Index, RowsModel, WeightRole

KINDS: dict[QuestionKind, Message] = {
    QuestionKind.SEQ: m_("Ease (SEQ)"),
    QuestionKind.SUS: m_("Usability (SUS)"),
    QuestionKind.UMUX_LITE: m_("Usability (UMUX-Lite)"),
    QuestionKind.NPS: m_("Recommend (NPS)"),
    QuestionKind.CSAT: m_("Satisfied (CSAT)"),
    QuestionKind.OPEN: m_("Open"),
    QuestionKind.RATING: m_("Rating"),
    QuestionKind.CHOICE: m_("Choice"),
}
_STEP = "\u2003"
_BOLD = 600
_LEAST, _AROUND, _A_LETTER = 88, 32, 7


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a script's version (`line` None), or one of its parts."""

    script: ScriptFacts
    line: Line | None = None

    @property
    def id(self) -> str:
        """The same part has the same name from one version to the next."""
        return self.script.id if self.line is None else f"{self.script.id} {self.line.part.kind.value} {self.line.part.key}"


class OutlineModel(RowsModel[Row]):
    """Scripts and sections stand out."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Scripts and sections in a heavier weight."""
        if role == WeightRole and index.isValid():
            line = self.rows[index.row()].line
            return _BOLD if line is None or line.part.kind is PartKind.SECTION else 400
        return super().data(index, role)


def rows_of(scripts: Sequence[ScriptFacts], at_hand: str) -> tuple[Row, ...]:
    """The versions, the one at hand unfolded."""
    return tuple(_rows(scripts, at_hand))


def _rows(scripts: Sequence[ScriptFacts], at_hand: str) -> Iterator[Row]:
    for script in scripts:
        yield Row(script)
        if script.id == at_hand:
            yield from (Row(script, line) for line in script.outline())


def columns(t: Translator) -> tuple[Column[Row], ...]:
    """What it is, how long it takes, and how far into the script it ends."""
    return (
        Column(t("Script"), lambda row: words(row, t), key="", opens=True),
        Column(t("Min"), lambda row: _minutes(row, t), 56, right=True, ink="ink2"),
        Column(t("Until"), lambda row: _until(row, t), _until_width(t), right=True, ink="ink3", shown_from=280),
    )


def _until_width(t: Translator) -> int:
    """Room for “v12, used”, whatever that is in this language."""
    return max(_LEAST, _AROUND + _A_LETTER * len(t("v{number}, used", number=12)))


def words(row: Row, t: Translator) -> str:
    """A row in words, set in as deep as it stands."""
    script, line = row.script, row.line
    if line is None:
        return script.title
    indent = _STEP * (line.depth + 1)
    if line.part.kind is PartKind.SECTION:
        section = script.section(line.part.key)
        return indent + (section.title if section else "")
    if line.part.kind is PartKind.TASK:
        task = script.task(line.part.key)
        return indent + " ".join((task.text if task else "").split())
    question = script.question(line.part.key)
    if question is None:
        return indent
    asked = " ".join(question.text.split()) if question.kind in WORDED else t.say(KINDS[question.kind])
    return f"{indent}? {asked}"


def _minutes(row: Row, t: Translator) -> str:
    if row.line is None:
        return t.number(row.script.minutes) if row.script.minutes else ""
    return "" if row.line.minutes is None else t.number(row.line.minutes)


def _until(row: Row, t: Translator) -> str:
    """Hours and minutes from the start, for what takes time; of a script, its version."""
    if row.line is None:
        number = row.script.version
        return t("v{number}, used", number=number) if row.script.frozen else t("v{number}", number=number)
    if row.line.part.kind is PartKind.QUESTION or not row.line.until:
        return ""
    return t("{hours}:{minutes}", hours=row.line.until // 60, minutes=f"{row.line.until % 60:02}")
