#!/usr/bin/env bash
# Makes the files under secrets/ that docker-compose.yml reads, once. What is there already is kept.
set -euo pipefail
umask 077
mkdir -p secrets
random() { od -An -N32 -tx1 /dev/urandom | tr -d ' \n'; }
for name in database_superuser_password database_owner_password database_password secret_key; do
  [ -e "secrets/$name" ] || random >"secrets/$name"
done
[ -e secrets/signing_key ] || openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out secrets/signing_key
url() { printf 'postgresql://%s:%s@database:5432/infoshare' "$1" "$(cat "secrets/$2")"; }
rm -f secrets/database_url secrets/database_owner_url
url infoshare_site database_password >secrets/database_url
url infoshare_owner database_owner_password >secrets/database_owner_url
# The site's container reads them as an account of its own; the folder stays closed to others on this machine.
chmod 0444 secrets/*
