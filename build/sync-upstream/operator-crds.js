// The schemas of all kinds of one release of prometheus-operator: from its CustomResourceDefinitions where its module is available, else made
// of its Go types by controller-gen, as upstream makes them.
'use strict';
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { parse } = require('yaml');
const { ENV, moduleFolder, program } = require('./go-module');
const { reduced } = require('./schema');

const OPERATOR = 'github.com/prometheus-operator/prometheus-operator';
const TYPES = `${OPERATOR}/pkg/apis/monitoring`;
const CONTROLLER_GEN = 'sigs.k8s.io/controller-tools/cmd/controller-gen';

/** {`group/version/Kind`: schema} of a folder of CustomResourceDefinitions. */
function schemasOf(folder) {
  const schemas = {};
  for (const name of fs.readdirSync(folder).filter(each => each.endsWith('.yaml')).sort()) {
    const { spec } = parse(fs.readFileSync(path.join(folder, name), 'utf8'));
    for (const version of spec.versions) { schemas[`${spec.group}/${version.name}/${spec.names.kind}`] = reduced(version.schema.openAPIV3Schema); }
  }
  return schemas;
}

function fromModule(version) {
  return schemasOf(path.join(moduleFolder(OPERATOR, version), 'example', 'prometheus-operator-crd-full'));
}

function fromTypes(version, controllerGen, cache) {
  const source = moduleFolder(TYPES, version);
  const generator = program(CONTROLLER_GEN, controllerGen, path.join(cache, 'bin'));
  const out = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-prometheus-sync-'));
  try {
    execFileSync(generator, ['crd:crdVersions=v1', 'paths=./...', `output:crd:dir=${out}`], { cwd: source, env: { ...ENV, GOFLAGS: '-modcacherw -mod=mod -p=1' }, stdio: ['ignore', 'ignore', 'pipe'] });
    return schemasOf(out);
  } finally {
    fs.rmSync(out, { recursive: true });
  }
}

/** A release as pins.json names it. */
function operatorSchemas({ version, from, controllerGen }, cache) {
  return from === 'module' ? fromModule(version) : fromTypes(version, controllerGen, cache);
}

module.exports = { OPERATOR, TYPES, fromModule, fromTypes, operatorSchemas, schemasOf };
