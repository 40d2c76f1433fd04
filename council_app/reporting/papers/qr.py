"""QR codes as SVG, with the quiet zone that scanners need around them."""

from __future__ import annotations

import io

from markupsafe import Markup

_QUIET = 4  # modules on each side: ISO/IEC 18004


def qr_svg(text: str, *, says: str, ink: str) -> Markup:
    """`text` as a QR code of error level M or better (what the size allows); `says` is read out in its place.

    Args:
        text: what a scanner reads.
        says: a sentence for those who do not see it; never what the code holds.
        ink: `#rrggbb`.
    """
    import segno  # noqa: PLC0415 - slow start

    out = io.BytesIO()
    code = segno.make(text, error="m", micro=False)
    code.save(out, kind="svg", border=_QUIET, dark=ink, light=None, xmldecl=False, omitsize=True, nl=False, title=says, svgclass="qr")
    # segno escapes the title; the rest is its own.
    return Markup(out.getvalue().decode())
