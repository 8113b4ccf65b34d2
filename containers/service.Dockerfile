# One of the three services, from what `./mineral-watch build` has compiled: docker build --build-arg SERVICE=ingest-service
FROM eclipse-temurin:25-jre
ARG SERVICE
WORKDIR /app

# What changes least comes first: each is a layer, and a change of our code is the last and smallest of them.
COPY ${SERVICE}/target/quarkus-app/lib/ lib/
COPY ${SERVICE}/target/quarkus-app/quarkus/ quarkus/
COPY ${SERVICE}/target/quarkus-app/quarkus-run.jar ./
COPY ${SERVICE}/target/quarkus-app/app/ app/
COPY containers/ready.sh /usr/local/bin/ready
# What all this is made of, CycloneDX; the base image has its own.
COPY ${SERVICE}/target/sbom.cdx.json ./

# A training run: the classes that it loads and links are there at every start. It ends where it finds no database.
ENV JAVA_TOOL_OPTIONS="-XX:+UseSerialGC -XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
RUN java -XX:AOTCacheOutput=app.aot -jar quarkus-run.jar >/tmp/training.log 2>&1; test -s app.aot || { cat /tmp/training.log; exit 1; }

USER 10001:10001
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=6 CMD ["ready"]
ENTRYPOINT ["java", "-XX:AOTCache=app.aot", "-jar", "quarkus-run.jar"]
