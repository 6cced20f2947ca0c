"""A machine without the font is told so in a sentence, before any record is printed in another one."""

import os
import subprocess
import sys
from pathlib import Path

from infoshare.documents.pdf import check_fonts

ONLY_DEJAVU = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>/usr/share/fonts/truetype/dejavu</dir><cachedir>{}</cachedir></fontconfig>"""


def test_this_machine_has_the_font() -> None:
    check_fonts()


def test_a_machine_without_the_font_is_told_what_to_install(tmp_path: Path) -> None:
    fonts = tmp_path / "fonts.conf"
    fonts.write_text(ONLY_DEJAVU.format(tmp_path))
    script = "from tests.documents.samples import printed; printed('<h1>Record</h1>')"
    run = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
    )
    assert run.stderr.splitlines()[-1].endswith(
        "FontMissing: The font Liberation Sans is not installed. Run: apt-get install fonts-liberation"
    )
