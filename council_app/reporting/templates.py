"""The Jinja2 environment of every report: always escaped, nothing undefined, and speaking through one `Translator`.

Message ids carry `{named}` fields like everywhere else in the program (one catalogue for window, report and blog), so `_` and
`ngettext` are the translator's own and not Jinja's printf-style newstyle gettext. A field that is markup stays markup, any other
field and the translation itself are escaped.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from council_app.errors import Message
from council_app.i18n import Translator
from council_app.paths import report_templates
from council_app.reporting.tokens import tokens
from council_app.reporting.words import direction, quoted

if TYPE_CHECKING:
    from jinja2 import Environment


class _Spoken:
    """The translator as templates call it."""

    def __init__(self, t: Translator) -> None:
        self._t = t

    def say(self, text: str, **fields: object) -> str:
        """`_("…", name=value)`."""
        if any(isinstance(value, Markup) for value in fields.values()):
            return Markup(escape(self._t(text))).format(**fields)
        return self._t(text, **fields)

    def count(self, one: str, many: str, count: int, **fields: object) -> str:
        """`ngettext("…", "…", count)`."""
        return self._t.n(one, many, count, **fields)

    def cell(self, value: object) -> str:
        """A cell of a table: a message, a day or a number in this language, nothing for None."""
        match value:
            case None:
                return ""
            case Message():
                return self._t.say(value)
            case date():
                return self._t.date(value)
            case int() | float():
                return self._t.number(value)
            case _:
                return str(value)


def environment(t: Translator) -> Environment:
    """The environment for one report in the language of `t`."""
    # The window's places can print, so they load this module; most of its sessions never do.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - 3 MiB, of use to who prints

    env = Environment(
        loader=FileSystemLoader(report_templates()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    spoken, look = _Spoken(t), tokens()
    env.globals.update(
        {
            "_": spoken.say,
            "ngettext": spoken.count,
            "number": t.number,
            "date": t.date,
            "quoted": quoted,
            "direction": direction,
            "cell": spoken.cell,
            "tokens": look,
            "colour": look.colour,
        }
    )
    return env
