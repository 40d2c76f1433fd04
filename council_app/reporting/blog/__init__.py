"""Blog drafts as files for site generators: one neutral `Draft`, one table of generators, nothing published by itself."""

from council_app.reporting.blog.export import Exported, export
from council_app.reporting.blog.generators import GENERATORS, Generator, GeneratorName

__all__ = ["GENERATORS", "Exported", "Generator", "GeneratorName", "export"]
