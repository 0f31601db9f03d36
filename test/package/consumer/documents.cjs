// What App and FleetApp write of the same: `node documents.cjs NUMBER` for so many random documents, and files in each way in which cdk8s
// writes them. documents-from.cjs is that of the library's own tests.
'use strict';
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { ApiObject, App, Chart, YamlOutputType } = require('cdk8s');
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

/** The files of an app with charts in each other, and dependencies between charts and between objects. */
function files(Type, yamlOutputType) {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-prometheus-files-'));
  const app = new Type({ outdir, yamlOutputType, recordConstructMetadata: true });
  const object = (chart, name) => new ApiObject(chart, name, {
    apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { chart: chart.node.path },
  });
  const second = new Chart(app, 'second');
  object(second, 'last').addDependency(object(second, 'earlier'));
  second.addDependency(object(new Chart(app, '10'), 'first'));
  object(new Chart(second, 'inner'), 'nested');
  app.synth();
  const isFile = name => fs.statSync(path.join(outdir, name)).isFile();
  const names = fs.readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter(isFile).sort();
  const found = names.map(name => [name, fs.readFileSync(path.join(outdir, name), 'utf8')]);
  fs.rmSync(outdir, { recursive: true });
  return JSON.stringify(found);
}

const total = Number(process.argv[2]);
const next = documentsFrom(12);
let differ = 0;
const compare = (stock, own) => { if (stock !== own && ++differ < 4) { console.error(JSON.stringify({ stock, own })); } };
for (let at = 0; at < total; at++) {
  const document = next();
  compare(written(App, document), written(FleetApp, document));
}
const modes = Object.values(YamlOutputType).filter(mode => typeof mode === 'number');
for (const mode of modes) { compare(files(App, mode), files(FleetApp, mode)); }
console.log(`${total} documents and ${modes.length} ways to write files, ${differ} differ`);
process.exitCode = differ === 0 ? 0 : 1;
