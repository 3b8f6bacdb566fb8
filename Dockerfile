# Everything that the local stack runs, as ./proconsul has built it; a container runs one service of it.
#   mvn -DskipTests package && docker build -t proconsul .
ARG BASE=eclipse-temurin:17-jre
FROM ${BASE}

WORKDIR /opt/proconsul
COPY local/target/registry local/target/registry
COPY local/target/lib local/target/lib
COPY cli/target/lib cli/target/lib
COPY hostmanager/target/lib hostmanager/target/lib
COPY workers/infra/target/lib workers/infra/target/lib
COPY workers/infra/target/*-runner.jar workers/infra/target/
COPY workers/cert/target/lib workers/cert/target/lib
COPY workers/cert/target/*-runner.jar workers/cert/target/
COPY workers/snapshot/target/lib workers/snapshot/target/lib
COPY workers/snapshot/target/*-runner.jar workers/snapshot/target/
COPY saga-orchestrator/target/lib saga-orchestrator/target/lib
COPY saga-orchestrator/target/*-runner.jar saga-orchestrator/target/
COPY api-gateway/target/lib api-gateway/target/lib
COPY api-gateway/target/*-runner.jar api-gateway/target/
COPY hostmanager/target/hostmanager-*.jar hostmanager/target/
COPY local/target/local-*.jar local/target/
COPY cli/target/cli-*.jar cli/target/

ENV CLASSPATH=/opt/proconsul/local/target/*:/opt/proconsul/local/target/lib/*
ENTRYPOINT ["java", "-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", \
    "-Djava.util.logging.config.class=io.proconsul.local.deployment.LogSetup", "io.proconsul.local.stack.Container"]
