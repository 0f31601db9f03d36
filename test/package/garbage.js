// What a program keeps of the clusters that it has written. V8 frees young objects cheaply and often; only a full collection frees the rest.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { check, run } = require('./support');

/** Bytes, not time. 260 to 350 were kept when values of a WeakMap led to constructs: V8 frees such values only in a full collection. */
const MOST_KB = 145;

/** Without the second, V8 would learn from so many collections that objects live long, and not make them young any more. */
const FLAGS = ['--expose-gc', '--no-allocation-site-pretenuring'];

const PROGRAM = `
const { Chart } = require('cdk8s');
const { FleetApp, PrometheusStack } = require('cdk8s-prometheus');
process.emitWarning = () => undefined;

function write(cluster) {
  const app = new FleetApp({ outdir: 'garbage' });
  const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
  new PrometheusStack(chart, 'Monitoring', {
    prometheus: { externalLabels: { cluster } }, alertmanager: { configSecret: 'config' }, mixin: { dashboards: true },
  });
  app.synth();
}

const clusters = 40;
for (let at = 0; at < 60; at++) { write('warm-' + at); }
gc();
const before = process.memoryUsage().heapUsed;
for (let at = 0; at < clusters; at++) {
  write('c-' + at);
  gc({ type: 'minor' });
}
for (let at = 0; at < 3; at++) { gc({ type: 'minor' }); }
console.log(Math.round((process.memoryUsage().heapUsed - before) / clusters / 1024));
`;

/** @param folder an app that has the package installed */
function garbage(folder, title, node) {
  fs.writeFileSync(path.join(folder, 'garbage.cjs'), PROGRAM);
  const { ok, output, stdout } = run(node, [...FLAGS, 'garbage.cjs'], { cwd: folder });
  const kept = Number(stdout);
  check(
    `${title} ${kept} KB of a written cluster remain after collections of young objects, of at most ${MOST_KB}`,
    ok && kept <= MOST_KB,
    output,
  );
}

module.exports = { garbage };
