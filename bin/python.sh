#!/usr/bin/env bash
# Names a Python this project runs on: 3.11, else a newer python3. Fails where there is none.
set -euo pipefail
for name in python3.11 python3; do
  if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    command -v "$name"
    exit 0
  fi
done
exit 1
