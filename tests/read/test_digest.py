"""The hash of a source is SHA-256, whichever module of Python makes it."""

from __future__ import annotations

import hashlib
import importlib
import sys

import pytest

from kehoach.read import digest

CONTENT = "Kế hoạch số 12/KH-UBND".encode()


@pytest.mark.parametrize("parts", [(CONTENT,), (CONTENT[:7], b"", CONTENT[7:]), ()])
def test_it_is_sha_256(parts: tuple[bytes, ...]) -> None:
    assert digest.hash_parts(*parts) == hashlib.sha256(b"".join(parts)).hexdigest()


def test_a_python_that_has_it_elsewhere_takes_hashlib(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_sha2", "_sha256"):
        monkeypatch.setitem(sys.modules, name, None)
    assert importlib.reload(digest).Sha256 is hashlib.sha256
    assert digest.hash_parts(CONTENT) == hashlib.sha256(CONTENT).hexdigest()
    monkeypatch.undo()
    assert importlib.reload(digest).Sha256 is not hashlib.sha256
