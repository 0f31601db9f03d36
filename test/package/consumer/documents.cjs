// Random documents as App and as FleetApp write them: `node documents.cjs NUMBER`. documents-from.cjs is that of the library's own tests.
'use strict';
const { ApiObject, App, Chart } = require('cdk8s');
const { FleetApp } = require('cdk8s-prometheus');
const { documentsFrom } = require('./documents-from.cjs');

/** What it writes of a document, or why it does not. */
function written(Type, document) {
  try {
    const app = new Type();
    new ApiObject(new Chart(app, 'random'), 'a', document);
    return app.synthYaml();
  } catch (error) {
    return error.message;
  }
}

const total = Number(process.argv[2]);
const next = documentsFrom(12);
let differ = 0;
for (let at = 0; at < total; at++) {
  const document = next();
  const [stock, own] = [written(App, document), written(FleetApp, document)];
  if (stock !== own && ++differ < 4) { console.error(JSON.stringify({ stock, own })); }
}
console.log(`${total} documents, ${differ} differ`);
process.exitCode = differ === 0 ? 0 : 1;
