"""Packs: what one laptop has written, sealed in one file for others.

A line that says what it is, a line of JSON that says what is in it, then the changes as compressed JSON lines; all of that inside an
age file, sealed with a passphrase or for somebody's key. Decision 17.
"""

from council_app.exchange.pack.facts import PackFacts
from council_app.exchange.pack.read import open_pack, unsealed
from council_app.exchange.pack.seals import Keys, new_keys
from council_app.exchange.pack.write import sealed

__all__ = ["Keys", "PackFacts", "new_keys", "open_pack", "sealed", "unsealed"]
