"""Which encoding a text file is in: its mark if it has one, UTF-8 if nearly all is that, else what Western Excel writes, else a guess."""

from __future__ import annotations

import codecs
import re
from itertools import pairwise

from council_app.errors import CouncilError, m_

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Letters and signs that Western European languages write outside ASCII, as Windows-1252 holds them.
_WESTERN = frozenset("åäöÅÄÖéÉèÈêÊëËàÀâÂáÁãÃçÇíÍìÌîÎïÏñÑóÓòÒôÔõÕøØœæÆúÚùÙûÛüÜýÝÿß€£§°´²³½¼¾«»·–—‘’‚“”„…•†®©™¡¿ \xa0\xad")
# What spreadsheet programs of other places and times write; rarer relatives of these only confuse the guess.
_OTHERS = [
    *("cp1250", "iso8859_2", "mac_latin2", "cp852", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1257"),
    *("cp1255", "cp1256", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"),
]
_UTF_8 = frozenset({"utf-8", "utf-8-sig"})
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
UNREADABLE = "\ufffd"
"""What stands where bytes are no letter."""
_SAMPLE = 256 * 1024
_BINARY = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"SQLite format 3", b"\x7fELF", b"MZ\x90")


def decode(raw: bytes, name: str, told: str | None = None) -> tuple[str, str, int]:
    """The text of a file, the encoding it was in (the one `told`, or the one found), and in how many places it was damaged.

    A few bytes that are no UTF-8, in a file that is, stand as U+FFFD: read in another encoding, every name would come out wrong.

    Raises:
        CouncilError: not text, or in no encoding known here.
    """
    if raw.startswith(_BINARY):
        raise _not_text(name)
    encoding = told or next((encoding for mark, encoding in _MARKS if raw.startswith(mark)), None) or _unmarked(raw, name)
    broken = _broken_places(raw) if encoding in _UTF_8 else 0
    try:
        text = raw.decode(encoding, "replace" if broken else "strict").removeprefix("\ufeff")
    except (UnicodeDecodeError, LookupError) as error:
        todo = m_("Choose another encoding, or save the file as CSV UTF-8.")
        raise CouncilError(name, m_("the text is damaged or in an unknown encoding"), todo) from error
    if _looks_binary(text):
        raise _not_text(name)
    return text, encoding, broken


def _broken_places(raw: bytes) -> int:
    """How many places of a file that is otherwise UTF-8 are not; 0 for a whole one, and for one that is not mostly UTF-8."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        sequences = sum(1 for _ in _SEQUENCE.finditer(raw))
        broken = raw.decode("utf-8", "replace").count(UNREADABLE) - raw.count(UNREADABLE.encode())
        return broken if sequences > broken else 0
    return 0


def _unmarked(raw: bytes, name: str) -> str:
    wide = _wide(raw)
    if wide:
        return wide
    if b"\0" in raw:
        raise _not_text(name)
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return "utf-8" if _broken_places(raw) else _single_byte(raw)
    return "utf-8"


def _wide(raw: bytes) -> str:
    """UTF-16 without a mark: in a text with Latin separators, every other byte of many characters is zero."""
    sample = raw[:_SAMPLE]
    if len(sample) < 4 or len(raw) % 2:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half * 0.4 and even < half * 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.4 and odd < half * 0.05 else ""


def _single_byte(raw: bytes) -> str:
    sample = raw[:_SAMPLE]
    western = next((encoding for encoding in ("cp1252", "mac_roman", "cp850") if _reads_western(sample, encoding)), None)
    if western is not None:
        return western
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow start, and seldom needed

    best = from_bytes(sample, cp_isolation=_OTHERS).best()
    if best is not None and not best.encoding.startswith("utf"):
        return best.encoding
    return "latin-1"


def _reads_western(sample: bytes, encoding: str) -> bool:
    """Whether nearly all that is not ASCII is what Western languages write, and no capital stands after a small letter."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return False
    foreign = [char for char in text if not char.isascii()]
    odd = sum(char not in _WESTERN for char in foreign) + sum(
        second.isupper() and not second.isascii() and first.islower() for first, second in pairwise(text)
    )
    return odd <= len(foreign) * 0.05


def _looks_binary(text: str) -> bool:
    sample = text[:100_000]
    controls = sum(1 for char in sample if char < " " and char not in "\t\n\r\f\x0b")
    return controls > len(sample) * 0.02 + 5


def _not_text(name: str) -> CouncilError:
    return CouncilError(name, m_("not a table that can be read"), m_("Choose a CSV, TSV, XLSX or ODS file."))
