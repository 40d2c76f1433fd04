"""How themes became known: a bar for what each session was the first to bring, a line for all that was known by then."""

from __future__ import annotations

from council_app.domain.crosstabs import Themes
from council_app.domain.hearing import Saturation
from council_app.i18n import Translator
from council_app.reporting.pictures.shapes import WIDTH, Box, Drawing, Label, Line, breadth, fitted

_PLOT, _NAMES, _LEAST, _MOST = 170, 130, 15, 190
_SMALL, _FLAT = 11, 84


def draw_curve(themes: Themes, t: Translator) -> Drawing:
    """The curve; where few new themes came any more, it says so as “5+2”, and never that nothing is left to hear."""
    curve, count = themes.curve, len(themes.curve.sessions)
    known = curve.known[-1] if count else 0
    drawing = Drawing(_title(themes, known, t))
    words = (t("New"), t("Known"))
    left = max(breadth(word, _SMALL) for word in words) + 12
    step = min(_MOST, max(_LEAST, (WIDTH - left - 8) / max(1, count)))
    drawing.width = max(360, round(left + step * count + 8))
    drawing.heading(t("Themes, session by session"))
    top = drawing.height + 12
    base = top + _PLOT
    unit = _PLOT / max(1, known)
    drawing.lines.append(Line(f"M{left:.1f} {base}H{left + step * count:.1f}", "line2"))
    for number, new in enumerate(curve.new):
        height = max(new * unit, 1 if new else 0)
        if height:
            wide = min(step * 0.6, 36)
            drawing.boxes.append(Box(left + step * (number + 0.5) - wide / 2, base - height, wide, height, "mark", "ink", 0.8))
    points = [(left + step * (number + 0.5), base - sum_ * unit) for number, sum_ in enumerate(curve.known)]
    if points:
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        drawing.lines.append(Line(f"M{path}", "ink", 1.6))
    if step >= 24:
        drawing.lines += [Line(f"M{x - 3:.1f} {y:.1f}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0Z", fill="ink") for x, y in points]
    _mark_saturation(drawing, themes.saturation, left, step, top, base)
    _numbers(drawing, themes, words, left, step, base, t)
    if themes.saturation is not None:
        drawing.remark(_saturated(themes.saturation, t))
    else:
        drawing.remark(t("New themes still come; more sessions would bring more."))
    if themes.discovery is not None:
        for said in themes.discovery.sentences():
            drawing.remark(f"{t.say(said)}.")
    return drawing


def _mark_saturation(drawing: Drawing, found: Saturation | None, left: float, step: float, top: float, base: float) -> None:
    if found is None:
        return
    x = left + step * found.reached_at
    drawing.lines.append(Line(f"M{x:.1f} {top - 8}V{base}", "ink2", 1, dash="3 3"))
    # On its own plate: the line of what is known passes there, too.
    text = f"{found.reached_at}+{found.run}"
    drawing.boxes.append(Box(x + 4, base - 76, breadth(text, 12, 600) + 8, 20, "sheet", "line2", radius=2))
    drawing.labels.append(Label(x + 8, base - 62, text, size=12, weight=600))


def _numbers(drawing: Drawing, themes: Themes, words: tuple[str, str], left: float, step: float, base: float, t: Translator) -> None:
    """Both counts in rows below the axis, so that none lies on another, and the sessions below them; the table has those left out."""
    curve = themes.curve
    widest = breadth(t.number(max(curve.known, default=0)), _SMALL) + 6
    every = max(1, -int(-max(widest, 16) // step))
    for row, (word, counts) in enumerate(zip(words, (curve.new, curve.known), strict=True)):
        y = base + 18 + 16 * row
        drawing.labels.append(Label(0, y, word, "ink2", _SMALL, 500))
        drawing.labels += [
            Label(
                left + step * (number + 0.5), y, t.number(count), "ink" if row == 0 else "ink2", _SMALL, 600 if row == 0 else 400, "middle"
            )
            for number, count in enumerate(counts)
            if number % every == 0
        ]
    _names(drawing, themes, left, step, base + 44, every, t)


def _names(drawing: Drawing, themes: Themes, left: float, step: float, top: float, every: int, t: Translator) -> None:
    """The sessions: city and day below one another where there is room, else turned."""
    flat = step >= _FLAT
    for number, place in enumerate(themes.places):
        city, day = place.name.partition(",")[0], t.date(place.day, style="medium") if place.day else ""
        x = left + step * (number + 0.5)
        if flat:
            for line, text in enumerate((city, day)):
                drawing.labels.append(Label(x, top + 10 + 15 * line, fitted(text, 10.5, step - 8), "ink3", 10.5, anchor="middle"))
        elif number % every == 0:
            drawing.labels.append(Label(x + 4, top, fitted(f"{day} {city}", 10.5, _NAMES), "ink3", 10.5, anchor="end", turned=True))
    drawing.height = top + (32 if flat else _NAMES + 4)


def _saturated(found: Saturation, t: Translator) -> str:
    return t(
        "{mark}: after {base} sessions, {run} more brought few new themes ({share} of those at the start). There may be more to hear.",
        mark=f"{found.reached_at}+{found.run}",
        base=found.reached_at,
        run=found.run,
        share=t.percent(found.ratio),
    )


def _title(themes: Themes, known: int, t: Translator) -> str:
    said = [t.n("Themes after {count} session", "Themes after {count} sessions", len(themes.curve.sessions))]
    said[0] = f"{said[0]}: {t.n('{count} theme is known.', '{count} themes are known.', known)}"
    if themes.saturation is not None:
        said.append(_saturated(themes.saturation, t))
    return " ".join(said)
