"""`/demo/catalogue/<brand>`: what a demo shop sells, with its stock. Development only."""

from html import escape
from string import Template

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from actions.shop.catalogue import Catalogue
from actions.shop.client import ShopUnavailable, engine
from actions.shop.product import Product, Variant
from actions.wording import money
from handoff.doors.documents import document
from handoff.doors.errors import Refused, not_found
from handoff.doors.service import ServiceDep

router = APIRouter(include_in_schema=False)

_STYLE = """\
*{box-sizing:border-box}
html{background:#f6f5f3;color:#1d1c1a;font:1rem/1.5 ui-sans-serif,system-ui,-apple-system,\
"Segoe UI",Roboto,"Helvetica Neue","Noto Sans",Arial,sans-serif}
body{margin:0 auto;max-width:60rem;padding:2rem 1rem}
h1{font-size:1.5rem;margin:0 0 1.5rem}
main{display:grid;grid-template-columns:repeat(auto-fill,minmax(17rem,1fr));gap:1rem}
article{background:#fff;border:1px solid #e4e1db;border-radius:.75rem;padding:1.25rem}
h2{font-size:1.0625rem;margin:0}
p{margin:.25rem 0 0}
ul{margin:.75rem 0 0;padding:0;list-style:none}
li{display:flex;justify-content:space-between;gap:1rem;padding:.25rem 0;\
border-top:1px solid #eeece7;font-size:.9375rem}
.quiet{color:#5c5852;font-size:.875rem}
"""

_PAGE = Template("""\
<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Catalogue · $name</title>
<style>$style</style>
</head>
<body>
<h1>$name</h1>
<main>
$products
</main>
</body>
</html>
""")

_PRODUCT = Template("""\
<article>
<h2>$title</h2>
<p>$price</p>
<p class="quiet">$materials</p>
<ul>$variants</ul>
</article>""")


@router.get("/demo/catalogue/{brand}")
async def catalogue(brand: str, service: ServiceDep) -> HTMLResponse:
    """Every product of the brand, with what the bot will say of its stock."""
    known = service.brands.get(brand)
    if known is None or not service.settings.development or known.shop.kind != "demo":
        raise not_found("page")
    shop = Catalogue(engine(service.settings.database_url))
    try:
        products = await shop.products(brand)
    except ShopUnavailable as error:
        raise Refused(503, "shop_unavailable", "The shop gives no answer. Try again.") from error
    finally:
        await shop.close()
    html = _PAGE.substitute(
        style=_STYLE,
        name=escape(known.display_name),
        products="\n".join(_shown(product) for product in products),
    )
    return document(html, _STYLE)


def _shown(product: Product) -> str:
    return _PRODUCT.substitute(
        title=escape(product.title),
        price=money(product.price, product.currency, "fr"),
        materials=escape(product.materials["fr"]),
        variants="".join(_variant(variant) for variant in product.variants),
    )


def _variant(variant: Variant) -> str:
    label = escape(variant.label("fr") or "taille unique")
    return f"<li><span>{label}</span><span>{_stock(variant)}</span></li>"


def _stock(variant: Variant) -> str:
    if variant.pieces:
        return f"{variant.pieces} en stock"
    return f"de retour le {variant.back_on:%d/%m/%Y}" if variant.back_on else "épuisé"
