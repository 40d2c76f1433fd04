"""What the sentences of a post stand on, through everything that is typed: also when a sentence is cut out and put in elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from council_app.domain.posts import Said, Written, edited

_LEAST = 8
"""Fewer letters than this are found by chance."""


class Links:
    """One post while somebody edits it.

    Attributes:
        post: its text and spans now.
    """

    def __init__(self, post: Written) -> None:
        self.post = post
        self._lost: list[tuple[Said, str]] = []

    def take(self, text: str) -> Written:
        """The text is another one; spans stay on their words, and come back with words that come back."""
        before, after = self.post, edited(self.post, text)
        there = {(one.kind, one.source) for one in after.said}
        gone = [one for one in before.said if (one.kind, one.source) not in there]
        self._lost += [(one, before.text[one.starts : one.ends]) for one in gone]
        back = tuple(self._back(after))
        if back:
            after = Written(text, tuple(sorted((*after.said, *back), key=lambda one: (one.starts, one.ends))))
        self.post = after
        return after

    def add(self, said: Said) -> Written:
        """Words stand on something, in place of what they stood on; headings and parts of the program's own stay known."""
        kept = [one for one in self.post.said if one.kind is not said.kind or one.ends <= said.starts or one.starts >= said.ends]
        self.post = Written(self.post.text, tuple(sorted((*kept, said), key=lambda one: (one.starts, one.ends))))
        return self.post

    def _back(self, post: Written) -> Iterator[Said]:
        """What was lost and stands there again, word for word."""
        for one, words in list(self._lost):
            at = post.text.find(words) if len(words.strip()) >= _LEAST else -1
            if at >= 0:
                self._lost.remove((one, words))
                yield replace(one, starts=at, ends=at + len(words))
