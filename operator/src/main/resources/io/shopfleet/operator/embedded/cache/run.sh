#!/bin/sh
set -e
umask 077
if [ ! -f /data/users.acl ]; then
  cat /etc/shopfleet/account/users.acl > /data/users.new
  mv /data/users.new /data/users.acl
fi
exec redis-server /etc/shopfleet/settings/redis.conf
