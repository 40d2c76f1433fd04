"""The window, in PySide6.

PySide6 puts an `__import__` of its own in place of Python's: it reads the source of every module loaded from then on, to learn whether that
uses Qt's `__feature__`, and the lines stay in memory, 25 MiB of them. Nothing here uses it, so Python's own is put back.
"""

import builtins

_import = builtins.__import__
import PySide6.QtCore  # noqa: E402, F401 - the first import of it is what replaces the function

builtins.__import__ = _import
