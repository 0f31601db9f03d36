// The feature gates of prometheus-operator, from its Go source.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { moduleFolder } = require('./go-module');
const { minorOf } = require('./versions');
const { OPERATOR } = require('./operator-crds');

/** {name: whether it is enabled by default} of one release. Gates exist since 0.75; 0.74 has the flag without any gate. */
function gatesOf(version) {
  const folder = path.join(moduleFolder(OPERATOR, version), 'pkg', 'operator');
  const file = path.join(folder, 'feature_gates.go');
  if (!fs.existsSync(file)) { return {}; }
  const constants = [...fs.readFileSync(file, 'utf8').matchAll(/^\s*(\w+) +FeatureGateName = "(\w+)"$/gm)];
  const names = new Map(constants.map(([, constant, name]) => [constant, name]));
  const config = fs.readFileSync(path.join(folder, 'config.go'), 'utf8');
  const rows = [...config.matchAll(/^\s*(\w+): +FeatureGate\{([^}]*)\}/gm)]
    .map(([, constant, body]) => [names.get(constant), /enabled: +(true|false)/.exec(body)?.[1]]);
  if (rows.length !== names.size || rows.some(row => row.includes(undefined))) {
    throw new Error(`the feature gates of prometheus-operator ${version} cannot be read: its source has changed; adapt feature-gates.js`);
  }
  return Object.fromEntries(rows.map(([name, enabled]) => [name, enabled === 'true']));
}

/**
 * releases: [[version, gates]], oldest first. A gate comes with a minor release: if its first patch releases are not available, `since` is
 * the first of them.
 */
function gateTable(releases) {
  const names = [...new Set(releases.flatMap(([, gates]) => Object.keys(gates)))].sort();
  return Object.fromEntries(names.map(name => {
    const history = releases.map(([version, gates]) => [version, gates[name]]);
    const first = history.findIndex(([, enabled]) => enabled !== undefined);
    const gone = history.findIndex(([, enabled], at) => at > first && enabled === undefined);
    const newest = history.slice(first, gone < 0 ? undefined : gone);
    const changed = newest.findLastIndex(([, enabled]) => enabled !== newest.at(-1)[1]);
    return [name, {
      since: earliest(releases, first),
      ...gone >= 0 && { until: earliest(releases, gone) },
      default: newest.at(-1)[1],
      ...changed >= 0 && { defaultSince: earliest(releases, first + changed + 1) },
    }];
  }));
}

function earliest(releases, at) {
  const [version] = releases[at];
  const isFirst = at === 0 || minorOf(version) !== minorOf(releases[at - 1][0]);
  return isFirst ? `${minorOf(version)}.0` : version;
}

module.exports = { gateTable, gatesOf };
