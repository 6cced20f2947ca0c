#!/bin/sh
# Run once by the database's container. The owner has the tables; the site's role owns nothing, so that row-level security
# and the rights it was not given bind it.
set -eu
psql --username postgres --set ON_ERROR_STOP=1 \
  --set owner="$(cat /run/secrets/database_owner_password)" --set site="$(cat /run/secrets/database_password)" <<'SQL'
CREATE ROLE infoshare_owner LOGIN PASSWORD :'owner';
CREATE ROLE infoshare_site LOGIN PASSWORD :'site';
CREATE DATABASE infoshare OWNER infoshare_owner;
SQL
