"""Badges on sheets of labels or one by one: first name large, surname smaller, where and when, seat, and a code that says no name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from council_app.domain.labels import LabelSheet
from council_app.i18n import Translator
from council_app.reporting.assets import FACES, FONT
from council_app.reporting.html import PrintHtml
from council_app.reporting.papers.fitting import Setting, cut, direction, fitted
from council_app.reporting.papers.model import Holder, Occasion
from council_app.reporting.papers.qr import qr_svg
from council_app.reporting.templates import environment
from council_app.reporting.tokens import tokens

_POINTS = 72 / 25.4
_PADDING = 4.0
_SURNAME = 18.0  # points: one line of 15
_LARGEST = 64.0
_CODE_SHARE, _SMALLEST_CODE, _LARGEST_CODE = 0.38, 19.0, 32.0  # mm: 0.58 per module at the least, read by a phone at arm's length
_QUIET_SHARE = 4 / 33


@dataclass(frozen=True, slots=True)
class Measures:
    """Where things stand on one label, in mm. The code's own white edge reaches into the padding."""

    padding: float
    code: float
    inset: float
    name_height: float
    name_width: float


@dataclass(frozen=True, slots=True)
class _Label:
    holder: Holder
    first: str
    left: float
    top: float
    setting: Setting
    dir: str
    code: Markup


def badges_html(holders: Sequence[Holder], occasion: Occasion, sheet: LabelSheet, t: Translator, *, start: int = 1) -> PrintHtml:
    """Badges as pages for print.

    Args:
        holders: in the order they are printed.
        occasion: the session.
        sheet: what they are printed on.
        t: the language of what is printed beside the names.
        start: the first free label of the first sheet, from 1.
    """
    measures = measured(sheet)
    labels = [_label(holder, sheet, measures, start - 1 + number, t) for number, holder in enumerate(holders)]
    first = sheet.per_sheet - (start - 1)
    pages = [labels[:first], *(labels[at : at + sheet.per_sheet] for at in range(first, len(labels), sheet.per_sheet))]
    html = (
        environment(t)
        .get_template("badges/badges.html.j2")
        .render(
            lang=t.tag,
            faces=[(face, f"{FONT}{face.file}") for face in FACES],
            occasion=occasion,
            sheet=sheet,
            measures=measures,
            pages=pages,
            moment=f"{occasion.as_of:%Y-%m-%dT%H:%M:%SZ}",
        )
    )
    return PrintHtml(html, {}, {}, identifier=f"badges/{occasion.key}/{sheet.key}/{t.tag}", epoch=int(occasion.as_of.timestamp()))


def measured(sheet: LabelSheet) -> Measures:
    """How a label of this size is divided."""
    code = min(_LARGEST_CODE, max(_SMALLEST_CODE, sheet.height * _CODE_SHARE))
    inset = round(_PADDING - code * _QUIET_SHARE, 3)
    return Measures(
        padding=_PADDING,
        code=round(code, 3),
        inset=inset,
        name_height=round(sheet.height - _PADDING - inset - code, 3),
        name_width=sheet.width - 2 * _PADDING,
    )


def _label(holder: Holder, sheet: LabelSheet, measures: Measures, position: int, t: Translator) -> _Label:
    left, top = sheet.place(position)
    room = measures.name_height * _POINTS - (_SURNAME if holder.rest else 0)
    width = measures.name_width * _POINTS
    setting = fitted(holder.first, width=width, height=room, most=_LARGEST)
    first = cut(holder.first, setting, width=width)
    says = t("Code of seat {seat}", seat=holder.seat)
    code = qr_svg(holder.secret, says=says, ink=tokens().colour["ink"]) if holder.secret else Markup()
    return _Label(holder, first, left, top, setting, direction(holder.name), code)
