"""The pages that lie over the roster: one row each, read by the screen for its commands and its pile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from council_app.errors import m_
from council_app.ui.core.actions import Command, Need
from council_app.ui.core.context import AppContext
from council_app.ui.core.page import Page
from council_app.ui.screens.roster.adding import AddPage
from council_app.ui.screens.roster.cohorts.page import CohortsPage
from council_app.ui.screens.roster.importing.page import ImportPage
from council_app.ui.screens.roster.papers.export import ExportPage
from council_app.ui.screens.roster.papers.page import PapersPage, calendar_page
from council_app.ui.screens.roster.people.duplicates import DuplicatesPage
from council_app.ui.screens.roster.people.left import LeftBehindPage
from council_app.ui.screens.roster.people.retention import RetentionPage
from council_app.ui.screens.roster.reconsent.page import ReconsentPage


@dataclass(frozen=True, slots=True)
class Opening:
    """A page and the command that opens it: the command's handler is `open_page`, its argument its own id."""

    command: Command
    make: Callable[[AppContext], Page]


OPENINGS: tuple[Opening, ...] = (
    Opening(
        Command("roster.import", m_("Import a roster"), "open_page", "Ctrl+I", Need.SESSION, icon="upload", argument="roster.import"),
        ImportPage,
    ),
    Opening(
        Command("roster.add", m_("Add somebody"), "open_page", "Ctrl+Shift+A", Need.SESSION, icon="plus", argument="roster.add"), AddPage
    ),
    Opening(
        Command("roster.reconsent", m_("Ask for consent again"), "open_page", "", Need.SESSION, argument="roster.reconsent"), ReconsentPage
    ),
    Opening(
        Command(
            "roster.duplicates", m_("The same person twice"), "open_page", "Ctrl+Shift+D", Need.WORKSPACE, argument="roster.duplicates"
        ),
        DuplicatesPage,
    ),
    Opening(
        Command("roster.retention", m_("How long people are kept"), "open_page", "", Need.WORKSPACE, argument="roster.retention"),
        RetentionPage,
    ),
    Opening(
        Command("roster.taken-back", m_("Erase who was taken back"), "open_page", "", Need.WORKSPACE, argument="roster.taken-back"),
        LeftBehindPage,
    ),
    Opening(
        Command("roster.cohorts", m_("Edit cohorts"), "open_page", "Ctrl+Shift+K", Need.SESSION, icon="users", argument="roster.cohorts"),
        CohortsPage,
    ),
    Opening(
        Command("roster.papers", m_("Print papers"), "open_page", "Ctrl+P", Need.SESSION, icon="printer", argument="roster.papers"),
        PapersPage,
    ),
    Opening(
        Command("roster.calendar", m_("Save a calendar file"), "open_page", "", Need.SESSION, argument="roster.calendar"), calendar_page
    ),
    Opening(
        Command("roster.export", m_("Export the list"), "open_page", "", Need.SESSION, icon="download", argument="roster.export"),
        ExportPage,
    ),
)
