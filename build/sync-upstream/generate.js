// The generated files as texts, from the pinned releases.
'use strict';
const chartKeys = require('./chart-keys');
const { hashOf, sha256 } = require('./decode');
const { encode, textOf } = require('./encode');
const { gateTable } = require('./feature-gates');
const metricsIndex = require('./metrics-index');
const { PROGRAMS: METRIC_PROGRAMS } = require('./metric-sources');
const { historyOf } = require('./promql');
const { chart, featureGates, kubernetes, language, metrics, operatorSchemas } = require('./sources');
const { minorOf, prometheusOf } = require('./versions');

/** {path: text} of all generated files. */
function generate(pins, say) {
  const operator = Object.entries(pins.operator).map(([version, from]) => {
    say(`prometheus-operator ${version}`);
    return [version, operatorSchemas(version, from, pins.xTools)];
  });
  const core = pins.kubernetes.map(version => {
    say(`Kubernetes ${version}`);
    return [`${minorOf(version)}.0`, kubernetes(version)];
  });
  const facts = upstreamFacts(pins, say);
  const catalog = metricsIndex.indexOf(metricsOf(pins, say));
  const keys = chartKeys.indexOf(chartsOf(pins, say));
  const hashes = {
    operator: Object.fromEntries(operator.map(([version, schemas]) => [version, hashOf(schemas)])),
    kubernetes: Object.fromEntries(core.map(([version, schemas]) => [version, hashOf(schemas)])),
    upstream: sha256(facts),
    metrics: sha256(catalog),
    chart: sha256(keys),
  };
  return {
    'data/operator-schemas.json': textOf(encode(distinct(operator, hashes.operator))),
    'data/kubernetes-schemas.json': textOf(encode(distinct(core, hashes.kubernetes))),
    'data/upstream.json': factsText(facts),
    'data/metrics.json': metricsIndex.textOf(catalog),
    'data/chart-keys.json': chartKeys.textOf(keys),
    'build/sync-upstream/hashes.json': `${JSON.stringify(hashes, undefined, 2)}\n`,
  };
}

/** Each release that differs from the one before it, and the newest. */
function distinct(releases, hashes) {
  return releases.filter(([version], at) => at === 0 || at === releases.length - 1 || hashes[version] !== hashes[releases[at - 1][0]]);
}

function upstreamFacts(pins, say) {
  const modules = Object.entries(pins.operator).filter(([, from]) => from === 'module').map(([version]) => version);
  const gates = modules.map(version => [version, featureGates(version)]);
  const languages = pins.prometheus.map(version => {
    say(`Prometheus ${prometheusOf(version)}`);
    return [version, language(version)];
  });
  return {
    newest: { operator: modules.at(-1), prometheus: prometheusOf(pins.prometheus.at(-1)) },
    featureGates: gateTable(gates),
    functions: historyOf(languages.map(([version, { functions }]) => [version, functions])),
    aggregators: historyOf(languages.map(([version, { aggregators }]) => [version, aggregators])),
  };
}

function chartsOf(pins, say) {
  return pins.chart.map(version => {
    say(`kube-prometheus-stack ${version}`);
    return [version, chart(version)];
  });
}

/** {component: [[version, {name: text}]]}; for programs of Kubernetes and Prometheus the releases that other data use. */
function metricsOf(pins, say) {
  const versionsOf = component => {
    if (METRIC_PROGRAMS[component].module === 'k8s.io/kubernetes') { return pins.kubernetes; }
    return component === 'prometheus' ? pins.prometheus : pins.metrics[component];
  };
  return Object.fromEntries(Object.keys(METRIC_PROGRAMS).map(component => [component, versionsOf(component).map(version => {
    say(`metrics of ${component} ${version}`);
    return [component === 'prometheus' ? prometheusOf(version) : version, metrics(component, version)];
  })]));
}

/** One fact per line. */
function factsText(facts) {
  const parts = Object.entries(facts).map(([name, rows]) => {
    const lines = Object.entries(rows).map(([key, row]) => `${JSON.stringify(key)}:${JSON.stringify(row)}`);
    return `${JSON.stringify(name)}:{\n${lines.join(',\n')}}`;
  });
  return `{${parts.join(',\n')}}\n`;
}

module.exports = { generate };
