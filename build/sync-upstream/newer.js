// Changes of releases that are newer than the pinned ones. They are only reported: to use a release, add it to pins.json.
'use strict';
const { PROGRAMS } = require('./cache');
const { listedReleases } = require('./chart-files');
const { unfolded } = require('./decode');
const { differences, indented, rowsDiffer } = require('./differences');
const { gatesOf } = require('./feature-gates');
const { listedVersions } = require('./go-module');
const { KUBERNETES, kubernetesSchemas } = require('./kubernetes-openapi');
const { TYPES, fromTypes } = require('./operator-crds');
const { MODULES, newerProgram } = require('./newer-programs');
const { newLines, sourceOf } = require('./operator-texts');
const { featureFlags, notes } = require('./prometheus-notes');
const { PROMETHEUS, languageOf } = require('./promql');
const sources = require('./sources');
const { compareVersions, minorOf, prometheusOf } = require('./versions');

/** For each upstream project: lines to print, and whether they are news. */
function newer(pins) {
  return [
    attempt('prometheus-operator', () => [...newerTypes(pins), ...newerOperator(pins)]),
    attempt('Kubernetes', () => newerKubernetes(pins)),
    attempt('Prometheus', () => newerPrometheus(pins)),
    attempt('kube-prometheus-stack', () => newerChart(pins)),
    ...Object.entries(MODULES).map(([row, module]) => attempt(module, () => newerProgram(row))),
  ];
}

function attempt(what, lines) {
  try {
    const found = lines();
    return found.length > 0 ? { isNews: true, lines: found } : { isNews: false, lines: [`no newer release of ${what} is listed`] };
  } catch (error) {
    return { isNews: false, lines: [`newer releases of ${what} cannot be read: ${error.message.trim().replaceAll('\n', ' ')}`] };
  }
}

const after = (versions, newest) => versions.filter(version => compareVersions(version, newest) > 0).sort(compareVersions);

function newerTypes({ operator, xTools }) {
  const [newest, from] = Object.entries(operator).at(-1);
  const release = after(listedVersions(TYPES), newest).at(-1);
  if (!release) { return []; }
  const controllerGen = Object.values(operator).filter(each => each !== 'module').at(-1).split(' ')[1];
  const now = fromTypes(release, { controllerGen, xTools: xTools[controllerGen] }, PROGRAMS);
  const before = sources.operatorSchemas(newest, from, xTools);
  return [`prometheus-operator ${release} is newer than ${newest}:`, ...indented(differences(before, now))];
}

/** The proxy lists all releases of the types, but few of the operator, so each is tried. */
function newerOperator({ operator }) {
  const newest = Object.keys(operator).filter(version => operator[version] === 'module').at(-1);
  const available = after(listedVersions(TYPES), newest).filter(version => {
    try { return sourceOf(version); } catch { return false; }
  });
  const release = available.at(-1);
  if (!release) { return []; }
  return [
    `the source of prometheus-operator ${release} is available, ${newest} is pinned:`,
    ...indented([
      ...rowsDiffer('feature gate', sources.featureGates(newest), gatesOf(release)),
      ...newLines(sourceOf(release)).map(({ file, number, line }) => `${file}:${number} is new: ${line}`),
    ]),
  ];
}

function newerKubernetes({ kubernetes }) {
  const newest = kubernetes.at(-1);
  const listed = after(listedVersions(KUBERNETES), newest);
  const release = listed.at(-1);
  if (!release) { return []; }
  const schemas = [sources.kubernetes(newest), kubernetesSchemas(release)].map(unfolded);
  return [
    `Kubernetes ${release} is newer than ${newest}${minorOf(release) === minorOf(newest) ? ', a patch release' : ''}:`,
    ...indented(differences(...schemas)),
  ];
}

function newerPrometheus({ prometheus }) {
  const newest = prometheus.at(-1);
  const release = after(listedVersions(PROMETHEUS), newest).at(-1);
  if (!release) { return []; }
  const [before, now] = [sources.language(newest), languageOf(release)];
  return [
    `Prometheus ${prometheusOf(release)} is newer than ${prometheusOf(newest)}:`,
    ...indented([
      ...rowsDiffer('function', before.functions, now.functions),
      ...rowsDiffer('aggregation operator', before.aggregators, now.aggregators),
      ...rowsDiffer('feature flag', featureFlags(newest), featureFlags(release)),
      ...notes(release, newest),
    ]),
  ];
}

function newerChart({ chart }) {
  const newest = chart.at(-1);
  const release = after(listedReleases(), newest).at(-1);
  return release
    ? [`kube-prometheus-stack ${release} is newer than ${newest}: add it to pins.json, in place of one of the same major version`]
    : [];
}

module.exports = { newer };
