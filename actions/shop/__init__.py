"""The shop as flows and the console see it: orders, their parcels, and proof that one is yours.

Start with `Orders` in `orders.py`, which every shop satisfies: the demo's (`client.py`), a brand's
WooCommerce (`woocommerce.py`), and `Shops` in `shops.py`, which asks the right one for a brand.
"""
