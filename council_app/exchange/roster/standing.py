"""What the status words of booking systems mean for the door: coming, waiting, or not coming."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from council_app.exchange.text import folded


class Standing(StrEnum):
    """What a status says about coming."""

    COMING = "coming"
    WAITING = "waiting"
    NOT_COMING = "not coming"


_WORDS: Mapping[Standing, tuple[str, ...]] = {
    Standing.COMING: (
        *("attending", "checked in", "going", "yes", "approved", "confirmed", "registered", "accepted", "paid", "complete", "completed"),
        *("valid", "booked", "ok", "arrived", "true", "x", "free order", "walk-in"),
        *("kommer", "deltar", "anmald", "bekraftad", "incheckad", "narvarande", "betald", "bokad", "ja", "godkand"),
        *("nimmt teil", "teilnehmend", "zugesagt", "angemeldet", "bestatigt", "eingecheckt", "bezahlt", "gebucht", "anwesend"),
        *("participe", "present", "presente", "inscrit", "inscrite", "confirme", "confirmee", "enregistre", "paye", "valide", "oui"),
        *("aanwezig", "komt", "neemt deel", "bevestigd", "ingecheckt", "aangemeld", "betaald", "geboekt"),
    ),
    Standing.WAITING: (
        *(
            "waitlist",
            "waitlisted",
            "wait list",
            "waiting",
            "waiting list",
            "on waiting list",
            "on waitlist",
            "pending",
            "pending approval",
        ),
        *("vantelista", "pa vantelista", "vantar", "reserv", "avvaktar", "obekraftad"),
        *("warteliste", "auf warteliste", "auf der warteliste", "wartend", "ausstehend"),
        *("liste d'attente", "liste d’attente", "sur liste d'attente", "en attente"),
        *("wachtlijst", "op wachtlijst", "op de wachtlijst", "wachtend", "in afwachting"),
    ),
    Standing.NOT_COMING: (
        *("not attending", "not going", "no", "declined", "refunded", "cancelled", "canceled", "deleted", "rejected", "invited", "no show"),
        *("no-show", "expired", "void", "transferred", "abandoned", "false", "partially refunded", "withdrawn", "maybe", "not replied"),
        *(
            "kommer inte",
            "kommer ej",
            "deltar inte",
            "deltar ej",
            "avbojt",
            "avbojd",
            "avanmald",
            "avbokad",
            "aterbetald",
            "nej",
            "inbjuden",
        ),
        *("nimmt nicht teil", "abgesagt", "storniert", "erstattet", "abgelehnt", "abgemeldet", "nein", "eingeladen", "nicht erschienen"),
        *("ne participe pas", "absent", "absente", "annule", "annulee", "rembourse", "refuse", "decline", "non", "invite", "invitee"),
        *("afwezig", "komt niet", "neemt niet deel", "geannuleerd", "afgezegd", "terugbetaald", "afgewezen", "nee", "uitgenodigd"),
    ),
}
_MEANING = {folded(word): standing for standing, words in _WORDS.items() for word in words}


@lru_cache(maxsize=1000)
def standing_of(cell: str) -> Standing | None:
    """What a status word means; None when it is not known here. An empty cell says coming."""
    word = folded(cell).replace("_", " ").strip(" .!")
    return Standing.COMING if not word else _MEANING.get(word)
