"""The models as JSON Schema."""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from kehoach.models import Plan


class _PlainSchema(GenerateJsonSchema):
    """Without a title on every key that only says its name again."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def encode_schema() -> bytes:
    """The JSON Schema (draft 2020-12) of a Plan: every key is there, absent values are null or empty."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Plan.model_json_schema(mode="serialization", schema_generator=_PlainSchema),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2).encode() + b"\n"
