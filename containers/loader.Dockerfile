# Posts the real timeline once, through the public API, as any publisher would.
FROM eclipse-temurin:25-jre
WORKDIR /app
COPY local-stack/target/lib/ lib/
COPY local-stack/target/local-stack.jar lib/
COPY local-stack/target/sbom.cdx.json ./
USER 10001:10001
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dmineral-watch.log=/tmp/loader.log", "-cp", "lib/*", "org.mineralwatch.localstack.cli.MineralWatch", "load"]
