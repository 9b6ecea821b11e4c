"""Sources: bytes with a name, and the text that they are.

Decoding changes nothing but the encoding: the byte order mark is dropped, CR and CRLF become LF,
characters that XML 1.0 forbids become U+FFFD. What had to be guessed or replaced is a Problem.
"""

from __future__ import annotations

import hashlib
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from memograph.model import SourceFile
from memograph.problems import Problem, Span, UnreadableSource, Where, problem
from memograph.text.composition import FORBIDDEN, is_clean
from memograph.text.lines import where

MAX_BYTES = 64 * 1024 * 1024
_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_MOJIBAKE = re.compile(
    "(?:Ã[\u0080-\u00bf]|â€[\u0098-\u009d™œžš“”˜\u009d]|Ð[\u0080-\u00bf°-¿]|Â[\u00a0-\u00bf])"
)
_CONTROL_SHARE = 0.02
_ODD: Final = (*(chr(code) for code in range(0x20) if chr(code) not in "\t\n\r\x0c"), "\ufffd")
_NUL_SHARE = 0.3
_SAMPLE = 65536
_MARKUP: Final = re.compile(rb"(?:\xef\xbb\xbf)?[ \t\r\n]*<")
_SEEN = re.compile("[^\\s\u200b\u200c\u200d\u2060\ufeff]")  # str.strip() leaves some blanks
_MAGIC = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP, DOCX or ODT file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source as given: `name` is shown in problems, `stem` stands in for an identifier.

    `language` is a BCP 47 tag, if somebody said in which language the text is; `columns` tell what
    the columns of a table hold, as "role=heading".
    """

    name: str
    stem: str
    data: bytes
    media_type: str = "text/plain"
    language: str | None = None
    columns: tuple[str, ...] = ()
    _decoded: list[DecodedText | Problem] = field(
        default_factory=list, init=False, repr=False, compare=False
    )
    _sha256: list[str] = field(default_factory=list, init=False, repr=False, compare=False)

    @property
    def sha256(self) -> str:
        """Return the hex digest of the bytes."""
        if not self._sha256:
            self._sha256.append(hashlib.sha256(self.data).hexdigest())
        return self._sha256[0]

    @property
    def file(self) -> SourceFile:
        """Return the source as a SourceFile, its name without folders."""
        return SourceFile(
            file_name=Path(self.name).name or self.name,
            sha256=self.sha256,
            media_type=self.media_type,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodedText:
    """A text and what was odd about its bytes."""

    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()


def open_source(path: str | Path, *, max_bytes: int = MAX_BYTES) -> Source:
    """Return the source at `path`; "-" is the standard input.

    Raises UnreadableSource if there is no such file, it is a folder, may not be read, or is larger
    than `max_bytes`.
    """
    name = str(path)
    if name == "-":
        data = sys.stdin.buffer.read(max_bytes + 1)
        refuse_size("stdin", len(data), max_bytes)
        return Source(name="stdin", stem="stdin", data=data)
    file = Path(path)
    try:
        size = file.stat().st_size
        if file.is_dir():
            raise UnreadableSource(problem("MG104", Where(source=name)))
        refuse_size(name, size, max_bytes)
        with file.open("rb") as opened:
            # What may be read has to be put somewhere first, so no more is asked for than is there.
            data = opened.read(size + 1)
            if len(data) > size:
                data += opened.read(max_bytes + 1 - len(data))
        refuse_size(name, len(data), max_bytes)
    except FileNotFoundError:
        raise UnreadableSource(problem("MG103", Where(source=name))) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnreadableSource(problem("MG105", Where(source=name), reason=reason)) from error
    return Source(name=name, stem=file.name.split(".")[0] or file.name, data=data)


def refuse_size(name: str, size: int, limit: int) -> None:
    """Raise UnreadableSource (MG106) if a source is larger than may be read.

    >>> refuse_size("memo.txt", 7, 8)
    """
    if size > limit:
        where = Where(source=name)
        raise UnreadableSource(problem("MG106", where, size=_spelled(size), limit=_spelled(limit)))


def _spelled(size: int) -> str:
    """Return a number of bytes in the largest unit of which it has one.

    >>> _spelled(1), _spelled(2560), _spelled(67108864)
    ('1 B', '2.5 KiB', '64.0 MiB')
    """
    for power, unit in ((20, "MiB"), (10, "KiB")):
        if size >= 1 << power:
            return f"{size / (1 << power):.1f} {unit}"
    return f"{size} B"


def is_markup(source: Source) -> bool:
    """Tell whether the text of a source, if it is one, surely begins with "<" after blanks.

    A reader that does not want mark-up needs not decode it.

    >>> is_markup(Source(name="a.xml", stem="a", data=b"<p>One.</p>"))
    True
    """
    return _MARKUP.match(source.data) is not None and b"\x00" not in source.data[:_SAMPLE]


def decode(source: Source) -> DecodedText:
    r"""Return the text of a source, with a Problem for whatever was guessed or replaced.

    Raises UnreadableSource if the bytes are empty or no text.

    >>> decode(Source(name="a.txt", stem="a", data=b"One.\r\nTwo.")).text
    'One.\nTwo.'
    """
    # Every reader that guesses at a source wants its text.
    kept = source._decoded  # noqa: SLF001 - kept there for this function
    if not kept:
        try:
            kept.append(_decode(source))
        except UnreadableSource as fault:
            kept.append(fault.problem)
    if isinstance(kept[0], Problem):
        raise UnreadableSource(kept[0])
    return kept[0]


def _decode(source: Source) -> DecodedText:
    if not source.data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise UnreadableSource(problem("MG101", Where(source=source.name)))
    for magic, what in _MAGIC:
        if source.data.startswith(magic):
            raise UnreadableSource(problem("MG102", Where(source=source.name), what=what))
    text, encoding, guessed = _characters(source.data)
    if not guessed and encoding == "utf-8":
        guess: tuple[Problem, ...] = ()
    else:
        code = "MG107" if guessed else "MG108"
        guess = (problem(code, Where(source=source.name), encoding=encoding),)
    clean = is_clean(text)
    if _is_binary(text, clean=clean):
        raise UnreadableSource(problem("MG102", Where(source=source.name), what="binary data"))
    text = _with_line_feeds(text)
    if not _SEEN.search(text):
        raise UnreadableSource(problem("MG101", Where(source=source.name)))
    forbidden = () if clean else _forbidden(text, source.name)
    found = (*guess, *forbidden, *_mojibake(text, source.name))
    known = text if clean else FORBIDDEN.sub("\ufffd", text)
    return DecodedText(text=known, encoding=encoding, problems=found)


def _with_line_feeds(text: str) -> str:
    # To look for two characters takes a hundred times as long as to look for one.
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _characters(data: bytes) -> tuple[str, str, bool]:
    """Return text, encoding, and whether the encoding had to be guessed."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            body = data[len(bom) :]
            try:
                return body.decode(encoding), encoding, False
            except UnicodeDecodeError:
                return body.decode(encoding, "replace"), encoding, True
    wide = _wide(data)
    if wide:
        return data.decode(wide, "replace"), wide, True
    try:
        return data.decode("utf-8"), "utf-8", False
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("windows-1252"), "windows-1252", True
    except UnicodeDecodeError:
        return data.decode("latin-1"), "iso-8859-1", True


