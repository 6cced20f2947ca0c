"""Printing inside a web server: one document at a time, and the process is left as it was."""

import gc
from concurrent.futures import ThreadPoolExecutor, wait

from infoshare.documents.pdf import ONE_AT_A_TIME
from tests.documents.samples import printed


def test_printing_leaves_the_collector_as_it_was() -> None:
    printed("<h1>T</h1>")
    assert gc.isenabled()
    gc.disable()
    printed("<h1>T</h1>")
    assert not gc.isenabled()
    gc.enable()


def test_two_at_once_give_what_one_gives() -> None:
    bodies = [f"<h1>Record {number}</h1>" for number in range(8)]
    alone = [printed(body) for body in bodies]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(printed, bodies)) == alone


def test_a_second_document_waits_for_the_first() -> None:
    with ThreadPoolExecutor(1) as pool:
        with ONE_AT_A_TIME:
            second = pool.submit(printed, "<h1>Second</h1>")
            assert not wait([second], timeout=0.5).done
        assert second.result().startswith(b"%PDF-1.7")
