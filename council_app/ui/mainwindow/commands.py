"""The window's commands: one row each, read by the actions engine and by the palette."""

from __future__ import annotations

from council_app.errors import m_
from council_app.ui.core.actions import Command, Need
from council_app.ui.core.context import AppContext
from council_app.ui.core.places import STOPS

UNDO, REDO, PALETTE = "edit.undo", "edit.redo", "palette"

COMMANDS: tuple[Command, ...] = (
    Command(PALETTE, m_("Search or do anything"), "open_palette", "Ctrl+K"),
    *(
        Command(
            f"go.{stop.place.value}",
            m_("Go to {place}", place=stop.name),
            "go_to",
            f"Ctrl+{number}",
            Need.WORKSPACE,
            argument=stop.place.value,
        )
        for number, stop in enumerate(STOPS, start=1)
    ),
    Command(UNDO, m_("Undo"), "undo", "Ctrl+Z", Need.WORKSPACE, icon="undo-2"),
    Command(REDO, m_("Redo"), "redo", "Ctrl+Shift+Z", Need.WORKSPACE, icon="redo-2"),
    Command("file.new", m_("Start a workspace"), "start_workspace", "Ctrl+N", icon="file-plus"),
    Command("file.open", m_("Open a workspace"), "choose_workspace", "Ctrl+O", icon="folder-open"),
    Command("file.sample", m_("Look around in a sample council"), "open_sample", icon="play"),
    Command("file.close", m_("Close the workspace"), "close_workspace", "Ctrl+W", Need.WORKSPACE),
    Command("theme.light", m_("Light colours"), "use_theme", icon="sun", argument="light"),
    Command("theme.dark", m_("Dark colours"), "use_theme", icon="moon", argument="dark"),
    Command("theme.system", m_("Colours as the system"), "use_theme", icon="monitor", argument="system"),
    Command("settings", m_("Settings"), "open_settings", "Ctrl+,", icon="settings"),
    Command("settings.done", m_("Leave the settings"), "leave_settings"),
    Command("rail", m_("Walk the places"), "focus_rail", "F6", Need.WORKSPACE),
    Command("app.quit", m_("Quit Council"), "close", "Ctrl+Q"),
)


def refusal(ctx: AppContext, command: Command) -> str:
    """Why a command cannot run now, in words; "" when it can."""
    t = ctx.t
    if command.needs is not Need.NOTHING and ctx.workspace is None:
        return t("open a workspace first")
    if command.needs is Need.SESSION and ctx.session is None:
        return t("plan a session first")
    return ""
