// One cluster from a cold start, as `cdk8s synth` runs a compiled app: `node cold.js OUTDIR`. The bench compares it with `helm template`.
'use strict';
const path = require('node:path');
const { Chart } = require('cdk8s');
const { FleetApp, PrometheusStack } = require(path.join(__dirname, '..', '..', 'lib'));

const app = new FleetApp({ outdir: process.argv[2] });
const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
new PrometheusStack(chart, 'Monitoring', { prometheus: { externalLabels: { cluster: 'main' } }, alertmanager: { configSecret: 'config' }, mixin: { dashboards: true } });
app.synth();
