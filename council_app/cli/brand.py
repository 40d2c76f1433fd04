"""Whose reports they are: logo, colours and typeface, set and said."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from council_app.cli.options import JsonOption, PassphraseOption, WorkspaceArgument, console_of, reading, writing
from council_app.domain.brand import Typeface
from council_app.errors import CouncilError, m_
from council_app.i18n import Translator
from council_app.services.brand import BrandFacts, brand_of, set_brand

_LARGEST = 20 * 2**20


def brand(
    context: typer.Context,
    ws: WorkspaceArgument,
    logo: Annotated[Path | None, typer.Option("--logo", metavar="FILE", help="A PNG, JPEG, WebP or GIF.")] = None,
    no_logo: Annotated[bool, typer.Option("--no-logo", help="Take the logo away.")] = False,
    logo_alt: Annotated[str | None, typer.Option("--logo-alt", metavar="WORDS", help="What the logo shows, for who cannot see it.")] = None,
    words: Annotated[str | None, typer.Option("--words", metavar="#RRGGBB", help="Colour of words; empty for the program's own.")] = None,
    rules: Annotated[str | None, typer.Option("--rules", metavar="#RRGGBB", help="Colour of rules; empty for the program's own.")] = None,
    typeface: Annotated[Typeface | None, typer.Option("--typeface", help="Of titles and quotes.")] = None,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Say how reports look, and change it: logo, two colours that can be read on paper, typeface.

    Example: council brand london.council --logo vinga.png --words "#1B4F8A"
    """
    if logo is not None and no_logo:
        raise typer.BadParameter("choose one of --logo, --no-logo")
    console = console_of(context)
    given = b"" if no_logo else _read(logo) if logo is not None else None
    if (given, logo_alt, words, rules, typeface) == (None,) * 5:
        with reading(ws, passphrase_file) as workspace:
            facts = brand_of(workspace=workspace)
    else:
        with writing(ws, passphrase_file) as workspace:
            set_brand(workspace=workspace, logo=given, logo_alt=logo_alt, first_colour=words, second_colour=rules, typeface=typeface)
            facts = brand_of(workspace=workspace)
    console.say(_document(facts), lambda: "\n".join(_lines(facts, console.t)))


def _read(logo: Path) -> bytes:
    try:
        # One letter more than may be, so that what is too large is refused as that without being read whole.
        with logo.open("rb") as opened:
            return opened.read(_LARGEST + 1)
    except OSError as error:
        raise CouncilError(str(logo), m_("the file cannot be read"), m_("Check its name and that you may read it.")) from error


def _document(facts: BrandFacts) -> dict[str, object]:
    return {
        "logo": facts.logo is not None,
        "logo_alt": facts.logo_alt,
        "words": facts.first_colour,
        "rules": facts.second_colour,
        "typeface": facts.typeface.value,
    }


def _lines(facts: BrandFacts, t: Translator) -> list[str]:
    own = t("the program's own")
    logo = t("none") if facts.logo is None else facts.logo_alt or t("as an image, without words of its own")
    return [
        t("Logo: {logo}", logo=logo),
        t("Words: {colour}", colour=facts.first_colour or own),
        t("Rules: {colour}", colour=facts.second_colour or own),
        t("Typeface: {name}", name=facts.typeface.value),
    ]
