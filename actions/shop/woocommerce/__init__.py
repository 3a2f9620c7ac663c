"""A brand's WooCommerce shop, through its REST API v3.

`shop.py` puts it together. `site.py` asks and translates errors; `orders.py`, `changes.py` and
`assortment.py` are the three parts of a shop; the modules of one noun beside them (`order.py`,
`refund.py`, `product.py`, `coupon.py`, …) read and write that noun's JSON, and are pure.

Documentation: https://woocommerce.github.io/woocommerce-rest-api-docs/.
"""
