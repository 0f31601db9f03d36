// The schemas of all kinds of one release of prometheus-operator: from its CustomResourceDefinitions if its module is available, otherwise
// generated from its Go types with controller-gen, like upstream does.
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
    for (const { name: version, schema, subresources } of spec.versions) {
      schemas[`${spec.group}/${version}/${spec.names.kind}`] = withScale(reduced(schema.openAPIV3Schema), subresources?.scale);
    }
  }
  return schemas;
}

/**
 * A schema with what the subresource `scale` requires of the field that it scales: the API server rejects a negative number.
 * @see https://github.com/kubernetes/apiextensions-apiserver/blob/master/pkg/registry/customresource/validator.go ValidateScaleSpec
 */
function withScale(schema, scale) {
  if (scale === undefined) { return schema; }
  const field = scale.specReplicasPath.split('.').slice(1).reduce((parent, name) => parent?.o?.[name], schema);
  if (field === undefined) { throw new Error(`scale.specReplicasPath is ${scale.specReplicasPath}, a field that the schema does not have`); }
  field.min = Math.max(0, field.min ?? 0);
  return schema;
}

function fromModule(version) {
  return schemasOf(path.join(moduleFolder(OPERATOR, version), 'example', 'prometheus-operator-crd-full'));
}

/** `xTools`: the version of golang.org/x/tools that lets an old controller-gen compile with today's Go. */
function fromTypes(version, { controllerGen, xTools }, programs) {
  const source = moduleFolder(TYPES, version);
  const generator = program(CONTROLLER_GEN, controllerGen, xTools ? [`golang.org/x/tools@v${xTools}`] : [], programs);
  const out = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-prometheus-crds-'));
  try {
    const args = ['crd:crdVersions=v1', 'paths=./...', `output:crd:dir=${out}`];
    execFileSync(generator, args, { cwd: source, env: { ...ENV, GOFLAGS: '-modcacherw -p=1' }, stdio: ['ignore', 'ignore', 'pipe'] });
    return schemasOf(out);
  } catch (error) {
    throw new Error(`controller-gen ${controllerGen} fails for ${TYPES}@v${version}: ${error.stderr ?? error.message}`);
  } finally {
    fs.rmSync(out, { recursive: true });
  }
}

module.exports = { OPERATOR, TYPES, fromModule, fromTypes, schemasOf };
