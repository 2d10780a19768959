"""What can go wrong outside of the text itself: reading, writing, using.

Parsing never raises: any text gives a Plan, and what is unclear is a warning in it.
"""

from __future__ import annotations

_CONTROLS = {code: repr(chr(code))[1:-1] for code in (*range(32), *range(127, 160))}


def print_name(name: str) -> str:
    r"""A file name as text, whatever the locale says: a name may be any bytes, those of no UTF-8 as `\xff`.

    >>> print(print_name("plan\udcff.docx"), print_name("k\udce1\udcba\udcbf.docx"))
    plan\xff.docx kế.docx
    """
    try:
        return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:
        return name.encode("utf-8", "backslashreplace").decode()


def print_line(text: str) -> str:
    r"""A text on one line, with nothing in it that a terminal obeys: a file may have any name.

    >>> print(print_line("plan\n\x1b[31m.docx"))
    plan\n\x1b[31m.docx
    """
    return print_name(text).translate(_CONTROLS)


class KehoachError(Exception):
    """One clear sentence for a person, a hint at what to do, and the exit code of the command line.

    Of those that are no error, 4 is for warnings under ``--strict`` and 130 for an interruption.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return print_line(f"{self.message} {self.hint}".strip())

    def __reduce__(self) -> tuple[type[KehoachError], tuple[str, str]]:
        return type(self), (self.message, self.hint)  # so that a worker process can send it home


class UsageError(KehoachError):
    """The options or arguments do not fit together."""

    exit_code = 2


class MissingExtraError(UsageError):
    """A format or executor needs a package that is an optional extra."""

    def __init__(self, extra: str, what: str) -> None:
        super().__init__(
            f"{what} needs the extra “{extra}”.", f"Install it with: pip install 'kehoach[{extra}]'"
        )
        self.extra = extra
        self.what = what

    def __reduce__(self) -> tuple[type[KehoachError], tuple[str, str]]:
        return type(self), (self.extra, self.what)


class ReadError(KehoachError):
    """The input is missing, empty, damaged, encrypted, hostile or no document at all."""

    exit_code = 3


class WriteError(KehoachError):
    """The output cannot be written; nothing half-written is left behind."""

    exit_code = 1


class InternalError(KehoachError):
    """A bug in kehoach itself, told like any other failure, so that it costs one document only."""

    @classmethod
    def of(cls, error: Exception, name: str = "") -> KehoachError:
        """The failure that an unexpected exception is, with the place where it struck."""
        if isinstance(error, MemoryError):
            return KehoachError(f"{name or 'The input'}: there is not enough memory for it.", "Give it more.")
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        place = f" at {trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}" if trace else ""
        what = f"{name}: a" if name else "A"
        return cls(f"{what} bug in kehoach, {type(error).__name__}{place}: {error}", "(please report it).")
