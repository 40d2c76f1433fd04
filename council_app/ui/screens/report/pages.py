"""The pages that lie over the report."""

from __future__ import annotations

from council_app.services.report.choosing import ReportChoice
from council_app.ui.core.context import AppContext
from council_app.ui.core.page import Page
from council_app.ui.screens.report.brand.page import BrandPage
from council_app.ui.screens.report.commands import BRAND, COMPARE
from council_app.ui.screens.report.compare import ComparePage
from council_app.ui.screens.report.maker import Made
from council_app.ui.screens.report.versions import VersionsPage


def page_of(command: str, ctx: AppContext, made: Made | None, choice: ReportChoice | None) -> Page:
    """The page that a command opens, about the report at hand."""
    if command == BRAND:
        return BrandPage(ctx)
    return ComparePage(ctx, made, choice) if command == COMPARE else VersionsPage(ctx, choice)
