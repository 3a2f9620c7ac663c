"""Carriers as flows and the console see them.

Start with `inquire` in `inquiry.py`: all parcels of an order, one `Diagnosis` each. `trackers.py`
says which client is asked about which carrier.
"""
