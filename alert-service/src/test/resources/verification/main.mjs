import { readFileSync } from "node:fs";
import { isVerified } from "./verification.mjs";

for (const line of readFileSync(process.argv[2], "utf8").trim().split("\n")) {
  const [secret, key, now, id, timestamp, signatures] = line.split(",").map((field) => Buffer.from(field, "base64").toString());
  const headers = { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures };
  console.log(isVerified(secret, [key], headers, Buffer.from(line.split(",")[6], "base64"), Number(now)));
}
