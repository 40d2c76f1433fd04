"""The commands of the Report place: one row each, read by the palette and for their keys."""

from __future__ import annotations

from council_app.errors import m_
from council_app.services.report.rendering import ReportFormat
from council_app.ui.core.actions import Command, Need
from council_app.ui.screens.report.saving import FORMS

SAVE = "report.save"
BRAND, COMPARE, VERSIONS = "report.brand", "report.compare", "report.versions"

_OTHERS = tuple(form for form in ReportFormat if form in FORMS and form is not ReportFormat.PDF)
COMMANDS: tuple[Command, ...] = (
    Command(SAVE, FORMS[ReportFormat.PDF].label, "save", "Ctrl+S", Need.SESSION, icon="download"),
    *(
        Command(f"report.save-{form.value}", FORMS[form].label, "save_as", "", Need.SESSION, FORMS[form].icon, form.value)
        for form in _OTHERS
    ),
    Command("report.make", m_("Make the report again"), "make", "Ctrl+R", Need.SESSION, icon="refresh-cw"),
    Command("report.about", m_("Choose what the report is about"), "choose_about", "Ctrl+L", Need.SESSION, icon="layers"),
    Command("report.contents", m_("Go to a part of the report"), "open_contents", "Ctrl+G", Need.SESSION, icon="list-tree"),
    Command("report.full", m_("Pages in full size, or as wide as there is room"), "toggle_full", "Ctrl+0", Need.SESSION, icon="search"),
    Command("report.sections", m_("Choose sections"), "go_to_sections", "", Need.SESSION, icon="list-tree"),
    Command("report.summary", m_("Write the summary of the report"), "write_summary", "Ctrl+E", Need.SESSION, icon="pencil"),
    Command(COMPARE, m_("What changed since the last version"), "open_page", "", Need.SESSION, "refresh-cw", COMPARE),
    Command(VERSIONS, m_("Versions that were saved"), "open_page", "", Need.SESSION, "clock", VERSIONS),
    Command(BRAND, m_("How reports look"), "open_page", "", Need.WORKSPACE, "image", BRAND),
)
