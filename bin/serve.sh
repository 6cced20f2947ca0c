#!/usr/bin/env bash
# serve.sh PORT: the demonstration on 127.0.0.1, with its people and cases in the private database.
set -euo pipefail
if (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; then
  echo "Something answers on port $1 already. Choose another one: PORT=8001 make run" >&2
  exit 1
fi
export INFOSHARE_DEMO=1 INFOSHARE_SITE="${INFOSHARE_SITE:-http://127.0.0.1:$1}"
bin/step.sh "Bringing the database up to date" .venv/bin/python manage.py migrate --noinput --verbosity 0
bin/step.sh "Filling in the demonstration, unless it is there" .venv/bin/python manage.py demo
echo
echo "Infoshare is at http://127.0.0.1:$1 (Ctrl-C ends it; make stop ends its database)"
.venv/bin/python manage.py procrastinate worker &  # makes the PDFs
worker=$!
.venv/bin/python -m gunicorn infoshare.wsgi --bind "127.0.0.1:$1" \
  --worker-class gthread --workers 2 --threads 4 --timeout 60 --no-control-socket --log-level warning &
site=$!
trap 'kill "$site" "$worker" 2>/dev/null || true' EXIT
trap 'exit 0' INT TERM
wait "$site"
