"""Letters as files: PDF for paper, CSV and XLSX for a mail merge, one e-mail draft each. A whole folder or nothing; nothing is sent."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from council_app.atomic import told_as_refusal, write_whole
from council_app.domain.draft import Quote, Section
from council_app.domain.letter_writing import LOOSE, THING, greeting, letter_text, own_words, said_text
from council_app.domain.letters import Letter, Letters
from council_app.domain.papers import Sheet
from council_app.errors import Cancelled, CouncilError, Message, Progress, m_
from council_app.exchange.mail import mail_draft
from council_app.exchange.spreadsheet import Cell, SheetData, csv_bytes, xlsx_bytes
from council_app.i18n import Translator, translator
from council_app.reporting.papers.letters import letters_html
from council_app.reporting.process import PdfPrinter

PDF, CSV, XLSX, MAILS = "letters.pdf", "mail-merge.csv", "mail-merge.xlsx", "e-mails"
PER_FILE = 100
"""Letters in one PDF: a page takes some 3 MB while it is laid out."""
_COLUMNS = ("name", "email", "language", "subject", "greeting", "text", "file")
_EACH = ("thing", "said", "answer")

Stopped = Callable[[], bool]
Told = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Made:
    """A finished folder that waits beside its place.

    Attributes:
        folder: where it waits; files: their names in it, in order.
        missing: letters of names or words for which no font here has a sign; a box stands for each on paper.
    """

    folder: Path
    files: tuple[str, ...]
    missing: str = ""


def require_folder(out: Path) -> None:
    """Make sure that a new folder can stand at `out`.

    Raises:
        CouncilError: something stands there that is no empty folder, or it has no place to stand in.
    """
    with told_as_refusal(out):
        taken = out.is_symlink() or (out.exists() and (not out.is_dir() or any(out.iterdir())))
        if taken:
            todo = m_("Choose a new or an empty folder; nothing was written.")
            raise CouncilError(str(out), m_("something is there already, and letters of another day must not lie among these"), todo)
        if not out.absolute().parent.is_dir():
            raise CouncilError(str(out), m_("its folder does not exist"), m_("Make the folder first."))


def make_letters(
    *,
    letters: Letters,
    out: Path,
    t: Translator,
    sheet: Sheet = Sheet.A4,
    progress: Told | None = None,
    stopped: Stopped | None = None,
) -> Made:
    """Make all files of the letters that are ready, in a hidden folder beside `out`; `put_in_place` moves it there.

    Raises:
        CouncilError: no letter is ready, `out` cannot be a new folder, or a system library is missing.
        Cancelled: `stopped` said so; nothing is left behind.
    """
    require_folder(out)
    ready = letters.ready
    if not ready:
        raise CouncilError(
            letters.mailing.facts.market, m_("no letter is ready to be written"), m_("See who gets none, and what holds letters.")
        )
    with told_as_refusal(out):
        hidden = Path(tempfile.mkdtemp(prefix=".council-", dir=out.absolute().parent))
    try:
        return _made(ready, letters, hidden, t, sheet, progress or _ignored, stopped or _never)
    except BaseException:
        shutil.rmtree(hidden, ignore_errors=True)
        raise


def _made(ready: Sequence[Letter], letters: Letters, hidden: Path, t: Translator, sheet: Sheet, told: Told, stopped: Stopped) -> Made:
    with PdfPrinter() as printer:
        names = _mails(ready, letters, hidden, told, stopped)
        rows = _table(ready, names)
        write_whole(hidden / CSV, csv_bytes(rows[0], rows[1]), private=True)
        asked = _asked(letters, t) if letters.mailing.shipped_since is not None else ()
        write_whole(hidden / XLSX, xlsx_bytes([SheetData("letters", *rows), *asked]), private=True)
        files, missing = list[str](), set[str]()
        parts = [ready[at : at + PER_FILE] for at in range(0, len(ready), PER_FILE)]
        for number, part in enumerate(parts):
            files.append(PDF if len(parts) == 1 else f"letters-{number + 1:02}.pdf")
            mailing = letters.mailing
            page = letters_html(part, t, company=mailing.company, moment=mailing.moment, sheet=sheet, number=number)
            missing.update(
                printer.print(page, hidden / files[-1], progress=_within(told, number, len(part), len(ready)), cancelled=stopped)
            )
            (hidden / files[-1]).chmod(0o600)
    told(Progress(len(ready), len(ready), m_("Printing letters")))
    return Made(hidden, (*files, CSV, XLSX, *filter(None, names)), "".join(sorted(missing)))


def _within(told: Told, number: int, letters: int, total: int) -> Told:
    """How far printing is, in letters: the printer counts steps of one file."""

    def step(printed: Progress) -> None:
        here = letters * printed.done // printed.total if printed.total else 0
        told(Progress(number * PER_FILE + here, total, m_("Printing letters")))

    return step


def _mails(ready: Sequence[Letter], letters: Letters, hidden: Path, told: Told, stopped: Stopped) -> list[str]:
    """One draft for everybody with an address; its name is the row of the table, and holds nobody's."""
    names, digits = list[str](), len(str(len(ready)))
    with told_as_refusal(hidden):
        (hidden / MAILS).mkdir(mode=0o700)
    for number, letter in enumerate(ready, start=1):
        if stopped():
            raise Cancelled
        told(Progress(number, len(ready), m_("Writing e-mail drafts")))
        name = f"{MAILS}/{number:0{digits}}.eml" if letter.to.email else ""
        if name:
            draft = mail_draft(
                name=letter.to.name,
                address=letter.to.email,
                subject=letter.draft.title,
                text=letter_text(letter),
                language=letter.draft.locale,
                reply_to=letters.mailing.facts.contact,
            )
            write_whole(hidden / name, draft, private=True)
        names.append(name)
    return names


