#!/bin/sh
# Stands in for the consul program of the VM image.
exec "${PROCONSUL_STANDIN_JAVA:-java}" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -Xmx96m -Xss512k \
  ${PROCONSUL_STANDIN_JAVA_OPTS:-} -cp "${PROCONSUL_STANDIN_CLASSPATH:?is not set}" \
  io.proconsul.local.consul.ConsulStandIn "$@"
