"""Five languages: gettext for words, Babel for dates, numbers, plurals, money and quotation marks.

A `Translator` is a value, not a global: the window, a report and a blog draft may each speak another language in one process.
"""

from __future__ import annotations

import datetime as dt
import gettext
import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent

from council_app.errors import Message
from council_app.paths import resources

LANGUAGES = ("en", "sv", "de", "fr", "nl")
DOMAIN = "council"

# A bare language is formatted as where most of its readers here live: English dates are day first.
_HOME = {"en": "en-GB"}

# CLDR's quotation marks; Babel does not carry the delimiters table.
_QUOTES = {"en": ("“", "”"), "sv": ("”", "”"), "de": ("„", "“"), "fr": ("«\u202f", "\u202f»"), "nl": ("‘", "’")}


class Translator:
    """Words and formats of one locale.

    Attributes:
        locale: the Babel locale (`sv_SE`); formats follow it.
        language: the catalogue in use, one of `LANGUAGES`.
    """

    def __init__(self, locale: Locale, catalogue: gettext.NullTranslations) -> None:
        self.locale = locale
        self.language = locale.language
        self._catalogue = catalogue

    @property
    def tag(self) -> str:
        """The BCP 47 tag, for HTML `lang`."""
        return str(self.locale).replace("_", "-")

    def __call__(self, text: str, /, **fields: object) -> str:
        """Translate a msgid with `{named}` fields."""
        translated = self._catalogue.gettext(text) if text else ""
        return translated.format(**self._said(fields)) if fields else translated

    def n(self, one: str, many: str, count: int, /, **fields: object) -> str:
        """Translate with plural rules; `{count}` is the number formatted for the locale."""
        form = self._catalogue.ngettext(one, many, count)
        return form.format(**{"count": self.number(count), **self._said(fields)})

    def say(self, message: Message) -> str:
        """Put a `Message` into this language."""
        fields = dict(message.fields)
        if message.plural is not None and message.count is not None:
            fields.pop("count", None)
            return self.n(message.text, message.plural, message.count, **fields)
        return self(message.text, **fields)

    def _said(self, fields: dict[str, object]) -> dict[str, object]:
        return {name: self._put(value) for name, value in fields.items()}

    def _put(self, value: object) -> object:
        """A field in this language: messages are said, dates and decimals get the locale's form, anything else stays."""
        if isinstance(value, Message):
            return self.say(value)
        if isinstance(value, dt.datetime):
            return self.moment(value)
        if isinstance(value, dt.date):
            return self.date(value)
        return self.number(value) if isinstance(value, Decimal) else value

    def number(self, value: int | float | Decimal, *, decimals: int | None = None) -> str:
        """A number with the locale's separators; `decimals` fixes the digits after the point."""
        pattern = None if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
        return format_decimal(value, format=pattern, locale=self.locale)

    def percent(self, share: float, *, decimals: int = 0) -> str:
        """A share 0–1 as a percentage."""
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "") + "%"
        localised = self.locale.percent_formats[None].pattern
        suffix = "\u00a0%" if "\u00a0" in localised else "%"
        return format_percent(share, format=pattern, locale=self.locale).replace("%", suffix)

    def money(self, amount: int | float | Decimal, currency: str) -> str:
        """A whole amount of money."""
        pattern = re.sub(r"[.]0+", "", self.locale.currency_formats["standard"].pattern)
        return format_currency(amount, currency, format=pattern, locale=self.locale, currency_digits=False)

    def date(self, value: dt.date, *, style: str = "long") -> str:
        """A date; styles as Babel: short, medium, long, full."""
        return format_date(value, format=style, locale=self.locale)

    def day(self, value: dt.date, today: dt.date) -> str:
        """A date as short as it can be: without its year where that is today's."""
        return format_skeleton("MMMd", value, locale=self.locale) if value.year == today.year else self.date(value, style="medium")

    def month(self, value: dt.date) -> str:
        """A month and its year."""
        return format_date(value, format="LLLL y", locale=self.locale)

    def month_short(self, value: dt.date) -> str:
        """A month alone, as short as it is written on an axis."""
        return format_date(value, format="LLL", locale=self.locale).rstrip(".")

    def time(self, value: dt.datetime | dt.time, *, zone: dt.tzinfo | None = None, seconds: bool = False) -> str:
        """A time of day, in `zone` when given."""
        if isinstance(value, dt.datetime) and zone is not None:
            value = value.astimezone(zone)
        return format_time(value, format="HH:mm:ss" if seconds else "HH:mm", locale=self.locale)

    def moment(self, value: dt.datetime, *, zone: dt.tzinfo | None = None) -> str:
        """A date with its time."""
        return format_datetime(value if zone is None else value.astimezone(zone), format="medium", locale=self.locale)

    def duration(self, minutes: int) -> str:
        """A length of time in hours and minutes."""
        # Not by Babel's units: its Dutch has no word for an hour.
        hours, rest = divmod(minutes, 60)
        parts = [self.n("{count} hour", "{count} hours", hours)] if hours else []
        return self.items([*parts, self.n("{count} minute", "{count} minutes", rest)] if rest or not hours else parts)

    def items(self, values: Iterable[str]) -> str:
        """“a, b and c”."""
        return format_list(list(values), locale=self.locale)

    def quote(self, text: str) -> str:
        """Text between this language's quotation marks."""
        opening, closing = _QUOTES[self.language]
        return f"{opening}{text}{closing}"

    def territory(self, code: str) -> str:
        """A country's name (ISO 3166-1 alpha-2)."""
        return str(self.locale.territories.get(code.upper(), code))


@lru_cache(maxsize=64)
def translator(tag: str) -> Translator:
    """The translator of a BCP 47 tag (`sv`, `en-GB`); a language without catalogue falls back to English.

    Raises:
        ValueError: the tag is no locale Babel knows.
    """
    try:
        locale = Locale.parse(_HOME.get(tag, tag).replace("-", "_"))
    except (UnknownLocaleError, ValueError, TypeError) as error:
        raise ValueError(tag) from error
    if locale.language not in LANGUAGES:
        locale = Locale("en")
    catalogue = gettext.translation(DOMAIN, localedir=resources("locale"), languages=[locale.language], fallback=locale.language == "en")
    return Translator(locale, catalogue)
