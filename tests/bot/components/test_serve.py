"""Rasa as we start it: sound schemas are checked once, broken ones are still refused."""

import jsonschema
import pytest
from jsonschema import Draft202012Validator

from bot import serve


def test_a_schema_is_checked_once_and_what_it_forbids_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    checked: list[object] = []
    whole = Draft202012Validator.check_schema

    def counting(schema: object) -> None:
        checked.append(schema)
        whole(schema)

    monkeypatch.setattr(Draft202012Validator, "check_schema", counting)
    serve.check_schemas_once()
    schema = {"type": "object", "properties": {"events": {"type": "array"}}}
    for _ in range(3):
        jsonschema.validate({"events": []}, schema)
    assert len(checked) == 1
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"events": 1}, schema)
    with pytest.raises(jsonschema.SchemaError):
        jsonschema.validate({}, {"type": "nonsense"})
