#!/usr/bin/env bash
# npm.sh ARGUMENTS...: this machine's npm where its Node will do for the style compiler, else the locked wheel's.
set -euo pipefail
oldest=20.19
new_enough() { node -p process.versions.node | cat - <(echo $oldest) | sort -V | head -n 1 | grep -qx $oldest; }
if ! { new_enough && command -v npm; } >/dev/null 2>&1; then
  [ -x .venv/bin/npm ] || bin/packages.sh node
  PATH="$PWD/.venv/bin:$PATH"
fi
npm --no-audit --no-fund --no-update-notifier --loglevel=error "$@"
