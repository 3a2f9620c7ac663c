"""`relais run`: every process of Relais on one machine, under one supervisor.

`stack.run` is the whole of it: what must be right beforehand (`preflight`), the servers, what the
database needs first (`groundwork`), the programs (`programs`), and starting again what dies
(`watch`).
"""
