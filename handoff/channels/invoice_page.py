"""An invoice of the demo shop as a page that prints on one sheet."""

from decimal import Decimal
from html import escape
from string import Template

from fastapi.responses import HTMLResponse

from actions.shop.order import Line, Order
from actions.wording import money
from handoff.brands.brand import Brand
from handoff.doors.documents import document

VAT = Decimal("0.20")
"""The standard rate in France (Code général des impôts, article 278)."""

_CENT = Decimal("0.01")

_STYLE = """\
*{box-sizing:border-box}
html{background:#f6f5f3;color:#1d1c1a;font:1rem/1.5 ui-sans-serif,system-ui,-apple-system,\
"Segoe UI",Roboto,"Helvetica Neue","Noto Sans",Arial,sans-serif}
body{margin:0 auto;max-width:46rem;padding:1.5rem 1rem}
main{background:#fff;border-radius:.75rem;padding:2.25rem;border:1px solid #e4e1db}
header{display:flex;justify-content:space-between;gap:2rem;flex-wrap:wrap;margin-bottom:2rem}
h1{font-size:1.5rem;margin:0 0 .25rem}
p{margin:0}
small,.quiet{color:#5c5852}
table{width:100%;border-collapse:collapse;margin:2rem 0}
th,td{padding:.6rem .4rem;text-align:right;border-bottom:1px solid #e4e1db;\
font-variant-numeric:tabular-nums;vertical-align:top}
th{font-size:.8125rem;font-weight:600;color:#5c5852}
th:first-child,td:first-child{text-align:left;padding-left:0}
tfoot td{border:0;padding-top:.35rem;padding-bottom:.35rem}
tfoot tr:last-child td{font-weight:700;font-size:1.125rem}
@media print{html{background:#fff}main{border:0;padding:0}}
"""

_PAGE = Template("""\
<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Facture $number · $name</title>
<style>$style</style>
</head>
<body>
<main>
<header>
<div><h1>$name</h1><p class="quiet">$contact</p></div>
<div><p><strong>Facture F-$number</strong></p><p class="quiet">du $date</p></div>
</header>
<p>$customer</p>
<p class="quiet">$town</p>
<table>
<thead>
<tr><th>Article</th><th>Quantité</th><th>Prix unitaire TTC</th><th>Total TTC</th></tr>
</thead>
<tbody>
$lines
</tbody>
<tfoot>
<tr><td colspan="3">Total HT</td><td>$net</td></tr>
<tr><td colspan="3">TVA 20 %</td><td>$vat</td></tr>
<tr><td colspan="3">Total TTC</td><td>$total</td></tr>
</tfoot>
</table>
<small>Facture d'une boutique de démonstration, sans valeur.</small>
</main>
</body>
</html>
""")

_LINE = Template("<tr><td>$title</td><td>$quantity</td><td>$price</td><td>$total</td></tr>")


def page(brand: Brand, order: Order) -> HTMLResponse:
    """The invoice of `order`, with the tax that its total holds."""
    net = (order.total / (1 + VAT)).quantize(_CENT)
    html = _PAGE.substitute(
        style=_STYLE,
        number=escape(order.number),
        name=escape(brand.display_name),
        contact=escape(brand.contact.email),
        date=f"{order.placed_at.astimezone():%d/%m/%Y}",
        customer=escape(f"{order.customer.first_name} {order.customer.last_name}"),
        town=escape(f"{order.postcode} {order.city}"),
        lines="\n".join(_line(line, order.currency) for line in order.lines),
        net=_money(net, order),
        vat=_money(order.total - net, order),
        total=_money(order.total, order),
    )
    return document(html, _STYLE)


def _line(line: Line, currency: str) -> str:
    return _LINE.substitute(
        title=escape(line.title),
        quantity=line.quantity,
        price=money(line.price, currency, "fr"),
        total=money(line.price * line.quantity, currency, "fr"),
    )


def _money(amount: Decimal, order: Order) -> str:
    return money(amount, order.currency, "fr")
