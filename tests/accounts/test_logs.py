"""The log says what broke and where, and quotes nobody."""

import logging
from io import StringIO

from infoshare.logs import Formatter


def logged(typed: str) -> str:
    """What stands in the log after a view broke on what somebody typed."""
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Formatter("%(levelname)s %(message)s"))
    log = logging.Logger("of this test")
    log.addHandler(handler)
    try:
        try:
            int(typed)
        except ValueError as error:
            raise KeyError(typed) from error
    except KeyError:
        log.exception("It broke")
    return written.getvalue()


def test_an_error_is_told_by_its_kind_and_place_without_what_was_typed() -> None:
    told = logged("Jane Doe")
    assert "Jane" not in told
    assert told.startswith("ERROR It broke")
    assert told.index("builtins.ValueError") < told.index("After which:") < told.index("builtins.KeyError")
    assert "int(typed)" in told
    assert "test_logs.py" in told


def test_the_site_writes_its_log_that_way() -> None:
    [handler] = (each for each in logging.getLogger().handlers if each.name == "stderr")
    assert isinstance(handler.formatter, Formatter)


def test_the_addresses_of_links_that_were_mailed_are_cut_short() -> None:
    formatter = Formatter("%(message)s")
    for start in ("/outside/", "/accounts/invitation/", "/accounts/password/reset/key/"):
        record = logging.LogRecord(
            "django", logging.WARNING, "", 1, "Forbidden: %s", (f"{start}S3cret-t0ken/say/",), None
        )
        told = formatter.format(record)
        assert "S3cret" not in told
        assert start in told
