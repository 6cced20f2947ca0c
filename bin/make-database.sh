#!/bin/sh
# Run once by the database's container: the site's role is no superuser, so row security and revoked rights bind it.
set -eu
psql --username postgres --set ON_ERROR_STOP=1 --set password="$(cat /run/secrets/database_password)" <<'SQL'
CREATE ROLE infoshare LOGIN PASSWORD :'password';
CREATE DATABASE infoshare OWNER infoshare;
SQL
