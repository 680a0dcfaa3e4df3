"""Which letters the fonts of this machine can print, so that no box is printed without notice.

Asked of fontconfig itself, where Pango looks for fonts too; nothing heavy is loaded.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterable
from ctypes.util import find_library
from typing import Any

# A letter of each writing system, and the Debian package that has a font for it.
WRITING = {
    "Chinese": ("汉漢", "fonts-noto-cjk"),
    "Japanese": ("あ働", "fonts-noto-cjk"),
    "Korean": ("한", "fonts-noto-cjk"),
    "Arabic": ("ع", "fonts-dejavu-core"),
    "Hebrew": ("ש", "fonts-noto-core"),
    "Hindi": ("अ", "fonts-noto-core"),
    "Bengali": ("অ", "fonts-noto-core"),
    "Tamil": ("த", "fonts-noto-core"),
    "Thai": ("ส", "fonts-noto-core"),
    "Cyrillic": ("Ж", "fonts-dejavu-core"),
    "Greek": ("Ω", "fonts-dejavu-core"),
    "Vietnamese": ("ệ", "fonts-dejavu-core"),
}
# Controls, joiners and spaces are not drawn; variation selectors only change what stands before.
NOT_DRAWN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
SELECTORS = range(0xFE00, 0xFE10)


class _FontSet(ctypes.Structure):
    _fields_ = (
        ("count", ctypes.c_int),
        ("size", ctypes.c_int),
        ("fonts", ctypes.POINTER(ctypes.c_void_p)),
    )


def _library() -> Any:
    library = ctypes.CDLL(find_library("fontconfig") or "libfontconfig.so.1")
    library.FcPatternCreate.restype = ctypes.c_void_p
    library.FcObjectSetCreate.restype = ctypes.c_void_p
    library.FcFontList.restype = ctypes.POINTER(_FontSet)
    return library


def unprintable(letters: Iterable[str]) -> str:
    """Those letters for which no font is there, each once.

    Args:
        letters: characters, in any order; of a text, all of it.

    Raises:
        OSError: where fontconfig is not there; Pango needs it, so then no PDF is made either.
    """
    asked = {letter for letter in letters if _is_drawn(letter)}
    library = _library()
    pattern = ctypes.c_void_p(library.FcPatternCreate())
    # Pictures of letters in fixed sizes are not taken for PDF.
    library.FcPatternAddBool(pattern, b"scalable", 1)
    wanted = ctypes.c_void_p(library.FcObjectSetCreate())
    library.FcObjectSetAdd(wanted, b"charset")
    found = library.FcFontList(None, pattern, wanted)
    try:
        for at in range(found.contents.count):
            charset = ctypes.c_void_p()
            font = ctypes.c_void_p(found.contents.fonts[at])
            if library.FcPatternGetCharSet(font, b"charset", 0, ctypes.byref(charset)) == 0:
                asked -= {c for c in asked if library.FcCharSetHasChar(charset, ord(c))}
    finally:
        library.FcFontSetDestroy(found)
        library.FcObjectSetDestroy(wanted)
        library.FcPatternDestroy(pattern)
    return "".join(sorted(asked))


def _is_drawn(letter: str) -> bool:
    return ord(letter) not in SELECTORS and unicodedata.category(letter) not in NOT_DRAWN


def fonts_missing() -> str:
    """What to install so that papers as PDF show what visitors may write, as a sentence.

    Returns:
        "" where there is a font for each of `WRITING`, or where no PDF can be made at all.
    """
    try:
        missing = unprintable(letter for letters, _ in WRITING.values() for letter in letters)
    except OSError:
        return ""
    names = [name for name, (letters, _) in WRITING.items() if set(letters) & set(missing)]
    if not names:
        return ""
    packages = " ".join(dict.fromkeys(WRITING[name][1] for name in names))
    return (
        f"Papers as PDF can't show words in {', '.join(names)}, and say so where a visitor wrote "
        f"some: apt-get install {packages}."
    )
