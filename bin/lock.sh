#!/usr/bin/env bash
# Writes requirements/*.txt anew from requirements/*.in, with a uv that is thrown away afterwards.
# Extras stay in the lock: without them pip looks past the locked version of a package that another wants with an extra.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"$(bin/python.sh)" -m venv "$place"
"$place/bin/python" -m pip install --quiet --disable-pip-version-check uv
for name in base local dev node; do
  "$place/bin/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-strip-extras \
    "requirements/$name.in" --output-file "requirements/$name.txt"
done
