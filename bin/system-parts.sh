#!/usr/bin/env bash
# system-parts.sh [test]: the parts that are no Python package, for running or also for testing.
# Root gets the missing ones installed; anybody else is told the one command that installs them.
set -euo pipefail

missing=()
need() { # PACKAGE COMMAND...: the package is missing where the command fails
  "${@:2}" >/dev/null 2>&1 || missing+=("$1")
}
library() { "$PYTHON" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$1"; }

PYTHON=$("$(dirname "$0")/python.sh" || echo false)
if [ "$PYTHON" = false ]; then
  missing+=(python3.11 python3.11-venv)
  PYTHON=python3
else
  need python3-venv "$PYTHON" -c 'import ensurepip'
fi
need libpango-1.0-0 library libpango-1.0.so.0
need libpangoft2-1.0-0 library libpangoft2-1.0.so.0
need libharfbuzz-subset0 library libharfbuzz-subset.so.0
need fonts-liberation sh -c 'find -L /usr/share/fonts -iname "LiberationSans-Regular*" | grep .'
if [ "${1:-}" = test ]; then
  need chromium-headless-shell sh -c 'command -v chromium-headless-shell'
  need chromium sh -c 'command -v chromium'
  need libreoffice-calc-nogui sh -c 'command -v soffice'
  need poppler-utils sh -c 'command -v pdftotext'
  need default-jdk-headless javac -version
  need libjaxb-java test -e /usr/share/java/jaxb-runtime.jar
fi

[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
  echo "These system parts are missing. Install them with this command, then try again:" >&2
  echo "  sudo apt-get install --no-install-recommends ${missing[*]}" >&2
  exit 1
fi
echo "-> Installing system parts: ${missing[*]} (a minute or two, once)"
export DEBIAN_FRONTEND=noninteractive
{ apt-get update && apt-get install --yes --no-install-recommends "${missing[@]}"; } >var/system-parts.log 2>&1 ||
  { tail -n 20 var/system-parts.log >&2; exit 1; }
echo "   done in $SECONDS s"