def _table(ready: Sequence[Letter], names: Sequence[str]) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    """The mail merge: fields with names that stay the same in every language, and as many things as the longest letter has."""
    things = [tuple(_things(letter)) for letter in ready]
    most = max(map(len, things))
    headers = (*_COLUMNS, *(f"{field}_{number}" for number in range(1, most + 1) for field in _EACH))
    rows = [_row(letter, name, each) for letter, name, each in zip(ready, names, things, strict=True)]
    return headers, [(*row, *("" for _ in range(len(headers) - len(row)))) for row in rows]


def _row(letter: Letter, name: str, things: Sequence[tuple[str, str, str]]) -> tuple[Cell, ...]:
    to, draft = letter.to, letter.draft
    hello = greeting(to, translator(draft.locale))
    return to.name, to.email, draft.locale, draft.title, hello, letter_text(letter), name, *chain.from_iterable(things)


def _things(letter: Letter) -> Iterator[tuple[str, str, str]]:
    """What each thing is, what they said of it, and what became of it."""
    t = translator(letter.draft.locale)
    for section in letter.draft.sections:
        if section.name in (THING, LOOSE):
            yield section.heading, _joined(section, letter, t, theirs=True), _joined(section, letter, t, theirs=False)


def _joined(section: Section, letter: Letter, t: Translator, *, theirs: bool) -> str:
    if theirs:
        return "\n".join(own_words(block, letter, t) for block in section.blocks if isinstance(block, Quote))
    return "\n".join(said_text(block, letter, t) for block in section.blocks if not isinstance(block, Quote))


def _asked(letters: Letters, t: Translator) -> tuple[SheetData, ...]:
    """Who asked for what just shipped; nobody whose letter stays is on it."""
    ready = {letter.to.person for letter in letters.ready}
    rows = [
        (asked.title, asked.delivery.since, to.name, to.email)
        for asked in letters.asked(t.tag)
        for to in asked.people
        if to.person in ready
    ]
    return (SheetData("shipped", ("thing", "since", "name", "email"), rows),)


def put_in_place(*, made: Made, out: Path) -> tuple[Path, ...]:
    """Move a finished folder to `out`; returns its files.

    Raises:
        CouncilError: something stands there by now, or it cannot be moved; nothing is left behind.
    """
    with _gone_unless_moved(made.folder):
        require_folder(out)
        with told_as_refusal(out):
            if out.is_dir():
                out.rmdir()  # an empty folder is not replaced everywhere
            made.folder.replace(out)
    return tuple(out / name for name in made.files)


def throw_away(*, made: Made) -> None:
    """Take a finished folder away again that is not to be put in place."""
    shutil.rmtree(made.folder, ignore_errors=True)


@contextmanager
def _gone_unless_moved(folder: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _ignored(_progress: Progress) -> None:
    """Nobody looks."""


def _never() -> bool:
    return False


def unprintable(made: Made) -> Message | None:
    """What to say of letters that cannot be printed as they are written; None for nothing."""
    return m_("No font here has these letters; a box stands for each on paper: {letters}", letters=made.missing) if made.missing else None
