"""`/demo/mails`: what the mail sandbox took, as its recipients would read it. Development only."""

import re
from html import escape
from string import Template
from typing import Any

import httpx
from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from handoff.doors.documents import document
from handoff.doors.errors import Refused, not_found
from handoff.doors.service import ServiceDep

router = APIRouter(include_in_schema=False)

SECONDS = 3
"""The sandbox is next door."""

_STYLE = """\
*{box-sizing:border-box}
html{background:#f6f5f3;color:#1d1c1a;font:1rem/1.55 ui-sans-serif,system-ui,-apple-system,\
"Segoe UI",Roboto,"Helvetica Neue","Noto Sans",Arial,sans-serif}
body{margin:0 auto;max-width:42rem;padding:2rem 1rem}
h1{font-size:1.375rem;margin:0 0 .25rem}
h2{font-size:1.0625rem;margin:0 0 .5rem}
body>p{margin:0 0 1.5rem;color:#55524d}
article{background:#fff;border:1px solid #dedbd5;border-radius:.625rem;padding:1.25rem 1.5rem;\
margin:0 0 1rem}
dl{display:grid;grid-template-columns:auto 1fr;gap:.1rem .75rem;margin:0 0 1rem;\
font-size:.8125rem;color:#55524d}
dd{margin:0;overflow-wrap:anywhere}
pre{margin:0;font:inherit;white-space:pre-wrap;overflow-wrap:anywhere}
a{color:#1f4d4a}
"""

_PAGE = Template("""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mails of the demo</title>
<style>$style</style>
</head>
<body>
<h1>Mails of the demo</h1>
<p>$count The mail sandbox took them and delivered them nowhere.</p>
$mails
</body>
</html>
""")

_MAIL = Template("""\
<article>
<h2>$subject</h2>
<dl>$headers</dl>
<pre>$text</pre>
</article>""")

_SHOWN = ("From", "To", "Reply-To", "Date")
_LINK = re.compile(r"https?://\S+")


@router.get("/demo/mails")
async def mails(service: ServiceDep) -> HTMLResponse:
    """The mails, the newest first."""
    sandbox = service.settings.mail_sandbox_url
    if not sandbox:
        raise not_found("page")
    try:
        async with httpx.AsyncClient(timeout=SECONDS) as client:
            taken: list[dict[str, Any]] = (await client.get(f"{sandbox}/sandbox/mails")).json()
    except (httpx.HTTPError, ValueError) as error:
        message = "The mail sandbox gives no answer. It is started again; try once more."
        raise Refused(503, "no_mail_sandbox", message) from error
    html = _PAGE.substitute(
        style=_STYLE,
        count=f"{len(taken)} so far, the newest first." if taken else "None so far.",
        mails="\n".join(_shown(mail, service.settings.links_begin) for mail in taken),
    )
    return document(html, _STYLE)


def _shown(mail: dict[str, Any], links_begin: str) -> str:
    headers = "".join(
        f"<dt>{name}</dt><dd>{escape(mail['headers'].get(name, ''))}</dd>" for name in _SHOWN
    )
    text = _LINK.sub(lambda found: _linked(found[0], links_begin), escape(mail["text"]))
    return _MAIL.substitute(subject=escape(mail["subject"]), headers=headers, text=text)


def _linked(address: str, links_begin: str) -> str:
    """The service's own links can be followed; others are only read."""
    return f'<a href="{address}">{address}</a>' if address.startswith(links_begin) else address
