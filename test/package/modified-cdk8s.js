// The package with a cdk8s whose private code differs: FleetApp leaves all to cdk8s, and reports it.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { check, run } = require('./support');

const PROGRAM = `const { ApiObject, App, Chart, JsonPatch } = require('cdk8s');
const { FleetApp } = require('cdk8s-prometheus');
const yamlOf = app => {
  const chart = new Chart(app, 'a');
  const object = new ApiObject(chart, 'A', { kind: 'ConfigMap', apiVersion: 'v1', data: { z: 'a', b: 'c '.repeat(60) } });
  object.addJsonPatch(JsonPatch.add('/data/patched', 'yes'));
  object.addDependency(new ApiObject(chart, 'B', { kind: 'ConfigMap', apiVersion: 'v1' }));
  return app.synthYaml();
};
console.log(yamlOf(new App()) === yamlOf(new FleetApp()) ? 'same' : 'different');
`;

/** Texts in files of cdk8s, and their replacements. */
const CHANGES = {
  'a private field has another name': ['api-object.js', 'this.props', 'this.options'],
  'objects come in the opposite order': ['app.js', '.map(x => x)', '.reverse()'],
  'long lines are wrapped': ['yaml.js', 'lineWidth: 0', 'lineWidth: 80'],
};

/** @param folder an app that has the package installed */
function modifiedCdk8s(folder, title, node) {
  fs.writeFileSync(path.join(folder, 'modified.cjs'), PROGRAM);
  const known = run(node, ['modified.cjs'], { cwd: folder });
  check(`${title} this cdk8s is known: no notice`, known.stdout === 'same\n' && !known.stderr.includes('cdk8s-differs'), known.output);
  for (const [what, [name, from, to]] of Object.entries(CHANGES)) {
    const file = path.join(folder, 'node_modules', 'cdk8s', 'lib', name);
    const text = fs.readFileSync(file, 'utf8');
    fs.writeFileSync(file, text.split(from).join(to));
    try {
      const { stdout, stderr, output } = run(node, ['modified.cjs'], { cwd: folder });
      check(
        `${title} a cdk8s where ${what}: the same as App, and a notice`,
        text.includes(from) && stdout === 'same\n' && stderr.includes('[validation/cdk8s-differs]'),
        output,
      );
    } finally {
      fs.writeFileSync(file, text);
    }
  }
}

module.exports = { modifiedCdk8s };
