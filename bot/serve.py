"""Rasa's command line, with its API token taken from RELAIS_BOT_TOKEN.

Rasa takes the token as an argument only, and the arguments of a process can be read by every user
of the machine.
"""

import json
import os
import sys
from typing import Any


def with_token(arguments: list[str], token: str) -> list[str]:
    """`arguments` and the token, in one word: a token may begin with a dash."""
    return [*arguments, f"--auth-token={token}"]


def check_schemas_once() -> None:
    """Check a JSON Schema against the meta-schema when it is first used, not at every use.

    Rasa validates what actions and callers send against schemas of its own, which never change;
    checking those schemas took a fifth of every turn (docs/decisions/0006).
    """
    from jsonschema import Draft202012Validator

    check = Draft202012Validator.check_schema
    sound: set[str] = set()

    def check_once(schema: Any, *arguments: Any, **options: Any) -> None:
        key = json.dumps(schema, sort_keys=True)
        if key not in sound:
            check(schema, *arguments, **options)
            sound.add(key)

    Draft202012Validator.check_schema = check_once


if __name__ == "__main__":
    from rasa.__main__ import main

    check_schemas_once()
    sys.argv = with_token(sys.argv, os.environ["RELAIS_BOT_TOKEN"])
    main()
