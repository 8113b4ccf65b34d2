// Asks the official libraries about each line: secret, key, now, id, timestamp, signatures and body, in Base64.
const { readFileSync } = require("node:fs");
const libraries = [require("standardwebhooks").Webhook, require("svix").Webhook];

for (const line of readFileSync(process.argv[2], "utf8").trim().split("\n")) {
  const fields = line.split(",").map((field) => Buffer.from(field, "base64").toString());
  const [secret, , now, id, timestamp, signatures, body] = fields;
  Date.now = () => Number(now) * 1000;
  const RealDate = Date;
  global.Date = class extends RealDate {
    constructor(...given) {
      super(...(given.length ? given : [Number(now) * 1000]));
    }
  };
  const headers = { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures };
  const verdicts = libraries.map((Webhook) => {
    try {
      new Webhook(secret).verify(body, headers);
      return true;
    } catch (refused) {
      return false;
    }
  });
  global.Date = RealDate;
  console.log(verdicts.join(" "));
}
