// Prints what the official parser finds wrong with an AsyncAPI document, then its topics.
const { readFileSync } = require('node:fs');
const { Parser } = require('@asyncapi/parser');

new Parser().parse(readFileSync(process.argv[2], 'utf8')).then(({ document, diagnostics }) => {
  for (const { severity, path, message } of diagnostics) {
    // 0 is an error, 1 a warning; what is less is taste.
    if (severity <= 1) console.log(`fault ${path.join('/')}: ${message}`);
  }
  for (const channel of document?.channels().all() ?? []) console.log(`topic ${channel.address()}`);
});
