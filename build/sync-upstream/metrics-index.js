// All releases of all programs as one text: one metric per line, with its changes by release.
'use strict';
const { STATED, SUCCESSORS } = require('./metric-facts');
const { PROGRAMS } = require('./metric-sources');

const KUBERNETES = 'k8s.io/kubernetes';

/** releases: [[version, {name: text}]], oldest first. Result: {name: text, or [[since, text or null], ...]} */
function historyOf(releases) {
  const names = [...new Set(releases.flatMap(([, metrics]) => Object.keys(metrics)))].sort();
  return Object.fromEntries(names.map(name => {
    const states = releases.map(([version, metrics]) => [version, metrics[name] ?? null]);
    const steps = states.filter(([, text], at) => at === 0 || text !== states[at - 1][1]);
    const there = steps[0][1] === null ? steps.slice(1) : steps;
    return [name, steps.length === 1 ? steps[0][1] : there];
  }));
}

/**
 * {components, groups}: a group contains the metrics that the same programs of Kubernetes share; others have a group each. Input:
 * {component: [[version, {name: text}]]}.
 */
function indexOf(read) {
  const groups = {};
  const components = {};
  const kubernetes = Object.keys(read).filter(component => PROGRAMS[component].module === KUBERNETES);
  for (const component of Object.keys(read)) {
    const { module, owns, more, skip = [] } = PROGRAMS[component];
    const unknown = [...more, ...skip];
    const versions = read[component].map(([version]) => version);
    components[component] = { module, versions, owns, ...unknown.length > 0 && { more: unknown }, groups: [] };
    if (!kubernetes.includes(component)) {
      groups[component] = historyOf(read[component]);
      components[component].groups = component === 'go' ? ['go'] : [component, 'go'];
    }
  }
  const versions = read[kubernetes[0]]?.map(([version]) => version) ?? [];
  const together = at => Object.assign({}, ...kubernetes.map(component => read[component][at][1]));
  const all = historyOf(versions.map((version, at) => [version, together(at)]));
  for (const [name, history] of Object.entries(all)) {
    const having = kubernetes.filter(component => read[component].some(([, metrics]) => name in metrics));
    const group = having.join(' ');
    (groups[group] ??= {})[name] = history;
    for (const component of having) {
      if (!components[component].groups.includes(group)) { components[component].groups.push(group); }
    }
  }
  kubernetes.forEach(component => components[component].groups.push('go'));
  for (const [component, metrics] of Object.entries(STATED)) {
    groups[component] = sorted({ ...groups[component], ...metrics });
    components[component] ??= { module: '', versions: [], owns: [], groups: [component, 'go'] };
  }
  return { components, groups, successors: SUCCESSORS };
}

const sorted = metrics => Object.fromEntries(Object.entries(metrics).sort(([a], [b]) => a < b ? -1 : 1));

/** One metric per line. */
function textOf({ components, groups, successors }) {
  const lines = rows => Object.entries(rows).map(([key, row]) => `${JSON.stringify(key)}:${JSON.stringify(row)}`).join(',\n');
  const blocks = Object.entries(groups).map(([name, metrics]) => `${JSON.stringify(name)}:{\n${lines(metrics)}}`);
  return `{"components":{\n${lines(components)}},\n"successors":{\n${lines(successors)}},\n"groups":{\n${blocks.join(',\n')}}}\n`;
}

module.exports = { historyOf, indexOf, textOf };
