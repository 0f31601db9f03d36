// The graph of merge.js in the format of src/upstream/schema-index.ts.
'use strict';
const { childrenOf, merged } = require('./merge');

/** releases: [[version, {kind: schema}]], oldest first, each different from the one before (except the newest). */
function encode(releases) {
  const { parts, roots, nodes, numberOf } = merged(releases.map(([, schemas]) => schemas));
  const pool = new Pool();
  fill(pool, nodes, parts, releases.length);
  const everywhere = releases.map(() => 0);
  const kinds = Object.entries(roots).filter(([name]) => !name.startsWith('#'));
  return {
    versions: releases.map(([version]) => version),
    kinds: Object.fromEntries(kinds.map(([name, history]) => [name, reference(history, everywhere, numberOf)])),
    pool: pool.entries,
    nodes: nodes.map(history => nodeLine(history, parts, numberOf, pool)),
  };
}

/** The pool in order of releases, so that a new one only appends. */
function fill(pool, nodes, parts, releases) {
  for (let at = 0; at < releases; at++) {
    for (const content of nodes.map(history => history[at]).filter(each => each !== undefined)) {
      const { p, e, c = [] } = JSON.parse(parts[content].own);
      for (const value of [p, e, ...c].filter(each => each !== undefined)) { pool.number(value); }
    }
  }
}

class Pool {
  entries = [];
  #numbers = new Map();

  number(value) {
    const key = JSON.stringify(value);
    if (!this.#numbers.has(key)) { this.#numbers.set(key, this.entries.push(value) - 1); }
    return this.#numbers.get(key);
  }
}

function nodeLine(history, parts, numberOf, pool) {
  const children = childrenOf(history, parts);
  const fields = [...children].filter(([name]) => name.startsWith('o/'));
  const ownAt = content => content === undefined ? undefined : attributes(parts[content], children, numberOf, pool);
  const ranges = rangesOf(history.map(ownAt));
  const { until: _newest, value } = ranges.pop();
  const o = Object.fromEntries(fields.map(([name, child]) => [name.slice(2), reference(child, history, numberOf)]));
  return {
    ...JSON.parse(value),
    ...fields.length > 0 && { o },
    ...ranges.length > 0 && { was: ranges.map(({ until, value: before }) => [until, JSON.parse(before)]) },
  };
}

/** A node's own attributes in one release, as JSON in a fixed order. */
function attributes({ own, children: here }, children, numberOf, pool) {
  const { t, r, p, e, c, ...others } = JSON.parse(own);
  const child = name => here.has(name) ? numberOf(children.get(name)) : undefined;
  return JSON.stringify({
    t, i: child('i'), m: child('m'), r,
    p: p === undefined ? undefined : pool.number(p),
    e: e === undefined ? undefined : pool.number(e),
    c: c?.map(rule => pool.number(rule)),
    ...others,
  });
}

/** [{value, until}] of values, where unknown ones (undefined) join the previous or the first known value. */
function rangesOf(values) {
  const ranges = [];
  values.forEach((value, at) => {
    const last = ranges.at(-1);
    if (value === undefined || last?.value === value) { return; }
    if (last) { last.until = at; }
    ranges.push({ value });
  });
  return ranges;
}

/** The index of a node with the versions in which it exists: [index, since, until, ...]. Versions without the parent do not count. */
function reference(history, parent, numberOf) {
  const there = parent.map((content, at) => content === undefined ? undefined : history[at] !== undefined);
  const changes = [];
  let last;
  there.forEach((now, at) => {
    if (now === undefined || now === last) { return; }
    if (last !== undefined || !now) { changes.push(at); }
    last = now;
  });
  // begins with `since`: 0 if it exists from the beginning
  const first = there.find(now => now !== undefined);
  const bounds = first ? [0, ...changes] : changes.slice(1);
  const number = numberOf(history);
  return bounds.length === 1 && bounds[0] === 0 ? number : [number, ...bounds];
}

/** One node per line, for readable diffs. */
function textOf({ versions, kinds, pool, nodes }) {
  const lines = list => list.map(each => JSON.stringify(each)).join(',\n');
  const kindLines = Object.entries(kinds).map(([name, node]) => `${JSON.stringify(name)}:${JSON.stringify(node)}`).join(',\n');
  return `{"versions":${JSON.stringify(versions)},\n"kinds":{\n${kindLines}},\n"pool":[\n${lines(pool)}],\n"nodes":[\n${lines(nodes)}]}\n`;
}

module.exports = { encode, textOf };
