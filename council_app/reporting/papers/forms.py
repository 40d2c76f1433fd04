"""The forms of a session: sign-in sheet, consent on paper, signs that stand on the table, and what the hosts need to know."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from council_app.domain.papers import Form
from council_app.domain.wording import Wording
from council_app.i18n import Translator
from council_app.reporting.assets import FACES, FONT
from council_app.reporting.html import PrintHtml
from council_app.reporting.papers.fitting import Setting, cut, direction, fitted
from council_app.reporting.papers.model import Holder, Occasion
from council_app.reporting.papers.qr import qr_svg
from council_app.reporting.templates import environment
from council_app.reporting.tokens import tokens

_POINTS = 72 / 25.4
_SIGN_WIDTH, _SIGN_HEIGHT, _SIGN_LARGEST = 174.0, 84.0, 150.0  # mm, mm, points: one face of the folded sign without its edges
_ROOM_FOR_WALK_INS = 8
"""Empty rows of the sign-in sheet, at least."""


@dataclass(frozen=True, slots=True)
class _Sign:
    holder: Holder
    first: str
    setting: Setting
    dir: str


def forms_html(
    kinds: Sequence[Form],
    holders: Sequence[Holder],
    occasion: Occasion,
    t: Translator,
    *,
    consent: Wording,
    blanks: int = 0,
) -> PrintHtml:
    """Forms as pages for print, one kind after the other.

    Args:
        kinds: which.
        holders: for whom, in the order of the list.
        occasion: the session.
        t: the language of the forms.
        consent: the wording that is asked with, with every blank filled but the greeting's.
        blanks: how many consent forms without a name.
    """
    says = _Says(t, occasion)
    html = (
        environment(t)
        .get_template("forms/forms.html.j2")
        .render(
            lang=t.tag,
            faces=[(face, f"{FONT}{face.file}") for face in FACES],
            kinds=[kind.value for kind in kinds],
            title=says.title(kinds),
            when=says.when,
            holders=holders,
            seated=sorted(holders, key=lambda holder: (not holder.seat, holder.seat)),
            signs=[_sign(holder) for holder in holders],
            empty=_ROOM_FOR_WALK_INS,
            occasion=occasion,
            consent=consent,
            consents=[*holders, *(Holder("") for _ in range(blanks))],
            asks=lambda holder: consent.greeting.replace("{first_name}", holder.first) if holder.first else consent.title,
            qr=_codes(t),
            direction=direction,
            moment=f"{occasion.as_of:%Y-%m-%dT%H:%M:%SZ}",
        )
    )
    name = "+".join(kinds)
    return PrintHtml(html, {}, {}, identifier=f"{name}/{occasion.key}/{t.tag}", epoch=int(occasion.as_of.timestamp()))


class _Says:
    """Titles, and when and where, in the language of the forms."""

    def __init__(self, t: Translator, occasion: Occasion) -> None:
        day, begins, ends = t.date(occasion.starts.date()), t.time(occasion.starts), t.time(occasion.ends)
        self.when = f"{occasion.city}, {day}, {begins}–{ends}"
        self._t = t

    def title(self, kinds: Sequence[Form]) -> str:
        """What the file is called."""
        t = self._t
        names = {
            Form.SIGN_IN: t("Sign-in sheet"),
            Form.CONSENT: t("Consent"),
            Form.SEAT_SIGNS: t("Seat signs"),
            Form.HOST_LIST: t("For the hosts"),
        }
        return f"{t.items(names[kind] for kind in kinds)}: {self.when}"


def _sign(holder: Holder) -> _Sign:
    width, height = _SIGN_WIDTH * _POINTS, _SIGN_HEIGHT * _POINTS
    setting = fitted(holder.first, width=width, height=height, most=_SIGN_LARGEST)
    return _Sign(holder, cut(holder.first, setting, width=width), setting, direction(holder.first))


def _codes(t: Translator) -> Callable[[Holder], Markup]:
    ink = tokens().colour["ink"]
    return lambda holder: qr_svg(holder.secret, says=t("Code of seat {seat}", seat=holder.seat), ink=ink)
