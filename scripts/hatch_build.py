"""The wheel's build step: what lies outside the package is carried inside it, with compiled catalogues."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CarryResources(BuildHookInterface[BuilderConfig]):
    """Adds what `council_app/paths.py` looks for to every wheel but the editable one, which reads it from the checkout."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it gathers files; `build_data` is its own open mapping."""
        if version == "editable":
            return
        runpy.run_path(str(Path(self.root) / "scripts" / "catalogues.py"))["compile_catalogues"]()
        for folder in ("resources", "reports", "benchmarks"):
            build_data["force_include"][folder] = f"council_app/_shipped/{folder}"
