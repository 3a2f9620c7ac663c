"""Rasa's command line, with its API token taken from RELAIS_BOT_TOKEN.

Rasa takes the token as an argument only, and the arguments of a process can be read by every user
of the machine.
"""

import os
import sys


def with_token(arguments: list[str], token: str) -> list[str]:
    """`arguments` and the token, in one word: a token may begin with a dash."""
    return [*arguments, f"--auth-token={token}"]


if __name__ == "__main__":
    from rasa.__main__ import main

    sys.argv = with_token(sys.argv, os.environ["RELAIS_BOT_TOKEN"])
    main()
