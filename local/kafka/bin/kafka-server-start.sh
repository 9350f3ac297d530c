#!/bin/sh
# As in Kafka's own archive: runs the node that a properties file describes.
exec /opt/kafka/bin/kafka-run-class.sh kafka.Kafka "$@"
