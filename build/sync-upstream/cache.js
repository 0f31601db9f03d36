// Results for a release are cached as JSON, so that a second run needs no network. A changed reader invalidates the cache.
'use strict';
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const HOME = path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'cdk8s-prometheus', 'sync');
const READERS = ['feature-gates.js', 'kubernetes-openapi.js', 'operator-crds.js', 'promql.js', 'schema.js'];
const GO_FILES = fs.readdirSync(path.join(__dirname, 'metrics-reader')).sort().map(name => `metrics-reader/${name}`);
const METRIC_READERS = ['metrics.js', 'metric-sources.js', ...GO_FILES];
const CHART_READERS = ['chart-files.js', 'chart-keys.js', 'chart-templates.js'];
const READERS_OF = { metrics: METRIC_READERS, chart: CHART_READERS };

/** The programs that are built. */
const PROGRAMS = path.join(HOME, 'bin');

/** Metrics and charts have separate keys, so that a change of their readers does not invalidate all schemas. */
function readersHash(readers = METRIC_READERS) {
  const hash = createHash('sha256');
  for (const name of readers) { hash.update(fs.readFileSync(path.join(__dirname, name))); }
  return hash.digest('hex').slice(0, 12);
}

/** `read()`, or its cached result for this name. */
function cached(name, read) {
  const readers = READERS_OF[name.split('-')[0]] ?? READERS;
  const file = path.join(HOME, readersHash(readers), `${name}.json`);
  if (fs.existsSync(file)) { return JSON.parse(fs.readFileSync(file, 'utf8')); }
  const value = read();
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(`${file}.tmp`, JSON.stringify(value));
  fs.renameSync(`${file}.tmp`, file);
  return value;
}

module.exports = { HOME, PROGRAMS, cached, readersHash };
