"""Posts as people edit them: Markdown with spans that say what each sentence stands on."""

from council_app.domain.posts.composing import compose
from council_app.domain.posts.editing import edited
from council_app.domain.posts.regenerating import Clash, Rewritten, regenerate
from council_app.domain.posts.said import Said, Written
from council_app.domain.posts.understanding import Read, understand

__all__ = ["Clash", "Read", "Rewritten", "Said", "Written", "compose", "edited", "regenerate", "understand"]
