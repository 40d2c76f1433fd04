"""REFI-QDA, the exchange format of programs for qualitative analysis: projects (`.qdpx`) and codebooks (`.qdc`), in and out."""

from council_app.exchange.qdpx.losses import Loss, said
from council_app.exchange.qdpx.model import Case, Code, Coding, Project, Reading, Selection, TextSource, User, Variable
from council_app.exchange.qdpx.read import read_codebook, read_project
from council_app.exchange.qdpx.write import codebook_bytes, write_project

__all__ = [
    "Case",
    "Code",
    "Coding",
    "Loss",
    "Project",
    "Reading",
    "Selection",
    "TextSource",
    "User",
    "Variable",
    "codebook_bytes",
    "read_codebook",
    "read_project",
    "said",
    "write_project",
]
