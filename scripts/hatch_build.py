"""The wheel's build step: compile the catalogues, so that the wheel carries the `.mo` files beside their sources."""

from __future__ import annotations

import runpy
from pathlib import Path

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogues(BuildHookInterface[BuilderConfig]):
    """Runs `scripts/catalogues.py compile` before files are gathered."""

    def initialize(self, version: str, build_data: dict[str, object]) -> None:  # noqa: ARG002  (hatchling's signature)
        """Called by hatchling before a wheel is built, editable ones included."""
        runpy.run_path(str(Path(self.root) / "scripts" / "catalogues.py"))["compile_catalogues"]()
