"""A paper to attach: one page that says it is made up, as a PDF that every reader opens."""

TEXT = b"BT /F1 18 Tf 60 760 Td (Made up for the demonstration: a signed paper.) Tj ET"
OBJECTS = (
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    b"<< /Length %d >>\nstream\n%s\nendstream" % (len(TEXT), TEXT),
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
)


def _made() -> bytes:
    """The objects one after the other, and a table of where each begins."""
    file, begins = b"%PDF-1.7\n", []
    for number, each in enumerate(OBJECTS, 1):
        begins.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % at for at in begins)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(OBJECTS) + 1, table)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(OBJECTS) + 1, len(file))
    return file + head + tail


PAPER = _made()
