"""Whether a file is what it may be: a PDF, a JPEG or a PNG, told by its content and not by its name. Plain Python."""

import warnings
from io import BytesIO

from PIL import Image, UnidentifiedImageError

MOST = 5 * 1024 * 1024  # bytes
IMAGES = {"JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png"}  # MPO: a telephone's JPEG with more behind it
NO_IMAGE = (
    UnidentifiedImageError,
    OSError,
    SyntaxError,
    ValueError,
    Image.DecompressionBombWarning,
    Image.DecompressionBombError,
)


def content_type(data: bytes) -> str:
    """One of status.PAPERS; "" where it is nothing of the kind."""
    if data.startswith(b"%PDF-") and b"%%EOF" in data[-1024:]:
        return "application/pdf"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _image(data)
    except NO_IMAGE:
        return ""


def _image(data: bytes) -> str:
    with Image.open(BytesIO(data), formats=["JPEG", "PNG"]) as image:
        found = IMAGES[image.format or ""]
        image.verify()  # of a PNG every part; of a JPEG only how it begins
    return found if found == "image/png" or _has_an_end(data) else ""


def _has_an_end(jpeg: bytes) -> bool:
    """Whether the mark of the end follows where the picture itself begins. Telephones write more behind it."""
    place = 2
    while jpeg[place : place + 1] == b"\xff":
        if jpeg[place + 1 : place + 2] == b"\xda":
            return jpeg.find(b"\xff\xd9", place) > 0
        place += 2 + int.from_bytes(jpeg[place + 2 : place + 4])
    return False
