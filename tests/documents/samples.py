"""Pages to print in these tests: one that holds every kind of thing a record holds, and small ones."""

from datetime import UTC, datetime

from infoshare.documents.pdf import Attachment, render

WHEN = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)
TITLE = "Decision record IS-2026-0042"
JSON = Attachment("record.json", b'{"reference": "IS-2026-0042"}', "application/json", "The record as data")

DRAWING = """
<figure>
  <svg viewBox="0 0 600 120" xmlns="http://www.w3.org/2000/svg">
    <title>The way taken: purpose yes, identifiable yes, consent refused, public interest yes, share</title>
    <rect x="5" y="30" width="150" height="60" fill="#fff" stroke="#000" stroke-width="2"/>
    <text x="80" y="65" text-anchor="middle" font-family="Liberation Sans" font-size="15">Clear purpose?</text>
    <path d="M155 60 H300" stroke="#1d5a8c" stroke-width="4"/>
    <rect x="300" y="30" width="150" height="60" fill="#1d5a8c"/>
    <text x="375" y="65" text-anchor="middle" font-family="Liberation Sans" font-size="15" fill="#fff">Share</text>
  </svg>
  <figcaption>The way taken through the 2008 tree.</figcaption>
</figure>"""


def page(body: str, head: str = "") -> str:
    attributes = 'data-marking="Official-sensitive" data-reference="Decision record IS-2026-0042"'
    return f'<!doctype html><html lang="en-GB"><head>{head}</head><body {attributes}>{body}</body></html>'


def facts(**rows: str) -> str:
    cells = (f'<tr><th scope="row">{name}</th><td>{text}</td></tr>' for name, text in rows.items())
    return f'<table class="facts"><tbody>{"".join(cells)}</tbody></table>'


def grid(heads: list[str], rows: list[list[str]]) -> str:
    top = "".join(f'<th scope="col">{head}</th>' for head in heads)
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><caption>Items of information</caption><thead><tr>{top}</tr></thead><tbody>{lines}</tbody></table>"


def record() -> str:
    """Every kind of thing a decision record shows."""
    items = [
        [
            "Attendance this term",
            "Fact",
            '<span class="badge badge-strong">Share</span>',
            "Shows the pattern of absence.",
        ],
        [
            "Father's convictions",
            "Fact",
            '<span class="badge">Withhold</span>',
            "Not needed to support schooling.",
        ],
        [
            '<span class="struck">Neighbour\'s account</span>',
            "Allegation",
            "Redact",
            "Could identify the neighbour.",
        ],
    ]
    signature = '<tr><th scope="row">{}</th><td></td><td></td></tr>'
    return page(f"""
<p class="marking">Official-sensitive</p>
<h1>Decision record IS-2026-0042</h1>
<div class="summary"><h2>Share some of the information</h2>
<p class="lede">The health visitor may be told about attendance. The rest is kept back.</p>
<p class="words">Reasons, first line.
Reasons, second line.</p></div>
<h2>Who and what</h2>
{facts(Person="K.L., 14", Purpose="To agree support at school", Recipient="Community health team")}
<h2>What is shared</h2>{grid(["Item", "Kind", "Decision", "Why"], items)}
<h2>The seven golden rules</h2>
<h3>Rule 1</h3><p>Answered on <a href="#advice">the advice</a>. See <a href="https://example.org/">the guidance</a>.</p>
<div class="missing"><h3>Still missing</h3><ul><li>A date to look again<ul><li>nested</li></ul></li></ul></div>
<ol><li>First</li><li>Second</li></ol>
<dl><dt>Basis</dt><dd>Public task</dd></dl>
<blockquote><p>I want my nurse to know.</p></blockquote>
<h2 id="advice">Advice</h2><p>Asked the Caldicott Guardian.</p>
<h2>The way through the tree</h2>{DRAWING}
<h2>Signatures</h2>
<table class="signatures">
<thead><tr><th scope="col">Role</th><th scope="col">Name and signature</th><th scope="col">Date</th></tr></thead>
<tbody>{signature.format("Practitioner")}{signature.format("Manager")}</tbody></table>
<p class="note">Made by Infoshare.</p>""")


def printed(body: str, *, attachments: tuple[Attachment, ...] = (JSON,)) -> bytes:
    return render(page(body), title=TITLE, created_at=WHEN, attachments=attachments)