def _wide(data: bytes) -> str | None:
    """Return UTF-16 without a mark, known by its zero bytes in every other place."""
    sample = data[:_SAMPLE]
    if len(sample) < 4 or b"\x00" not in sample:  # noqa: PLR2004 - two characters at least
        return None
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = sample[first::2].count(0) / max(1, len(sample) // 2)
        others = sample[1 - first :: 2].count(0) / max(1, len(sample) // 2)
        if zeros > _NUL_SHARE and others < _CONTROL_SHARE:
            return encoding
    return None


def _is_binary(text: str, *, clean: bool) -> bool:
    if clean and "\ufffd" not in text:
        return False
    sample = text[:_SAMPLE]
    odd = sum(map(sample.count, _ODD))
    return odd / max(1, len(sample)) > _CONTROL_SHARE and odd > 1


def _forbidden(text: str, name: str) -> tuple[Problem, ...]:
    found = list(FORBIDDEN.finditer(text))
    if not found:
        return ()
    place = where(text, name, found[0].start())
    return (problem("MG109", place, count=len(found), first=f"U+{ord(found[0].group()):04X}"),)


def _mojibake(text: str, name: str) -> tuple[Problem, ...]:
    if text.isascii():
        return ()
    found = [Span(*m.span()) for m in _MOJIBAKE.finditer(text)]
    if not found:
        return ()
    example = found[0].cut(text)
    return (problem("MG111", where(text, name, found[0].start), count=len(found), example=example),)
