"""What the programme shows of a session, as columns."""

from __future__ import annotations

from council_app.domain.records import SessionRef
from council_app.i18n import Translator
from council_app.ui.core.table import Column


def columns(t: Translator) -> tuple[Column[SessionRef], ...]:
    """One row per session; counts of people and notes at the right."""

    def number(value: int) -> str:
        return t.number(value) if value else "–"

    def of_chairs(session: SessionRef) -> str:
        if session.capacity is None:
            return number(session.confirmed)
        return t("{count} of {all}", count=t.number(session.confirmed), all=t.number(session.capacity))

    return (
        Column(t("City"), lambda session: session.city, weight=500),
        Column(t("Country"), lambda session: t.territory(session.country), 160, ink="ink2", shown_from=860),
        Column(t("Council"), lambda session: session.council_title, 240, ink="ink2", shown_from=1060),
        Column(t("Day"), lambda session: t.date(session.starts.date(), style="medium"), 130),
        Column(t("Starts"), lambda session: t.time(session.starts), 76, ink="ink3", shown_from=620),
        Column(t("Confirmed"), of_chairs, 96, right=True, shown_from=660),
        Column(t("Waiting"), lambda session: number(session.waiting), 84, right=True, shown_from=1240),
        Column(t("Came"), lambda session: number(session.attendees), 96, right=True),
        Column(t("Notes"), lambda session: number(session.notes), 80, right=True),
        Column(t("Insights"), lambda session: number(session.insights), 104, right=True, shown_from=560),
    )
