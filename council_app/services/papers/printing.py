"""Papers as PDF: in memory for a look, or as files, all or none."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from council_app.atomic import require_place, told_as_refusal
from council_app.domain.papers import Form
from council_app.errors import Progress
from council_app.reporting.papers.missing import unusual_html, without
from council_app.reporting.papers.model import Holder
from council_app.reporting.process import PdfPrinter
from council_app.services.papers.preparing import Papers


def print_papers(
    *, papers: Papers, progress: Callable[[Progress], None] | None = None, cancelled: Callable[[], bool] | None = None
) -> tuple[bytes, int]:
    """The PDF in memory, and for how many people the name is left to be written by hand, because no font here has its letters.

    Raises:
        CouncilError: a system library is missing, or there is no room.
        Cancelled: `cancelled` said so.
    """
    # The session's own folder lies in memory where the system has one: names should not reach a disk in the clear unasked.
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    with tempfile.TemporaryDirectory(prefix="council-", dir=runtime if runtime and Path(runtime).is_dir() else None) as folder:
        out = Path(folder) / "papers.pdf"
        by_hand = write_papers(papers=papers, out=out, progress=progress, cancelled=cancelled)
        return out.read_bytes(), by_hand


def write_papers(
    *, papers: Papers, out: Path, progress: Callable[[Progress], None] | None = None, cancelled: Callable[[], bool] | None = None
) -> int:
    """Write the PDF to `out`, whole or not at all; returns for how many people the name is left to be written by hand.

    Raises:
        CouncilError: `out` cannot be written, or a system library is missing.
        Cancelled: `cancelled` said so; nothing is left behind.
    """
    require_place(out)
    with PdfPrinter() as printer:
        return _printed(printer, papers, out, progress, cancelled)


def write_forms(*, each: Mapping[Form, Papers], folder: Path, progress: Callable[[Progress], None] | None = None) -> tuple[list[Path], int]:
    """Write one PDF per kind of form into a folder, made when it is not there; all or none. Returns the files and as `write_papers`.

    Raises:
        CouncilError: the folder cannot be written, or a system library is missing.
    """
    files = [folder / f"{kind}.pdf" for kind in each]
    with _folder(folder) as hidden:
        for file in files:
            require_place(file)
        with PdfPrinter() as printer:
            by_hand = [_printed(printer, papers, hidden / f"{kind}.pdf", progress, None) for kind, papers in each.items()]
        with told_as_refusal(folder):
            for file in files:
                (hidden / file.name).replace(file)
    return files, max(by_hand, default=0)


@contextmanager
def _folder(folder: Path) -> Iterator[Path]:
    """A hidden place within a folder; the folder goes again when it is new and the block fails."""
    there = folder.exists()
    with told_as_refusal(folder):
        folder.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(prefix=".council-", dir=folder) as hidden:
            yield Path(hidden)
    except BaseException:
        if not there:
            folder.rmdir()
        raise


def _printed(
    printer: PdfPrinter,
    papers: Papers,
    out: Path,
    progress: Callable[[Progress], None] | None,
    cancelled: Callable[[], bool] | None,
) -> int:
    """Print, with a line to write on where letters are missing, instead of boxes."""
    unusual = unusual_html(papers.holders)
    missing = printer.missing(unusual, cancelled=cancelled) if unusual is not None else ""
    given = _writable(missing, papers.holders)
    # A font may have a letter alone and lack it where it stands: rare enough to print all pages again.
    missing += printer.print(papers.pages(given), out, progress=progress, cancelled=cancelled)
    again = _writable(missing, papers.holders)
    if again != given:
        printer.print(papers.pages(again), out, progress=progress, cancelled=cancelled)
    return sum(bool(before.name) and not after.name for before, after in zip(papers.holders, again, strict=True))


def _writable(missing: str, holders: Sequence[Holder]) -> tuple[Holder, ...]:
    return tuple(without(missing, holder) for holder in holders) if missing else tuple(holders)
