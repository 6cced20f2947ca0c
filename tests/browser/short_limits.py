"""Settings of a site on which a session lasts seconds, so that a test can wait for its end."""

from infoshare.settings import *  # noqa: F403

SIGNED_IN_IDLE = 14
SIGNED_IN_WARNING = 8
