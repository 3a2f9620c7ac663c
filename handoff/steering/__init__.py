"""What a supervisor tells the bot without training: notices, flows switched off, other words.

`tables` is what is stored; `notices`, `switches` and `wordings` write it, `present` reads all that
holds at this moment, for the bot's actions.
"""
