# Everything that the local stack runs, as ./proconsul has built it; a container runs one service of it.
#   mvn -DskipTests package && docker build -t proconsul .
ARG BASE=eclipse-temurin:17-jre
FROM ${BASE}

WORKDIR /opt/proconsul
COPY local/target/registry local/target/registry
COPY local/target/lib local/target/lib
COPY cli/target/lib cli/target/lib
COPY hostmanager/target/lib hostmanager/target/lib
COPY workers/infra/target/quarkus-app workers/infra/target/quarkus-app
COPY workers/cert/target/quarkus-app workers/cert/target/quarkus-app
COPY workers/snapshot/target/quarkus-app workers/snapshot/target/quarkus-app
COPY saga-orchestrator/target/quarkus-app saga-orchestrator/target/quarkus-app
COPY api-gateway/target/quarkus-app api-gateway/target/quarkus-app
COPY hostmanager/target/hostmanager-*.jar hostmanager/target/
COPY local/target/local-*.jar local/target/
COPY cli/target/cli-*.jar cli/target/

ENV CLASSPATH=/opt/proconsul/local/target/*:/opt/proconsul/local/target/lib/*
ENTRYPOINT ["java", "-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", \
    "-Djava.util.logging.config.class=io.proconsul.local.deployment.LogSetup", "io.proconsul.local.stack.Container"]
