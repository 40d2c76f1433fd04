"""What a market promises itself: so many councils a year, a report within so many days; and that a report was sent."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Market, ReportSent
from council_app.db.workspace import Workspace, changes
from council_app.domain.enums import Audience
from council_app.domain.limits import MOST_A_YEAR, MOST_DAYS
from council_app.domain.records import Changes
from council_app.domain.report import ReportAbout
from council_app.errors import CouncilError, Message, m_
from council_app.services.programme.funnels import no_such_market
from council_app.services.programme.years import today_here
from council_app.services.report.setup import require_about


def set_promises(*, workspace: Workspace, market: str, councils: int | None, report_days: int | None) -> Changes:
    """So many councils a year, and a report within so many days of each; None promises nothing.

    Raises:
        CouncilError: no such market, or a number that cannot be kept.
    """
    _require(councils, MOST_A_YEAR, m_("not a number of councils a year can have"))
    _require(report_days, MOST_DAYS, m_("not a number of days to aim at"))
    with workspace.write(m_("Set what a market promises")) as writing:
        row = _market(writing, market)
        row.cadence, row.report_days = councils, report_days
        return changes(writing)


def say_report_sent(*, workspace: Workspace, about: ReportAbout, audience: Audience, day: date, today: date | None = None) -> Changes:
    """That a report went to its readers on a day; said again, the later word holds.

    Raises:
        CouncilError: nothing has this key, or the day is still to come.
    """
    if day > (today or today_here()):
        raise CouncilError(about.key, m_("the day is still to come"), m_("Say so once the report is sent."))
    with workspace.write(m_("Say that a report was sent")) as writing:
        require_about(writing, about)
        row = _sent(writing, about, audience)
        if row is None:
            writing.add(ReportSent(scope=about.scope, about=about.key, audience=audience, day=day))
        else:
            row.day = day
        return changes(writing)


def take_back_sent(*, workspace: Workspace, about: ReportAbout, audience: Audience) -> Changes:
    """That a report was not sent after all; nothing where nobody said so."""
    with workspace.write(m_("Take back that a report was sent")) as writing:
        row = _sent(writing, about, audience)
        if row is not None:
            writing.delete(row)
        return changes(writing)


def _sent(session: Session, about: ReportAbout, audience: Audience) -> ReportSent | None:
    where = (ReportSent.scope == about.scope, ReportSent.about == about.key, ReportSent.audience == audience)
    return session.scalar(select(ReportSent).where(*where))


def _market(session: Session, key: str) -> Market:
    row = session.scalar(select(Market).where(Market.key == key))
    if row is None:
        raise no_such_market(key)
    return row


def _require(number: int | None, most: int, why: Message) -> None:
    if number is not None and not 1 <= number <= most:
        raise CouncilError(str(number), why, m_("Write a whole number from 1 to {most}, or nothing.", most=most))
