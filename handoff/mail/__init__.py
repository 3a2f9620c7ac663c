"""Outgoing mail: letters in a brand's name, and the SMTP server that takes them."""
