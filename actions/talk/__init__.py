"""The talk around it: small talk, asides, choices, and when a human comes."""
