"""Rasa's command line, with its API token taken from RELAIS_BOT_TOKEN.

Rasa takes the token as an argument only, and the arguments of a process can be read by every user
of the machine.
"""

import os
import sys

from rasa.__main__ import main

if __name__ == "__main__":
    sys.argv += ["--auth-token", os.environ["RELAIS_BOT_TOKEN"]]
    main()
