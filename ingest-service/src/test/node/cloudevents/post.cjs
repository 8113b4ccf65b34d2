// Posts the same event in every way the CloudEvents SDK knows, then a batch, and prints what each was answered.
// Arguments: address of the events, id of the event.
const { CloudEvent, HTTP, Mode, emitterFor, httpTransport } = require("cloudevents");

const [address, id] = process.argv.slice(2);

const attributes = {
  id,
  source: "https://example.org/gazette",
  type: "org.example.decree",
  subject: "cobalt",
  time: "2027-02-01T08:00:00.000Z",
  lang: "fr",
  pages: 3,
};
const ban = { type: "EXPORT_BAN", title: "Congo stops cobalt exports", announced: "2027-02-01", actor: "CD", minerals: ["Co"] };

const event = new CloudEvent({ ...attributes, data: ban });
const another = new CloudEvent({ ...attributes, id: id + "/another", data: { ...ban, minerals: ["Cu"] } });
const unsound = new CloudEvent({ ...attributes, id: id + "/unsound", data: { ...ban, actor: "XX" } });

async function post(message) {
  const answer = await fetch(address, { method: "POST", ...message });
  return { status: answer.status, body: await answer.json() };
}

async function emit(mode) {
  const answer = await emitterFor(httpTransport(address), { mode })(event);
  return JSON.parse(answer.body);
}

async function main() {
  const structured = await post(HTTP.structured(event));
  const binary = await post(HTTP.binary(event));
  const emittedStructured = await emit(Mode.STRUCTURED);
  const emittedBinary = await emit(Mode.BINARY);
  const batch = await post({
    headers: { "content-type": "application/cloudevents-batch+json; charset=utf-8" },
    body: JSON.stringify([event, another, unsound]),
  });
  console.log(JSON.stringify({ structured, binary, emittedStructured, emittedBinary, batch }));
}

main().catch((fault) => {
  console.error(fault);
  process.exitCode = 1;
});
