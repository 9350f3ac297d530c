#!/bin/sh
set -e
if [ ! -f /data/postgres/PG_VERSION ]; then
  # Begun elsewhere and moved when it is whole: a pod may end at any moment.
  rm -rf /data/new
  initdb --pgdata=/data/new --username=postgres --pwfile=/etc/shopfleet/account/password --auth=scram-sha-256 \
    --encoding=UTF8 --locale=C.UTF-8 --no-instructions
  mv /data/new /data/postgres
fi
# A volume whose group the node sets opens it for the group, which the server refuses.
chmod 0700 /data/postgres
exec postgres -D /data/postgres -c config_file=/etc/shopfleet/settings/postgresql.conf
