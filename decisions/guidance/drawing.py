"""Every drawing of a pack: for the code host, for its page of documentation, for the screen and the PDF."""

from decisions.guidance.mermaid import mermaid
from decisions.guidance.picture import picture_md
from decisions.guidance.svg import svg
from decisions.guidance.words import way_in_words

__all__ = ["mermaid", "picture_md", "svg", "way_in_words"]
