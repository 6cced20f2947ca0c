"""Settings in which each mail takes a moment, so that two runs at once meet; it is written down by address."""

import os
import time
from collections.abc import Sequence
from pathlib import Path

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from infoshare.settings import *  # noqa: F403

EMAIL_BACKEND = "tests.browser.slow_mail.Backend"
MOMENT = 0.2  # seconds


class Backend(BaseEmailBackend):
    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        for message in messages:
            time.sleep(MOMENT)
            with Path(os.environ["MAIL_TAKEN"]).open("a") as taken:
                taken.write(f"{message.to[0]}\n")
        return len(messages)
