"""Several files into a folder, all or none: what stood there before comes back when the rest of the work fails."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from council_app.atomic import require_place, told_as_refusal, write_whole


@contextmanager
def placed(folder: Path, files: Mapping[str, bytes]) -> Iterator[tuple[Path, ...]]:
    """Put `files` (name to content) into `folder`, made when it is not there, for as long as the block ends well.

    Raises:
        CouncilError: the folder or a file in it cannot be written; as it was, it stays.
    """
    with _made(folder), told_as_refusal(folder), tempfile.TemporaryDirectory(prefix=".council-", dir=folder) as hidden:
        targets = {name: folder / name for name in files}
        for target in targets.values():
            require_place(target)
        for name, content in files.items():
            write_whole(Path(hidden) / name, content)
        undo: list[tuple[Path, Path | None]] = []
        try:
            for name, target in targets.items():
                before = Path(hidden) / f"{name}.before" if target.exists() else None
                if before is not None:
                    target.replace(before)
                undo.append((target, before))
                (Path(hidden) / name).replace(target)
            yield tuple(targets.values())
        except BaseException:
            for target, before in reversed(undo):
                target.unlink(missing_ok=True)
                if before is not None:
                    before.replace(target)
            raise


@contextmanager
def _made(folder: Path) -> Iterator[None]:
    """The folder, gone again when it is new and the block fails."""
    new = [each for each in (folder, *folder.parents) if not each.exists()]
    with told_as_refusal(folder):
        folder.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        for each in new:
            each.rmdir()
        raise
