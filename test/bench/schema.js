// `node test/bench/schema.js`: the cost of checking one object against its schema: all documents of the goldens, by the CPU time of this
// process.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const yaml = require('yaml');
const { readGolden } = require('../../build/release/goldens');
const { source } = require('../support/source');

const { schemaFindings } = source('schema/findings')['schema/findings'];
const GOLDENS = path.join(__dirname, '..', 'golden');
const ROUNDS = 9;

const objects = fs.readdirSync(GOLDENS).filter(file => file.endsWith('.yaml'))
  .flatMap(file => yaml.parseAllDocuments(readGolden(path.join(GOLDENS, file))).map(document => document.toJS()).filter(object => object !== null));

/** Microseconds per object. */
function round(versions) {
  const before = process.cpuUsage();
  let found = 0;
  for (const object of objects) { found += schemaFindings(object, versions).findings.length; }
  const { user, system } = process.cpuUsage(before);
  return { each: (user + system) / objects.length, found };
}

function report(title, versions) {
  const [cold, ...warm] = Array.from({ length: ROUNDS }, () => round(versions));
  const sorted = warm.map(({ each }) => each).sort((a, b) => a - b);
  const text = value => value.toFixed(1).padStart(6);
  console.log(`${title.padEnd(24)} first ${text(cold.each)}, then ${text(sorted[0])} / ${text(sorted[sorted.length >> 1])} us an object (least / median); ${cold.found} findings`);
}

console.log(`${objects.length} objects, ${ROUNDS} rounds`);
report('operator 0.94.1', { operator: ['0.94.1'], kubernetes: ['1.37'] });
report('unknown versions', { operator: [], kubernetes: [] });
