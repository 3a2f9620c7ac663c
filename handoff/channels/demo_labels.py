"""`/demo/labels/<id>`: the return label of a demo shop, as a page that prints on one sheet.

Its address cannot be guessed and is told to the order's customer alone. Development only.
"""

from html import escape
from string import Template
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from actions.shop.aftersales import Return
from actions.shop.changes import Changes
from actions.shop.client import ShopUnavailable
from handoff.brands.brand import Brand
from handoff.doors.documents import document
from handoff.doors.errors import Refused, not_found
from handoff.doors.service import ServiceDep

router = APIRouter(include_in_schema=False)

_STYLE = """\
*{box-sizing:border-box}
html{background:#f6f5f3;color:#1d1c1a;font:1rem/1.5 ui-sans-serif,system-ui,-apple-system,\
"Segoe UI",Roboto,"Helvetica Neue","Noto Sans",Arial,sans-serif}
body{margin:0 auto;max-width:34rem;padding:1.5rem 1rem}
main{background:#fff;border:2px solid #1d1c1a;border-radius:.5rem;padding:2rem}
h1{font-size:1.125rem;margin:0 0 1.5rem}
p{margin:0}
address{font-style:normal;font-size:1.25rem;line-height:1.4;margin:.25rem 0 1.5rem}
.number{font:700 2rem/1.2 ui-monospace,monospace;letter-spacing:.08em;padding:1rem 0;\
border-block:1px dashed #8a867f;text-align:center}
ul{margin:1.5rem 0 0;padding-left:1.25rem}
.quiet{color:#5c5852;font-size:.875rem}
@media print{html{background:#fff}body{padding:0}}
"""

_PAGE = Template("""\
<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Retour $number · $name</title>
<style>$style</style>
</head>
<body>
<main>
<h1>Étiquette de retour</h1>
<p class="quiet">À envoyer à</p>
<address>$address</address>
<p class="number">$number</p>
<ul>$lines</ul>
<p class="quiet">Commande $order · à déposer au plus tard le $send_by</p>
<p class="quiet">Boutique de démonstration</p>
</main>
</body>
</html>
""")


@router.get("/demo/labels/{id}")
async def label(id: UUID, service: ServiceDep) -> HTMLResponse:
    """The label to print."""
    if not service.settings.development:
        raise not_found("label")
    changes = Changes(service.settings.database_url, service.settings.links_begin)
    try:
        found = await changes.labelled(id)
    except ShopUnavailable as error:
        raise Refused(503, "shop_unavailable", "The shop gives no answer. Try again.") from error
    finally:
        await changes.close()
    if found is None or found[0] not in service.brands:
        raise not_found("label")
    brand, sent_back = found
    return document(_page(service.brands[brand], sent_back), _STYLE)


def _page(brand: Brand, sent_back: Return) -> str:
    shop = brand.shops[0] if brand.shops else None
    address = [brand.display_name, "Service des retours"]
    if shop is not None:
        address += [shop.street, f"{shop.postcode} {shop.city}"]
    lines = (f"{line.quantity} × {line.title}" for line in sent_back.lines)
    return _PAGE.substitute(
        style=_STYLE,
        number=escape(sent_back.number),
        name=escape(brand.display_name),
        address="<br>".join(escape(part) for part in address),
        lines="".join(f"<li>{escape(line)}</li>" for line in lines),
        order=escape(sent_back.order_number),
        send_by=f"{sent_back.send_by:%d/%m/%Y}",
    )
