"""The report of one session: built from the workspace, rendered for paper or screen."""

from council_app.services.report.building import build_report
from council_app.services.report.rendering import ReportFormat, render_report

__all__ = ["ReportFormat", "build_report", "render_report"]
