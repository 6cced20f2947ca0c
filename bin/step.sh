#!/usr/bin/env bash
# step.sh SENTENCE COMMAND...: says what is being done, does it, and says how long it took.
set -euo pipefail
echo "-> $1"
"${@:2}"
echo "   done in $SECONDS s"
