// Facts of upstream's artifacts by release, as listed in pins.json.
'use strict';
const { PROGRAMS, cached, readersHash } = require('./cache');
const { keysOf } = require('./chart-keys');
const { gatesOf } = require('./feature-gates');
const { kubernetesSchemas } = require('./kubernetes-openapi');
const { fromModule, fromTypes } = require('./operator-crds');
const { metricsOf, reader } = require('./metrics');
const { languageOf } = require('./promql');

/** The schemas of the operator's kinds; `from` is "module" or "controller-gen VERSION". */
function operatorSchemas(version, from, xTools) {
  const controllerGen = from.split(' ')[1];
  const generate = () => fromTypes(version, { controllerGen, xTools: xTools[controllerGen] }, PROGRAMS);
  const read = from === 'module' ? () => fromModule(version) : generate;
  return cached(`operator-${version}-${from.replace(' ', '-')}`, read);
}

/** Feature gates need the source of the operator itself. */
const featureGates = version => cached(`feature-gates-${version}`, () => gatesOf(version));
const kubernetes = version => cached(`kubernetes-${version}`, () => kubernetesSchemas(version));
const language = version => cached(`promql-${version}`, () => languageOf(version));

/** The keys of the values of kube-prometheus-stack and its subcharts. */
const chart = version => cached(`chart-${version}`, () => keysOf(version));

/** The metrics of a program: {name: text}. */
const metrics = (component, version) =>
  cached(`metrics-${component}-${version}`, () => metricsOf(component, version, reader(PROGRAMS, readersHash())));

module.exports = { chart, featureGates, kubernetes, language, metrics, operatorSchemas };
