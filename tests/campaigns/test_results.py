"""`make campaigns` names its plugin on the command line, where it is imported before anything is set up."""

import subprocess
import sys

import pytest


@pytest.mark.slow
def test_the_plugin_is_imported_before_there_are_settings() -> None:
    subprocess.run([sys.executable, "-c", "import tests.campaigns.results"], check=True, env={})
