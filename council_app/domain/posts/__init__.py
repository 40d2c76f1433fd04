"""Posts as people edit them: Markdown with spans that say what each sentence stands on."""

from council_app.domain.posts.composing import compose
from council_app.domain.posts.editing import edited
from council_app.domain.posts.keeping import Base, kept, read_kept, seal_of
from council_app.domain.posts.masking import GONE, replaced, without_quotes
from council_app.domain.posts.regenerating import Clash, Rewritten, regenerate, settled
from council_app.domain.posts.said import Said, Written
from council_app.domain.posts.understanding import Read, understand

__all__ = [
    "GONE",
    "Base",
    "Clash",
    "Read",
    "Rewritten",
    "Said",
    "Written",
    "compose",
    "edited",
    "kept",
    "read_kept",
    "regenerate",
    "replaced",
    "seal_of",
    "settled",
    "understand",
    "without_quotes",
]
