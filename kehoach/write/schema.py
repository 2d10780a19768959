"""The models as JSON Schema."""

from __future__ import annotations

import json

from kehoach.models import Plan


def encode_schema() -> bytes:
    """The JSON Schema (draft 2020-12) of a Plan: every key is there, absent values are null or empty."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Plan.model_json_schema(mode="serialization"),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2).encode() + b"\n"
