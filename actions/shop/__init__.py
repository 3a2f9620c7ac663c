"""The shop as flows and the console see it.

Every shop has three parts: `Orders` (`orders.py`: orders, their parcels, and proof that one is
yours), `Aftersales` (`aftersales.py`: what is changed) and `Assortment` (`assortment.py`: what is
sold). Two shops have them: the demo's in PostgreSQL (`client.py`, `changes.py`, `catalogue.py`) and
a brand's WooCommerce (`woocommerce/`). `Shops` in `shops.py` asks the right one for a brand.
"""
