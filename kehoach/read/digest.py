"""SHA-256 (FIPS 180-4) by Python's own code: `hashlib` would load OpenSSL, which takes longer than a hash.

As `random` of the standard library does; a Python that has it elsewhere takes `hashlib`.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

Sha256: Any
try:
    Sha256 = import_module("_sha2" if sys.version_info >= (3, 12) else "_sha256").sha256
except ImportError:
    Sha256 = import_module("hashlib").sha256


def hash_parts(*parts: bytes) -> str:
    """The hash of these bytes, one part behind the other, in hexadecimal digits."""
    digest = Sha256()
    for part in parts:
        digest.update(part)
    hexadecimal: str = digest.hexdigest()
    return hexadecimal
