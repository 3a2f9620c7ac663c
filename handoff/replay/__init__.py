"""`relais replay`: real dialogues, played through the customer's own door.

`play.replay` is the whole of it; `dialogues` reads the file, `customer` and `cm` are the two kinds
of people, `table` says how it went.
"""
