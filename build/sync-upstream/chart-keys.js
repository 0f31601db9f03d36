// The keys of the values of kube-prometheus-stack and its subcharts, with their defaults, and the releases that have them.
'use strict';
const { parse } = require('yaml');
const { chartAt } = require('./chart-files');
const { ANY, usesIn } = require('./chart-templates');

/**
 * A key: `keys` below it, the default `value` if there is one, and whether any key may be below it (`open`).
 * @typedef {{keys: Map<string, Node>, value?: unknown, open?: boolean}} Node
 */
const leaf = value => ({ keys: new Map(), ...value !== undefined && { value } });
const isMap = value => typeof value === 'object' && value !== null && !Array.isArray(value);

function nodeOf(value) {
  if (!isMap(value)) { return leaf(value ?? undefined); }
  const keys = new Map(Object.entries(value).map(([key, inner]) => [key, nodeOf(inner)]));
  return { keys, ...keys.size === 0 && { open: true } };
}

/** The values of a chart override those of its subcharts. */
function withValues(below, above) {
  const keys = new Map(below.keys);
  for (const [key, node] of above.keys) { keys.set(key, keys.has(key) ? withValues(keys.get(key), node) : node); }
  const isOpen = above.open || below.open && above.value === undefined;
  const value = above.value ?? below.value;
  return { ...value !== undefined && { value }, ...isOpen && (keys.size === 0 || below.open) && { open: true }, keys };
}

/** Records that a template reads the path. */
function use(node, [key, ...rest], how) {
  if (key === undefined) {
    if (how === 'whole' && (node.keys.size > 0 || node.value === undefined)) { node.open = true; }
  } else if (key === ANY) {
    for (const inner of node.keys.values()) { use(inner, rest, how); }
  } else if (node.keys.has(key)) {
    use(node.keys.get(key), rest, how);
  } else if (!node.open || node.keys.size > 0) {
    node.keys.set(key, leaf());
    use(node.keys.get(key), rest, how);
  }
}

function chartNode({ files }) {
  const node = nodeOf(parse(files['values.yaml'] ?? '') ?? {});
  useAll(node, files);
  return node;
}

function useAll(node, files) {
  const texts = Object.entries(files).filter(([name]) => name.startsWith('templates/')).map(([, text]) => text);
  for (const [path, how] of usesIn(texts)) { use(node, JSON.parse(path), how); }
}

/** All keys of a release of the chart. */
function keysOf(version) {
  const { files, subcharts, conditions } = chartAt(version);
  let root = { keys: new Map([['global', { keys: new Map(), open: true }]]) };
  for (const [name, own] of Object.entries(subcharts)) {
    const node = chartNode({ files: own });
    const global = node.keys.get('global');
    root = withValues(root, { keys: new Map([[name, node], ...global ? [['global', global]] : []]) });
  }
  root = withValues(root, nodeOf(parse(files['values.yaml'])));
  useAll(root, files);
  for (const condition of conditions) { use(root, condition.split('.'), 'read'); }
  return plainOf(root);
}

/** As JSON: `k` the keys, `v` the default, `o` whether any key is allowed below. */
function plainOf({ keys, value, open }) {
  return {
    ...keys.size > 0 && { k: Object.fromEntries([...keys].map(([key, node]) => [key, plainOf(node)])) },
    ...value !== undefined && { v: value }, ...open && { o: true },
  };
}

/**
 * One tree of the keys of all releases [version, keys], oldest first. A map is a map of its keys; everything else is the default in the
 * newest release that has the key. Keys of a map with the same default are one text: GROUPS contains the defaults. `~o`: any key is allowed
 * below. `~`: the default of a key with nested keys. A key that only some releases have ends with `@since-until`: the first release with
 * it, and the first without it, as indexes of the list. Zero and the end of the list are omitted.
 */
function indexOf(releases) {
  const [first, ...rest] = releases;
  const merged = rest.reduce((all, [, keys], at) => mergedWith(all, keys, at + 1), datedFrom(first[1], 0));
  return { versions: releases.map(([version]) => version), keys: encoded(merged, releases.length) };
}

/** Defaults that many keys have: nothing is null, an empty text, or no default. */
const GROUPS = { '~0': null, '~1': true, '~2': false, '~3': [], '~4': {} };
const groupOf = value => Object.keys(GROUPS).find(group => JSON.stringify(GROUPS[group]) === JSON.stringify(value === '' ? null : value));

const entries = node => Object.entries(node.k ?? {});

function datedFrom(node, at) {
  return {
    ...node, since: at, last: at, ...node.k && { k: Object.fromEntries(entries(node).map(([key, inner]) => [key, datedFrom(inner, at)])) },
  };
}

function mergedWith(all, node, at) {
  const k = { ...all.k };
  for (const [key, inner] of entries(node)) { k[key] = Object.hasOwn(k, key) ? mergedWith(k[key], inner, at) : datedFrom(inner, at); }
  const isOpen = node.o || node.v === undefined && all.o;
  return {
    ...Object.keys(k).length > 0 && { k }, ...node.v !== undefined && { v: node.v }, ...isOpen && { o: true }, since: all.since, last: at,
  };
}

/** For a key that the newest release does not have, its existence is enough. */
function encoded(node, count) {
  const map = { ...node.v !== undefined && node.v !== null && { '~': node.v }, ...node.o && { '~o': 1 } };
  const grouped = {};
  for (const [key, inner] of entries(node)) {
    const isGone = inner.last < count - 1;
    const isOpen = inner.o || isGone && inner.k;
    const value = inner.k && !isGone ? encoded(inner, count) : isOpen ? {} : isGone ? null : inner.v ?? null;
    const name = `${key}${marksOf(inner, node)}`;
    const group = groupOf(value);
    if (group && !/\s/.test(key)) { (grouped[group] ??= []).push(name); } else { map[name] = value; }
  }
  return { ...map, ...Object.fromEntries(Object.entries(grouped).map(([group, names]) => [group, names.join(' ')])) };
}

function marksOf({ since, last }, above) {
  const from = since > above.since ? since : '';
  const until = last < above.last ? `-${last + 1}` : '';
  return from === '' && until === '' ? '' : `@${from}${until}`;
}

/** One line for each key of the first two levels. */
function textOf({ versions, keys }) {
  const lines = Object.entries(keys).map(([key, node]) => `${JSON.stringify(key)}:${JSON.stringify(node)}`);
  return `{"versions":${JSON.stringify(versions)},\n"keys":{\n${lines.join(',\n')}}}\n`;
}

module.exports = { indexOf, keysOf, textOf };
