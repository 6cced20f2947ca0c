"""Two runs of manage.py send_notices at once, in processes of their own: each mail goes once."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from tests.browser.site import Site
from tests.databases import environment, manage

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MAILS = 12
WAITING = """
    INSERT INTO accounts_notice (user_id, sentence, path, told_at)
    SELECT id, 'Something needs you.', '/', now() FROM accounts_user WHERE is_active ORDER BY id LIMIT %s
"""


def test_two_runs_at_once_send_each_mail_once(site: Site, tmp_path: Path) -> None:
    site.ask("UPDATE accounts_notice SET seen_at = now() WHERE mailed_at IS NULL RETURNING id")
    with psycopg.connect(site.database) as opened:
        opened.execute(WAITING, [MAILS])
        name = opened.info.dbname
    taken = tmp_path / "taken"
    env = environment(name, DJANGO_SETTINGS_MODULE="tests.browser.slow_mail", MAIL_TAKEN=str(taken))
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda _: manage("send_notices", env=env), range(2)))
    assert [each.returncode for each in done] == [0, 0], done
    sent = [int(re.findall(r"\d+", each.stdout)[0]) for each in done]
    assert sum(sent) == MAILS
    assert all(sent), "both had some to send"
    addresses = taken.read_text().split()
    assert len(addresses) == len(set(addresses)) == MAILS
    assert site.count("SELECT count(*) FROM accounts_notice WHERE mailed_at IS NULL AND seen_at IS NULL") == 0
