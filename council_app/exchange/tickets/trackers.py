"""One table per tracker: which columns its importer reads, where each comes from, and what the file looks like.

Sources, as read for this table:
- Jira: Atlassian support, "Import data from a CSV file" and "Create issues using the CSV importer" (header without punctuation, Summary
  required, a column repeated for each label, people by e-mail address, 250 issues for those who are no administrators); text fields hold
  32,767 characters unless an administrator says otherwise, a summary 255. The encoding is chosen in the importer, so a byte order mark
  would become part of the first header.
- GitHub has no importer of its own. The columns are those of `github-csv-tools` (gavinr), the tool that comes first when people look
  for one; a script around `gh issue create` reads the same. A body holds 65,536 characters, a title 256; labels stand between commas.
- Linear: the columns of Linear's own CSV, as the "Linear (CSV)" importer of `@linear/import` reads them. It takes an apostrophe before
  what could start a formula away again; labels stand between a comma and a space.
- Azure Boards: Microsoft Learn, "Import or update work items in bulk by using CSV files": Work Item Type and Title are required, ID,
  Assigned To, State and the changed and created fields are to be left out, at most 1,000 work items; Tags stand between semicolons,
  a title holds 255 characters. Its own files carry a byte order mark.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from council_app.domain.enums import Severity, Tracker
from council_app.exchange.tables import ADDRESS
from council_app.exchange.text import one_line
from council_app.exchange.tickets.markup import Html, Markdown, Markup, Wiki
from council_app.exchange.tickets.model import Ticket

Source: TypeAlias = Callable[[Ticket, "TrackerFormat"], str]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header and what stands in it; without a source the description does."""

    header: str
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class TrackerFormat:
    """What one importer wants.

    Attributes:
        name: what the tracker calls itself.
        columns: in their order.
        markup: of the description.
        repeated: header of the labels where each stands in a column of its own; "" where they share one.
        between: what stands between labels that share a column.
        solid: labels hold no space there.
        encoding: by its Python name; `utf-8-sig` has a byte order mark.
        line_end: at the end of a row.
        title_limit, text_limit: the most characters of a title and of a description; a description is counted in UTF-16 units.
        tickets_limit: the most tickets in one file.
        priorities: its word for each severity; without one the column is empty.
    """

    name: str
    columns: tuple[Column, ...]
    markup: Markup
    priorities: dict[Severity, str]
    text_limit: int
    title_limit: int
    tickets_limit: int
    repeated: str = ""
    between: str = ","
    solid: bool = False
    encoding: str = "utf-8"
    line_end: str = "\n"

    def label(self, text: str) -> str:
        """A label as it may be written there."""
        plain = text.replace(",", " ").replace(";", " ")
        return re.sub(r"\s+", "-" if self.solid else " ", plain.strip())

    def short_title(self, ticket: Ticket) -> str:
        """The title within the tracker's limit; an apostrophe before it, where it could start a formula, has room, too."""
        title = one_line(ticket.title)
        return title if len(title) < self.title_limit else f"{title[: self.title_limit - 2].rstrip()}…"


def _fixed(text: str) -> Source:
    return lambda _ticket, _format: text


def _title(ticket: Ticket, form: TrackerFormat) -> str:
    return form.short_title(ticket)


def _labels(ticket: Ticket, form: TrackerFormat) -> str:
    return form.between.join(map(form.label, ticket.labels))


def _address(ticket: Ticket, _format: TrackerFormat) -> str:
    """The owner where it is an e-mail address; at a name the importer would stop."""
    return ticket.owner if ADDRESS.fullmatch(ticket.owner) else ""


def _account(ticket: Ticket, _format: TrackerFormat) -> str:
    """The owner where it is an account there (`@mina`)."""
    return found[1] if (found := re.fullmatch(r"@([A-Za-z0-9-]{1,39})", ticket.owner)) else ""


def _owner(ticket: Ticket, _format: TrackerFormat) -> str:
    """Name or address: this importer leaves out whom it does not know."""
    return ticket.owner


def _priority(ticket: Ticket, form: TrackerFormat) -> str:
    return form.priorities.get(ticket.severity, "") if ticket.severity is not None else ""


def _days(ticket: Ticket, _format: TrackerFormat) -> str:
    """Whole days, rounded up: an estimate there is a whole number."""
    return str(math.ceil(ticket.effort_days)) if ticket.effort_days else ""


def _empty(_ticket: Ticket, _format: TrackerFormat) -> str:
    return ""


FORMATS: dict[Tracker, TrackerFormat] = {
    Tracker.JIRA: TrackerFormat(
        name="Jira",
        columns=(
            Column("Summary", _title),
            Column("Issue Type", _fixed("Task")),
            Column("Priority", _priority),
            Column("Assignee", _address),
            Column("Description"),
        ),
        repeated="Labels",
        solid=True,
        markup=Wiki(),
        priorities={Severity.BLOCKS: "Highest", Severity.SERIOUS: "High", Severity.MINOR: "Medium", Severity.COSMETIC: "Low"},
        line_end="\r\n",
        text_limit=32_767,
        title_limit=255,
        tickets_limit=250,
    ),
    Tracker.GITHUB: TrackerFormat(
        name="GitHub",
        columns=(
            Column("title", _title),
            Column("body"),
            Column("labels", _labels),
            Column("assignee", _account),
            Column("milestone", _empty),
        ),
        markup=Markdown(),
        priorities={},
        text_limit=65_536,
        title_limit=256,
        tickets_limit=500,
    ),
    Tracker.LINEAR: TrackerFormat(
        name="Linear",
        columns=(
            Column("Title", _title),
            Column("Description"),
            Column("Status", _fixed("Backlog")),
            Column("Priority", _priority),
            Column("Labels", _labels),
            Column("Estimate", _days),
            Column("Assignee", _owner),
            Column("Due Date", _empty),
            # The importer reads these of every row.
            Column("Created", _empty),
            Column("Started", _empty),
            Column("Completed", _empty),
            Column("Archived", _empty),
        ),
        between=", ",
        markup=Markdown(),
        priorities={Severity.BLOCKS: "Urgent", Severity.SERIOUS: "High", Severity.MINOR: "Medium", Severity.COSMETIC: "Low"},
        text_limit=100_000,
        title_limit=255,
        tickets_limit=500,
    ),
    Tracker.AZURE: TrackerFormat(
        name="Azure Boards",
        columns=(
            Column("Work Item Type", _fixed("Issue")),
            Column("Title", _title),
            Column("Description"),
            Column("Priority", _priority),
            Column("Tags", _labels),
        ),
        between="; ",
        markup=Html(),
        priorities={Severity.BLOCKS: "1", Severity.SERIOUS: "2", Severity.MINOR: "3", Severity.COSMETIC: "4"},
        encoding="utf-8-sig",
        line_end="\r\n",
        text_limit=1_000_000,
        title_limit=255,
        tickets_limit=1_000,
    ),
}
