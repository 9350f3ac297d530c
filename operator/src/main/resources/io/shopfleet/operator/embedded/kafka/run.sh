#!/bin/sh
set -e
properties=/etc/shopfleet/settings/server.properties
if [ ! -f /data/kafka/meta.properties ]; then
  # What a pod began that ended too early. It would print what is made of the password.
  rm -rf /data/kafka
  /opt/kafka/bin/kafka-storage.sh format --config "$properties" --cluster-id "$(/opt/kafka/bin/kafka-storage.sh random-uuid)" \
    --add-scram "SCRAM-SHA-512=[name=admin,password=$(cat /etc/shopfleet/account/password)]" >/dev/null
fi
# Its scripts would write logs beside themselves, where nothing can be written.
export LOG_DIR=/tmp/logs EXTRA_ARGS='-name kafkaServer'
export KAFKA_LOG4J_OPTS=-Dlog4j2.configurationFile=/etc/shopfleet/settings/log4j2.yaml
export KAFKA_HEAP_OPTS='-Xms64m -Xmx512m'
exec /opt/kafka/bin/kafka-server-start.sh "$properties"
