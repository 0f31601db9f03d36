// Schemas of many releases as one graph. A node stands for all positions whose schemas agree wherever both exist: the TLS settings of 0.70
// and those of a field that came in 0.80 are one node.
//
// Every schema of every release is interned by its content. A position's history is the list of its contents, one for each release
// (undefined where it does not exist). Histories that agree wherever both exist are united, from the top to the bottom, until nothing changes.
'use strict';

/** Numbers for equal schemas. `parts` of a number: its own attributes as JSON, and its children: `i`, `m` and `o/<field>`. */
class Contents {
  parts = [];
  #numbers = new Map();

  add({ o = {}, i, m, ...own }) {
    const children = new Map();
    if (i !== undefined) { children.set('i', this.add(i)); }
    if (m !== undefined) { children.set('m', this.add(m)); }
    for (const name of Object.keys(o).sort()) { children.set(`o/${name}`, this.add(o[name])); }
    const key = JSON.stringify([sorted(own), [...children]]);
    if (!this.#numbers.has(key)) { this.#numbers.set(key, this.parts.push({ own: JSON.stringify(sorted(own)), children }) - 1); }
    return this.#numbers.get(key);
  }
}

const sorted = value => Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1));

/** releases: [{root name: schema}]; returns {contents, roots: {name: history}, nodes: [history], nodeOf(history)}. */
function merged(releases) {
  const contents = new Contents();
  const names = [...new Set(releases.flatMap(Object.keys))].sort();
  const roots = Object.fromEntries(names.map(name => [name, releases.map(release => release[name] && contents.add(release[name]))]));
  const { parts } = contents;

  let histories = unique(reachable(Object.values(roots), parts, history => history));
  for (;;) {
    const nodes = united(histories);
    const next = unique(reachable(Object.values(roots), parts, history => nodes.find(node => covers(node, history)) ?? history));
    if (next.length === histories.length && sameLists(next, histories)) { return { parts, roots, ...inOrder(roots, nodes, parts) }; }
    histories = next;
  }
}

/** The histories of all positions below the roots; `widen` says which node a history belongs to. */
function reachable(roots, parts, widen) {
  const seen = new Map();
  const queue = [...roots];
  for (const history of queue) {
    const node = widen(history);
    if (seen.has(node.join())) { continue; }
    seen.set(node.join(), node);
    queue.push(...childrenOf(node, parts).values());
  }
  return [...seen.values()];
}

/** {child: history}, in order of the names. */
function childrenOf(history, parts) {
  const children = new Map();
  history.forEach((content, at) => {
    if (content === undefined) { return; }
    for (const [name, child] of parts[content].children) {
      if (!children.has(name)) { children.set(name, new Array(history.length).fill(undefined)); }
      children.get(name)[at] = child;
    }
  });
  return new Map([...children].sort(([a], [b]) => a < b ? -1 : 1));
}

/** Unites what agrees: the longest first, each with the first that it agrees with. */
function united(histories) {
  const length = history => history.filter(content => content !== undefined).length;
  const order = histories.map(history => [length(history), history.join(), history]).sort(([a, x], [b, y]) => b - a || (x < y ? -1 : 1));
  const nodes = [];
  for (const [, , history] of order) {
    const node = nodes.find(other => other.every((content, at) => content === undefined || history[at] === undefined || content === history[at]));
    if (node) { history.forEach((content, at) => { node[at] ??= content; }); } else { nodes.push([...history]); }
  }
  return nodes;
}

const covers = (node, history) => history.every((content, at) => content === undefined || content === node[at]);
const unique = histories => [...new Map(histories.map(history => [history.join(), history])).values()];
const sameLists = (a, b) => a.every((history, at) => history.join() === b[at].join());

/** Numbers the nodes as they are met from the roots, children before their parents, so that a new field changes few numbers. */
function inOrder(roots, nodes, parts) {
  const numbers = new Map();
  const nodeOf = history => {
    const alias = refOf(history, parts);
    return nodes.find(node => covers(node, alias ? roots[alias] : history));
  };
  const visit = history => {
    const node = nodeOf(history);
    if (numbers.has(node)) { return; }
    numbers.set(node, -1);
    for (const child of childrenOf(node, parts).values()) { visit(child); }
    numbers.set(node, [...numbers.values()].filter(number => number >= 0).length);
  };
  Object.values(roots).forEach(visit);
  return { nodes: [...numbers].sort(([, a], [, b]) => a - b).map(([node]) => node), numberOf: history => numbers.get(nodeOf(history)) };
}

/** The name of the definition that a leaf stands for. */
function refOf(history, parts) {
  return JSON.parse(parts[history.find(content => content !== undefined)].own).ref;
}

module.exports = { childrenOf, merged };
