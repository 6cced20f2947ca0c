"""What is promised about the commands and the lock files, without running them."""

import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
NODE_LOCKS = [REPOSITORY / "package-lock.json", REPOSITORY / "tests/oidc/package-lock.json"]
PYTHON_LOCKS = sorted(REPOSITORY.glob("requirements/*.txt"))
LOCKS = [*PYTHON_LOCKS, *NODE_LOCKS]


def text_of(name: str) -> str:
    return (REPOSITORY / name).read_text()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_no_lock_file_names_a_registry(lock: Path) -> None:
    assert "resolved" not in lock.read_text()
    assert not re.findall(r"--(?:extra-)?index-url|--find-links", lock.read_text())


@pytest.mark.parametrize("lock", PYTHON_LOCKS, ids=lambda path: path.name)
def test_every_locked_package_is_one_version_with_its_hash(lock: Path) -> None:
    assert "://" not in lock.read_text()
    packages = re.split(r"\n(?=\S)", lock.read_text().strip())
    assert packages
    for package in packages:
        assert re.match(r"[\w.-]+(\[[\w, -]+\])?==\S+.*\\\n +--hash=sha256:[0-9a-f]{64}", package), package


def test_every_requirement_file_is_locked() -> None:
    written = {path.stem for path in REPOSITORY.glob("requirements/*.in")}
    assert written == {path.stem for path in PYTHON_LOCKS} == {"base", "local", "dev", "node"}


@pytest.mark.parametrize("target", ["setup", "run", "test", "check", "stop", "lock"])
def test_the_makefile_has_each_promised_target_with_its_help(target: str) -> None:
    assert re.search(rf"^{target}:.* ## \w+", text_of("Makefile"), re.MULTILINE)


def test_continuous_integration_runs_the_test_command_of_the_readme() -> None:
    assert text_of(".ci/run").rstrip().endswith("\nmake test")


def test_every_script_stops_at_its_first_failure_and_can_be_run() -> None:
    scripts = [*REPOSITORY.glob("bin/*.sh"), REPOSITORY / ".ci" / "run"]
    assert len(scripts) > 1
    for script in scripts:
        assert re.search(r"^set -eu", script.read_text(), re.MULTILINE), script
        assert script.stat().st_mode & 0o111, script


def test_the_container_runs_without_root_and_installs_by_hash() -> None:
    dockerfile = text_of("Dockerfile")
    assert re.findall(r"^USER (\w+)", dockerfile, re.MULTILINE) == ["site"]
    assert "--require-hashes --only-binary :all:" in dockerfile


def test_the_container_gets_every_file_that_it_copies() -> None:
    """What .dockerignore lets through and what the Dockerfile copies by name."""
    let_through = set(re.findall(r"^!(\S+)", text_of(".dockerignore"), re.MULTILINE))
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", text_of("Dockerfile"), re.MULTILINE)
    named = {name for line in copied for name in line.split()} - {"."}
    assert named <= let_through
    assert all((REPOSITORY / name).exists() for name in let_through)
