#!/usr/bin/env bash
# packages.sh NAME: installs what requirements/NAME.txt locks into .venv, making that first where needed.
set -euo pipefail
.venv/bin/python -c 'import pip' 2>/dev/null || "$(bin/python.sh)" -m venv --clear .venv
.venv/bin/python -m pip install --quiet --no-input --disable-pip-version-check \
  --require-hashes --only-binary :all: -r "requirements/$1.txt"
