"""The page behind a mailed link: a question with one button, or what became of it.

One small document without scripts or other files, so that it opens at once from any mailbox and
its policy can allow next to nothing.
"""

from dataclasses import dataclass
from html import escape
from string import Template

from fastapi.responses import HTMLResponse

from handoff.brands.brand import Brand, Colours
from handoff.doors.documents import document

NEUTRAL = Colours(primary="#1f4d4a", on_primary="#ffffff", surface="#f6f5f3")
"""For a link that is nobody's, which no brand can answer for."""

_STYLE = Template("""\
*{box-sizing:border-box}
html{background:$surface;color:#1d1c1a;font:1rem/1.55 ui-sans-serif,system-ui,-apple-system,\
"Segoe UI",Roboto,"Helvetica Neue","Noto Sans",Arial,sans-serif}
body{margin:0;min-height:100vh;min-height:100dvh;display:grid;place-items:center;padding:1rem}
main{width:100%;max-width:27rem;background:#fff;border-radius:1rem;overflow:hidden;\
box-shadow:0 1px 2px rgb(0 0 0/.06),0 12px 32px rgb(0 0 0/.08)}
header{background:$primary;color:$on_primary;padding:1.1rem 1.75rem;font-weight:600}
section{padding:1.75rem}
h1{margin:0 0 .75rem;font-size:1.375rem;line-height:1.25;text-wrap:balance}
p{margin:0 0 1.5rem;overflow-wrap:anywhere}
p:last-child{margin:0;color:#55524d;font-size:.9375rem}
button{width:100%;min-height:3rem;margin:0 0 1.5rem;padding:.75rem 1.25rem;border:0;\
border-radius:.625rem;background:$primary;color:$on_primary;font:inherit;font-weight:600;\
cursor:pointer}
button:hover{filter:brightness(1.08)}
button:focus-visible{outline:3px solid $primary;outline-offset:3px}
form{margin:0}
""")

_PAGE = Template("""\
<!doctype html>
<html lang="$language">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="theme-color" content="$primary">
<title>$title · $name</title>
<style>$style</style>
</head>
<body>
<main>
<header>$name</header>
<section>
<h1>$title</h1>
$body
</section>
</main>
</body>
</html>
""")

_BUTTON = Template('<form method="post"><button type="submit">$label</button></form>')


@dataclass(frozen=True, slots=True)
class Ask:
    """The button, and what to do where it should not be pressed."""

    label: str
    caution: str


def page(
    brand: Brand | None,
    language: str,
    *,
    status: int,
    title: str,
    text: str,
    ask: Ask | None = None,
) -> HTMLResponse:
    """The whole answer, in the brand's colours, with the headers that such a page needs."""
    colours = (brand.colours if brand else NEUTRAL).model_dump()
    style = _STYLE.substitute(colours)
    paragraphs = [f"<p>{escape(text)}</p>"]
    if ask:
        paragraphs.append(_BUTTON.substitute(label=escape(ask.label)))
        paragraphs.append(f"<p>{escape(ask.caution)}</p>")
    html = _PAGE.substitute(
        language=language,
        primary=colours["primary"],
        title=escape(title),
        name=escape(brand.display_name if brand else "Relais"),
        style=style,
        body="\n".join(paragraphs),
    )
    return document(html, style, status)
