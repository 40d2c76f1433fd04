"""Writing drafts into a folder: all files or none, and never over a file that a person wrote or changed.

Every file holds a mark with a digest of itself. A file that still matches its mark is an untouched earlier draft and may be replaced.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from council_app.atomic import told_as_refusal
from council_app.domain.draft import Draft, Translation
from council_app.domain.text import folded_words
from council_app.errors import Message, Problem, Refused, m_
from council_app.reporting.blog.generators import GENERATORS, Generator, GeneratorName

_MARK = "council-draft:"
_BLANK = _MARK + "0" * 16
_MARKED = re.compile(rb"council-draft:[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: `files` in order, and what to know before copying them.

    Attributes:
        unremembered: why the workspace does not know of them.
    """

    files: tuple[Path, ...]
    caution: Message | None = None
    unremembered: Message | None = None


def export(drafts: Sequence[Draft], generator: GeneratorName, out: Path, last: Callable[[], None] | None = None) -> Exported:
    """Write `drafts` for `generator` below the folder `out`, which is made when missing.

    The drafts must have passed `publishing.hold_back`; this function writes, it does not judge.
    `last` is asked once all of it is written beside: what it raises leaves everything as it was.

    Raises:
        Refused: files stand there that are not untouched drafts of Council's; nothing was written.
        CouncilError: the folder cannot be written; everything is as it was.
    """
    row = GENERATORS[generator]
    texts = {Path(name): _marked(row.render(group, _BLANK)) for name, group in _grouped(drafts, row).items()}
    _refuse_foreign(out, texts)
    with told_as_refusal(out):
        _write(out, texts, last)
    return Exported(tuple(out / name for name in texts), row.caution)


def _grouped(drafts: Sequence[Draft], row: Generator) -> dict[str, list[Draft]]:
    """File name → the drafts in it. A language is named `sv`, and in full (`de-ch`) only where a post has it twice."""
    ordered = sorted(drafts, key=lambda draft: (draft.key, draft.locale))
    named: dict[str, list[Draft]] = {}
    for key, posts in groupby(ordered, key=lambda draft: draft.key):
        same = list(posts)
        languages = [draft.locale.split("-")[0].lower() for draft in same]
        langs = [one if languages.count(one) == 1 else draft.locale.lower() for draft, one in zip(same, languages, strict=True)]
        names = [row.path.format(key="-".join(folded_words(key)), lang=lang) for lang in langs]
        editions = [Translation(draft.locale, draft.slug, Path(name).name) for draft, name in zip(same, names, strict=True)]
        for draft, name, own in zip(same, names, editions, strict=True):
            others = tuple(one for one in editions if one is not own)
            named.setdefault(name, []).append(replace(draft, translations=others))
    return named


def _marked(text: str) -> bytes:
    blank = text.encode()
    return blank.replace(_BLANK.encode(), _mark_of(blank))


def _mark_of(blank: bytes) -> bytes:
    return (_MARK + hashlib.sha256(blank).hexdigest()[:16]).encode()


def _is_untouched(content: bytes) -> bool:
    """True for a draft of Council's that nobody has edited since."""
    mark = _MARKED.search(content)
    return mark is not None and _mark_of(content.replace(mark.group(), _BLANK.encode())) == mark.group()


def _refuse_foreign(out: Path, texts: Mapping[Path, bytes]) -> None:
    problems: list[Problem] = []
    for name in texts:
        target = out / name
        with told_as_refusal(target):
            stands = target.is_symlink() or target.exists()
            ours = stands and target.is_file() and not target.is_symlink() and _is_untouched(target.read_bytes())
        if stands and not ours:
            todo = m_("Move it away or choose another folder; nothing was written.")
            problems.append(Problem(str(target), m_("there is a file that Council did not write, or that somebody changed since"), todo))
    if problems:
        raise Refused(problems)


def _write(out: Path, texts: Mapping[Path, bytes], last: Callable[[], None] | None) -> None:
    """Write beside, then move into place; put back what was there when a move fails."""
    made = _make_folder(out)
    moved: list[tuple[Path, Path | None]] = []
    with tempfile.TemporaryDirectory(prefix=".council-", dir=out, ignore_cleanup_errors=True) as aside:
        try:
            for number, content in enumerate(texts.values()):
                (Path(aside) / f"{number}.new").write_bytes(content)
            if last is not None:
                last()
            for number, name in enumerate(texts):
                made += _make_folder((out / name).parent)
                moved.append((out / name, _put_aside(out / name, Path(aside) / f"{number}.old")))
                (Path(aside) / f"{number}.new").replace(out / name)
        except BaseException:
            _put_back(moved)
            shutil.rmtree(aside, ignore_errors=True)
            _remove_empty(made)
            raise


def _put_aside(target: Path, place: Path) -> Path | None:
    if not target.exists():
        return None
    return target.replace(place)


def _put_back(moved: Sequence[tuple[Path, Path | None]]) -> None:
    for target, before in reversed(moved):
        if before is not None:
            before.replace(target)
        else:
            target.unlink(missing_ok=True)


def _make_folder(folder: Path) -> list[Path]:
    """Make `folder` with its parents; the ones made, outermost first."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


def _remove_empty(folders: Sequence[Path]) -> None:
    for folder in reversed(folders):
        folder.rmdir()
