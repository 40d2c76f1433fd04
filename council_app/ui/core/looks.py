"""What the tokens become for stock widgets: the whole palette on Fusion, and the style sheet for inputs, lists and scroll bars."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from council_app.ui.core.theme import Theme

_ROLES: tuple[tuple[QPalette.ColorRole, str], ...] = (
    (QPalette.ColorRole.Window, "canvas"),
    (QPalette.ColorRole.WindowText, "ink"),
    (QPalette.ColorRole.Base, "sheet"),
    (QPalette.ColorRole.AlternateBase, "canvas"),
    (QPalette.ColorRole.Text, "ink"),
    (QPalette.ColorRole.BrightText, "state.bad.text"),
    (QPalette.ColorRole.Button, "sheet"),
    (QPalette.ColorRole.ButtonText, "ink"),
    (QPalette.ColorRole.Highlight, "mark-tint"),
    (QPalette.ColorRole.HighlightedText, "ink"),
    (QPalette.ColorRole.Accent, "mark"),
    (QPalette.ColorRole.Link, "mark-ink"),
    (QPalette.ColorRole.LinkVisited, "mark-ink"),
    (QPalette.ColorRole.ToolTipBase, "sheet"),
    (QPalette.ColorRole.ToolTipText, "ink"),
    (QPalette.ColorRole.PlaceholderText, "ink3"),
    (QPalette.ColorRole.Light, "sheet"),
    (QPalette.ColorRole.Midlight, "sunk"),
    (QPalette.ColorRole.Mid, "line"),
    (QPalette.ColorRole.Dark, "line2"),
    (QPalette.ColorRole.Shadow, "line2"),
)
_DISABLED: dict[QPalette.ColorRole, str] = {
    QPalette.ColorRole.WindowText: "ink3",
    QPalette.ColorRole.Text: "ink3",
    QPalette.ColorRole.ButtonText: "ink3",
    QPalette.ColorRole.HighlightedText: "ink3",
    QPalette.ColorRole.Base: "sunk",
    QPalette.ColorRole.Button: "sunk",
    QPalette.ColorRole.Highlight: "sunk",
    QPalette.ColorRole.Accent: "line2",
}

_SHEET = """
QToolTip {{ background: {sheet}; color: {ink}; border: 1px solid {line2}; padding: 4px 8px; }}
QLineEdit, QPlainTextEdit {{
    background: {sheet}; color: {ink}; border: 1px solid {line2}; border-radius: 6px; padding: 0 9px;
    selection-background-color: {mark-tint}; selection-color: {ink};
}}
QPlainTextEdit {{ padding: 6px 5px; }}
QLineEdit:focus, QPlainTextEdit:focus {{ border: 2px solid {ink}; padding: 0 8px; }}
QPlainTextEdit:focus {{ padding: 5px 4px; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] {{ border: 1px solid {state.bad.text}; }}
QLineEdit:read-only, QLineEdit:disabled {{ background: {sunk}; color: {ink2}; border-color: {line}; }}
QAbstractItemView {{ background: {sheet}; color: {ink}; border: none; outline: none; }}
QAbstractItemView[surface="canvas"] {{ background: {canvas}; }}
QHeaderView {{ background: {sheet}; border: none; }}
QHeaderView::section {{
    background: {sheet}; color: {ink3}; border: none; border-bottom: 1px solid {line}; padding: 0 8px; text-align: left;
    font: 600 12px "Inter";
}}
QHeaderView::section:first {{ padding-left: 20px; }}
QHeaderView::section:last {{ padding-right: 20px; }}
QScrollArea, QScrollArea > QWidget > QWidget[scrolled="true"] {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; padding: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; padding: 2px; }}
QScrollBar::handle {{ background: {line2}; border-radius: 4px; }}
QScrollBar::handle:vertical {{ min-height: 40px; }}
QScrollBar::handle:horizontal {{ min-width: 40px; }}
QScrollBar::handle:hover {{ background: {ink3}; }}
QScrollBar::handle:pressed {{ background: {ink2}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QMenu {{ background: {sheet}; color: {ink}; border: 1px solid {line2}; border-radius: 8px; padding: 5px; }}
QMenu::item {{ padding: 7px 24px 7px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {mark-tint}; }}
QMenu::item:disabled {{ color: {ink3}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
QProgressBar {{ background: {sunk}; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }}
QProgressBar::chunk {{ background: {mark}; border-radius: 2px; }}
QDialog, QMessageBox {{ background: {canvas}; }}
"""


def palette(theme: Theme) -> QPalette:
    """Every role in every group, so that no system grey shows through."""
    result = QPalette()
    for role, token in _ROLES:
        result.setColor(QPalette.ColorGroup.Active, role, theme.colour(token))
        result.setColor(QPalette.ColorGroup.Inactive, role, theme.colour(token))
        result.setColor(QPalette.ColorGroup.Disabled, role, theme.colour(_DISABLED.get(role, token)))
    return result


class _Names(dict[str, str]):
    """Token names with dots and dashes as format fields."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def __missing__(self, name: str) -> str:
        return self._theme.colour(name).name(QColor.NameFormat.HexRgb)


def style_sheet(theme: Theme) -> str:
    """The style sheet of stock widgets in the theme's colours."""
    names = _Names(theme)
    sheet = _SHEET
    for token in ("state.bad.text",):
        # A dot inside a format field means an attribute; these go in by hand.
        sheet = sheet.replace("{" + token + "}", names[token])
    return sheet.format_map(names)


def dress(app: QApplication, theme: Theme) -> None:
    """Put palette, font and style sheet on the application."""
    app.setFont(theme.font("body"))
    app.setPalette(palette(theme))
    app.setStyleSheet(style_sheet(theme))
