// Schemas of many releases as one graph. A node stands for all positions whose schemas agree wherever both exist: the TLS settings of 0.70
// and those of a field that came in 0.80 are one node.
//
// Every schema of every release is interned by its content. A position's history is the list of its contents, one for each release
// (undefined where it does not exist). Histories that agree wherever both exist are united, from the top to the bottom, until nothing
// changes.
'use strict';

const LOOSE_ROUNDS = 20;

/** Ids for equal schemas. `parts` of an id: its own attributes as JSON, and its children: `i`, `m` and `o/<field>`. */
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

/** releases: [{root name: schema}]; returns {parts, roots: {name: history}, nodes: [history], numberOf(history)}. */
function merged(releases) {
  const contents = new Contents();
  const names = [...new Set(releases.flatMap(Object.keys))].sort();
  const roots = Object.fromEntries(names.map(name => [name, releases.map(release => release[name] && contents.add(release[name]))]));
  const { parts } = contents;

  let histories = positionsOf(Object.values(roots), parts, history => history);
  for (let round = 0; ; round++) {
    const nodes = united(histories);
    const next = positionsOf(Object.values(roots), parts, history => nodes.find(node => covers(node, history)) ?? history);
    const seen = new Set(histories.map(String));
    const young = next.filter(history => !seen.has(String(history)));
    const isSame = young.length === 0 && next.length === histories.length;
    if (isSame || (young.length === 0 && round > LOOSE_ROUNDS)) { return { parts, roots, ...inOrder(roots, nodes, parts) }; }
    // repeated results are kept after some rounds, so that the loop terminates
    histories = round < LOOSE_ROUNDS ? next : [...histories, ...young];
  }
}

/** The distinct histories of all positions, from the roots down. `nodeOf` returns the node of a history. */
function positionsOf(roots, parts, nodeOf) {
  const seen = new Map(roots.map(history => [history.join(), history]));
  const expanded = new Set();
  for (const history of seen.values()) {
    const node = nodeOf(history);
    if (expanded.has(node.join())) { continue; }
    expanded.add(node.join());
    for (const child of childrenOf(node, parts).values()) { seen.set(child.join(), child); }
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

/** Merges compatible histories: the longest first, each with the first compatible one. */
function united(histories) {
  const length = history => history.filter(content => content !== undefined).length;
  const order = histories.map(history => [length(history), history.join(), history]).sort(([a, x], [b, y]) => b - a || (x < y ? -1 : 1));
  const nodes = [];
  for (const [, , history] of order) {
    const node = nodes.find(other => agree(other, history, history.length));
    if (!node) { nodes.push([...history]); continue; }
    history.forEach((content, at) => { node[at] ??= content; });
  }
  return nodes;
}

/** Whether two histories are equal wherever both exist, in the first `length` releases. */
function agree(one, other, length) {
  for (let at = 0; at < length; at++) {
    if (one[at] !== undefined && other[at] !== undefined && one[at] !== other[at]) { return false; }
  }
  return true;
}

const covers = (node, history) => history.every((content, at) => content === undefined || content === node[at]);

/**
 * Numbers the nodes: first those of the oldest release, children before their parents, then those that came with the next one, and so on. A
 * node that equals another one up to some release is numbered with the release in which they differ. So a new release leaves the existing
 * numbers unchanged.
 */
function inOrder(roots, nodes, parts) {
  const found = new Map();
  const nodeOf = history => {
    const key = history.join();
    if (!found.has(key)) {
      const alias = refOf(history, parts);
      found.set(key, nodes.find(node => covers(node, alias ? roots[alias] : history)));
    }
    return found.get(key);
  };
  const edges = new Map(nodes.map(node => [node, [...childrenOf(node, parts).values()].map(history => [history, nodeOf(history)])]));
  const rootEdges = Object.values(roots).map(history => [history, nodeOf(history)]);

  const numbers = new Map();
  const reached = new Set();
  Object.values(roots)[0].forEach((_, at) => {
    const seen = new Set();
    const visit = ([history, node]) => {
      if (history[at] === undefined || seen.has(node)) { return; }
      seen.add(node);
      reached.add(node);
      edges.get(node).forEach(visit);
      const isApart = [...numbers.keys()].every(other => other === node || !agree(other, node, at + 1));
      if (isApart && !numbers.has(node)) { numbers.set(node, numbers.size); }
    };
    rootEdges.forEach(visit);
  });
  reached.forEach(node => { if (!numbers.has(node)) { numbers.set(node, numbers.size); } });
  return { nodes: [...numbers.keys()], numberOf: history => numbers.get(nodeOf(history)) };
}

/** The name of the definition that a leaf stands for. */
function refOf(history, parts) {
  return JSON.parse(parts[history.find(content => content !== undefined)].own).ref;
}

module.exports = { childrenOf, merged };
