"""The shop as flows and the console see it: orders, their parcels, and proof that one is yours.

Start with `Shop` in `client.py` and `Order` in `order.py`.
"""
