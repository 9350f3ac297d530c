#!/bin/sh
# As in Kafka's own archive: runs a class of its libraries. What is logged goes to standard output, from warnings up.
# shellcheck disable=SC2086  # several options in one variable, as in the original
exec java $KAFKA_HEAP_OPTS -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dorg.slf4j.simpleLogger.showDateTime=true \
  -Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd\'T\'HH:mm:ss.SSS -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -cp "/opt/kafka/libs/*" "$@"
