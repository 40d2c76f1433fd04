"""The script's own commands: one row each, for the palette and the keys."""

from __future__ import annotations

from council_app.errors import m_
from council_app.ui.core.actions import Command, Need

NEW, IMPORT, GUIDE = "script.new", "script.import", "script.guide"

COMMANDS: tuple[Command, ...] = (
    Command(NEW, m_("Write a new script"), "new_script", "Alt+N", Need.WORKSPACE, icon="file-plus"),
    Command("script.section", m_("Add a section"), "add_section", "Alt+E", Need.WORKSPACE, icon="plus"),
    Command("script.task", m_("Add a task"), "add_task", "Alt+T", Need.WORKSPACE, icon="plus"),
    Command("script.probe", m_("Add a probe"), "add_probe", "Alt+P", Need.WORKSPACE, icon="plus"),
    Command("script.question", m_("Add a question"), "add_question", "Alt+Q", Need.WORKSPACE, icon="plus"),
    Command("script.up", m_("Move this part up"), "move_up", "Alt+Up", Need.WORKSPACE),
    Command("script.down", m_("Move this part down"), "move_down", "Alt+Down", Need.WORKSPACE),
    Command("script.delete", m_("Delete this part"), "delete_part", "Ctrl+Backspace", Need.WORKSPACE, icon="trash-2"),
    Command("script.edit", m_("Change this part"), "edit_part", "F2", Need.WORKSPACE, icon="pencil"),
    Command("script.version", m_("Make the next version"), "make_version", "Alt+V", Need.WORKSPACE),
    Command("script.copy", m_("Copy this script"), "copy_script", "", Need.WORKSPACE),
    Command("script.use", m_("Use this version for the session at hand"), "use_here", "", Need.SESSION),
    Command("script.rehearse", m_("Rehearse the session at hand"), "rehearse", "Alt+R", Need.SESSION, icon="play"),
    Command(IMPORT, m_("Import a script"), "import_script", "", Need.WORKSPACE, icon="upload"),
    Command("script.export", m_("Save this script as a file"), "export_script", "", Need.WORKSPACE, icon="download"),
    Command(GUIDE, m_("Print this script as a guide"), "print_guide", "Ctrl+P", Need.WORKSPACE, icon="printer"),
)
