# Build: docker build -t openflyers-gateway .
# Run:   docker run -p 8080:8080 -p 127.0.0.1:9090:9090 -e GATEWAY_DATABASE_HOST=… openflyers-gateway
# Stop:  docker stop -t 60, since the gateway takes shutdown.lame-duck and shutdown.drain to leave nobody out.

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml .
COPY src src
RUN --mount=type=cache,target=/repository mvn -B -ntp -Dmaven.repo.local=/repository package -Dmaven.test.skip=true

FROM eclipse-temurin:25-jre
RUN groupadd --system --gid 10001 gateway \
 && useradd --system --uid 10001 --gid gateway --no-create-home --shell /usr/sbin/nologin gateway \
 && install --directory --owner=gateway --group=gateway /opt/gateway/state /opt/gateway/archives
WORKDIR /opt/gateway
COPY --from=build /build/target/openflyers-gateway.jar .
COPY conf conf
# What the JVM learns from one start, without a registry to be had: the next one takes half the time (JEP 514).
RUN GATEWAY_SHUTDOWN_LAME_DUCK=0s timeout --preserve-status 15 \
    java -XX:AOTCacheOutput=gateway.aot --sun-misc-unsafe-memory-access=allow -jar openflyers-gateway.jar serve
USER 10001:10001
# What this node knows of the registry, to start from when PostgreSQL is down; keep it over restarts.
VOLUME /opt/gateway/state
# Archives of clubs' databases: one place for all nodes.
VOLUME /opt/gateway/archives
# Inside, loopback is the container's own: what may reach the port is said when it is published.
ENV GATEWAY_OPERATIONS_ADDRESS=0.0.0.0
EXPOSE 8080 9090
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s \
  CMD ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx32m", "-XX:AOTCache=gateway.aot", "-jar", "openflyers-gateway.jar", "probe"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError", "-XX:AOTCache=gateway.aot", "--sun-misc-unsafe-memory-access=allow", "-jar", "openflyers-gateway.jar"]
CMD ["serve"]
