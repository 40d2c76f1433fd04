"""Who has to be asked again, as columns."""

from __future__ import annotations

from council_app.i18n import Translator
from council_app.services.reconsent import ToAsk
from council_app.ui.core.consent.words import purposes_said
from council_app.ui.core.table import Column


def about(t: Translator, person: ToAsk) -> str:
    """What they have to be asked about, and why."""
    parts = []
    if person.changed:
        parts.append(t("reads otherwise: {purposes}", purposes=purposes_said(t, person.changed)))
    if person.unanswered:
        everything = not person.wordings
        parts.append(t("not asked yet") if everything else t("unanswered: {purposes}", purposes=purposes_said(t, person.unanswered)))
    return "; ".join(parts)


def columns(t: Translator) -> tuple[Column[ToAsk], ...]:
    """Who, about what, what they read, and whether they were asked."""

    def asked(person: ToAsk) -> str:
        return t.date(person.asked_at.date(), style="medium") if person.asked_at is not None else ""

    return (
        Column(t("Seat"), lambda person: person.seat or "–", 76, weight=600),
        Column(t("Name"), lambda person: person.name, 170),
        Column(t("About"), lambda person: about(t, person), ink="ink2"),
        Column(t("They read"), lambda person: ", ".join(person.wordings), 110, ink="ink3", shown_from=700),
        Column(t("Session"), lambda person: person.session, 190, ink="ink3", shown_from=900),
        Column(t("Asked"), asked, 110, ink="ink3", shown_from=560),
    )
