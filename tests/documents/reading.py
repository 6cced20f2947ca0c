"""Reads a PDF back: its words, its files and every byte in it."""

from collections.abc import Iterable, Iterator
from io import BytesIO

from pypdf import PdfReader
from pypdf.generic import ArrayObject, Destination, DictionaryObject, IndirectObject, StreamObject


def opened(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def words(pdf: bytes) -> str:
    """All text, without the spaces and line ends that the layout put in."""
    return "".join("".join(page.extract_text() for page in opened(pdf).pages).split())


def lines(pdf: bytes) -> list[str]:
    return [line for page in opened(pdf).pages for line in page.extract_text().splitlines()]


def streams(pdf: bytes) -> list[bytes]:
    reader = opened(pdf)
    numbers = range(1, int(str(reader.trailer["/Size"])))
    found = (reader.get_object(IndirectObject(number, 0, reader)) for number in numbers)
    return [item.get_data() for item in found if isinstance(item, StreamObject)]


def files_told(pdf: bytes) -> list[tuple[str, str, str, str]]:
    """Name, type, description and relationship of each file the catalogue lists."""
    listed = opened(pdf).root_object["/AF"]
    assert isinstance(listed, ArrayObject)
    return [_told(file.get_object()) for file in listed]


def _told(file: object) -> tuple[str, str, str, str]:
    assert isinstance(file, DictionaryObject)
    held = file["/EF"]
    assert isinstance(held, DictionaryObject)
    stream = held["/F"]
    assert isinstance(stream, StreamObject)
    kind, relationship = str(stream["/Subtype"]), str(file["/AFRelationship"])
    return str(file["/UF"]), kind.removeprefix("/"), str(file["/Desc"]), relationship.removeprefix("/")


def bookmarks(pdf: bytes) -> list[str]:
    return list(_titles(opened(pdf).outline))


def _titles(outline: Iterable[object]) -> Iterator[str]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _titles(entry)
        else:
            assert isinstance(entry, Destination)
            yield str(entry.title)
