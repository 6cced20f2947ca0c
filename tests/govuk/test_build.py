"""What `npm run build` makes: our colours, nobody's crest, and nothing fetched from elsewhere."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
CSS = (ROOT / "static/built/infoshare.css").read_text()


def luminance(colour: str) -> float:
    """Of #rrggbb, as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_white_on_our_colour_has_a_contrast_of_seven_to_one() -> None:
    found = re.search(r"\.app-header\{color:#fff;background:(#[0-9a-f]{6})", CSS)
    assert found
    assert 1.05 / (luminance(found[1]) + 0.05) >= 7


def test_the_brand_that_is_not_ours_is_left_out() -> None:
    for foreign in ("GDS Transport", "@font-face", "crest", "tudor", "govuk-footer", "govuk-header"):
        assert foreign not in CSS


def test_nothing_is_fetched_by_the_stylesheet_or_the_scripts() -> None:
    assert "url(" not in CSS
    assert "@import" not in CSS
    for script in (ROOT / "static/built").glob("*.js"):
        assert "sourceMappingURL" not in script.read_text()
    assert 'from "./govuk-frontend.min.js"' in (ROOT / "static/built/infoshare.js").read_text()


def test_the_lock_names_no_registry_and_pins_the_pair_that_was_tried() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert [name for name, package in lock.items() if "resolved" in package] == []
    assert all(package.get("integrity") for name, package in lock.items() if name)
    assert lock["node_modules/govuk-frontend"]["version"] == "6.3.0"
