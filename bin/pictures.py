"""Takes the README's pictures from a running demonstration: bin/pictures.py http://127.0.0.1:8000"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import FloatRect, Page, sync_playwright

SITE, FOLDER = sys.argv[1], Path("docs/pictures")
WHO = "amara.cole@oakfield.example"
CLIP: FloatRect = {"x": 0, "y": 0, "width": 1100, "height": 1000}


def picture(page: Page, address: str, name: str) -> None:
    page.goto(SITE + address)
    page.screenshot(path=FOLDER / f"{name}.png", clip=CLIP, full_page=True)


def first_page(pdf: bytes) -> None:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        command = ["pdftoppm", "-png", "-r", "80", "-f", "1", "-l", "1", "-singlefile", file.name, str(FOLDER / "pdf")]
        subprocess.run(command, check=True)


with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
    page = browser.new_page(viewport={"width": 1100, "height": 1000})
    page.goto(f"{SITE}/accounts/login/")
    page.locator(f"form:has(input[value='{WHO}']) button").click()
    draft, recorded = re.findall(r"IS-\w{4}-\w{4}(?=</a>)", page.content())  # she has one of each
    picture(page, f"/decisions/{draft}/", "tasks")
    picture(page, f"/decisions/{draft}/questions/purpose/", "question")
    picture(page, "/decisions/emergency/", "emergency")
    first_page(page.request.get(f"{SITE}/decisions/{recorded}/record.pdf").body())
    browser.close()
