"""Set-up: everything a checkout needs before it can run, with Python's standard library alone.

`python3 -m setup run|test|lint|…` (see `__main__.py`) works with any Python from 3.8 on, because
nothing is installed yet when it starts. What is done is stamped with a hash of what it was made
from, so that a second run finds nothing to do in well under a second.
"""
