// What releases bring that are newer than the pinned ones. It is only reported: somebody adds them to pins.json and reads the difference.
'use strict';
const { PROGRAMS } = require('./cache');
const { unfolded } = require('./decode');
const { gatesOf } = require('./feature-gates');
const { listedVersions } = require('./go-module');
const { KUBERNETES, kubernetesSchemas } = require('./kubernetes-openapi');
const { TYPES, fromTypes } = require('./operator-crds');
const { PROMETHEUS, languageOf } = require('./promql');
const sources = require('./sources');
const { compareVersions, minorOf, prometheusOf } = require('./versions');

/** Lines to print. */
function newer(pins) {
  return [
    ...attempt('prometheus-operator', () => newerOperators(pins)),
    ...attempt('Kubernetes', () => newerKubernetes(pins)),
    ...attempt('Prometheus', () => newerPrometheus(pins)),
  ];
}

function attempt(what, lines) {
  try {
    const found = lines();
    return found.length > 0 ? found : [`no newer release of ${what} is listed`];
  } catch (error) {
    return [`newer releases of ${what} cannot be read: ${error.message.trim()}`];
  }
}

const after = (versions, newest) => versions.filter(version => compareVersions(version, newest) > 0).sort(compareVersions);

/** The proxy lists all releases of the types, and few of the operator. */
function newerOperators({ operator, xTools }) {
  const [newest, from] = Object.entries(operator).at(-1);
  const controllerGen = Object.values(operator).filter(each => each !== 'module').at(-1).split(' ')[1];
  const modules = Object.keys(operator).filter(version => operator[version] === 'module');
  const release = after(listedVersions(TYPES), newest).at(-1);
  const schemas = release && differences(sources.operatorSchemas(newest, from, xTools), fromTypes(release, { controllerGen, xTools: xTools[controllerGen] }, PROGRAMS));
  const gates = after(listedVersions(TYPES), modules.at(-1)).flatMap(version => {
    try { return [[version, gatesOf(version)]]; } catch { return []; } // its module may not be available
  }).at(-1);
  return [
    ...release ? [`prometheus-operator ${release} is newer than ${newest}:`, ...indented(schemas)] : [],
    ...gates ? [`the source of prometheus-operator ${gates[0]} is available, the newest pinned is ${modules.at(-1)}:`, ...indented(keysDiffer('feature gate', sources.featureGates(modules.at(-1)), gates[1]))] : [],
  ];
}

function newerKubernetes({ kubernetes }) {
  const listed = listedVersions(KUBERNETES);
  const minors = kubernetes.map(minorOf);
  const patches = kubernetes.map(pinned => after(listed, pinned).filter(version => minorOf(version) === minorOf(pinned)).at(-1)).filter(Boolean);
  const release = after(listed, kubernetes.at(-1)).filter(version => !minors.includes(minorOf(version))).at(-1);
  return [
    ...patches.map(version => `Kubernetes ${version} is a newer patch release`),
    ...release ? [`Kubernetes ${release} is newer than ${kubernetes.at(-1)}:`, ...indented(differences(unfolded(sources.kubernetes(kubernetes.at(-1))), unfolded(kubernetesSchemas(release))))] : [],
  ];
}

function newerPrometheus({ prometheus }) {
  const newest = prometheus.at(-1);
  const release = after(listedVersions(PROMETHEUS), newest).at(-1);
  if (!release) { return []; }
  const [before, now] = [sources.language(newest), languageOf(release)];
  return [
    `Prometheus ${prometheusOf(release)} is newer than ${prometheusOf(newest)}:`,
    ...indented([...keysDiffer('function', before.functions, now.functions), ...keysDiffer('aggregation operator', before.aggregators, now.aggregators)]),
  ];
}

const indented = lines => (lines.length > 0 ? lines : ['no difference']).map(line => `  ${line}`);

function keysDiffer(what, before, now) {
  return [...new Set([...Object.keys(before), ...Object.keys(now)])].sort().flatMap(name => {
    if (!(name in before)) { return [`${what} ${name} is new`]; }
    if (!(name in now)) { return [`${what} ${name} is gone`]; }
    return JSON.stringify(before[name]) === JSON.stringify(now[name]) ? [] : [`${what} ${name} has changed`];
  });
}

/** The fields that are new, gone or different, each without what is below it. */
function differences(before, now, path = '') {
  const lines = [];
  for (const name of [...new Set([...Object.keys(before), ...Object.keys(now)])].sort()) {
    const here = path === '' ? name : `${path}.${name}`;
    if (!(name in before)) { lines.push(`${here} is new`); continue; }
    if (!(name in now)) { lines.push(`${here} is gone`); continue; }
    const [{ o: fieldsBefore = {}, i: itemsBefore, m: valuesBefore, ...ownBefore }, { o = {}, i, m, ...own }] = [before[name], now[name]];
    if (JSON.stringify(ownBefore) !== JSON.stringify(own)) { lines.push(`${here} has changed: ${JSON.stringify(ownBefore)} is now ${JSON.stringify(own)}`); }
    lines.push(...differences(fieldsBefore, o, here));
    if (itemsBefore && i) { lines.push(...differences({ '[]': itemsBefore }, { '[]': i }, here)); }
    if (valuesBefore && m) { lines.push(...differences({ '*': valuesBefore }, { '*': m }, here)); }
  }
  return lines;
}

module.exports = { differences, newer };
