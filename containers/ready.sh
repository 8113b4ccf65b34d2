#!/usr/bin/env bash
# Whether the service in this container says that it is ready. Asked by bash itself: the image needs no HTTP client.
set -euo pipefail
exec 3<>"/dev/tcp/127.0.0.1/${QUARKUS_HTTP_PORT:?}"
printf 'GET /q/health/ready HTTP/1.0\r\n\r\n' >&3
IFS= read -r -t 2 status <&3
[[ $status == *' 200 '* ]]
