#!/usr/bin/env bash
# Makes the files under secrets/ that docker-compose.yml reads, once. What is there already is kept.
set -euo pipefail
umask 077
mkdir -p secrets
random() { od -An -N32 -tx1 /dev/urandom | tr -d ' \n'; }
for name in database_owner_password database_password secret_key; do
  [ -e "secrets/$name" ] || random >"secrets/$name"
done
rm -f secrets/database_url
printf 'postgresql://infoshare:%s@database:5432/infoshare' "$(cat secrets/database_password)" >secrets/database_url
# The site's container reads them as an account of its own; the folder stays closed to others on this machine.
chmod 0444 secrets/*
