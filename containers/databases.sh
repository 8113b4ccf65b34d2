#!/usr/bin/env bash
# Run once by the image of PostgreSQL: a database for each service, and a role that owns it and sees no other.
set -euo pipefail
for service in ingest scoring alert; do
  password=${service^^}_DATABASE_PASSWORD
  psql -v ON_ERROR_STOP=1 -U postgres -d postgres -v name="$service" -v password="${!password:?}" <<'SQL'
create role :"name" login password :'password';
create database :"name" owner :"name";
revoke connect on database :"name" from public;
SQL
done
