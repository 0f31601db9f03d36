// The schemas of one version out of an index: the inverse of encode.js. It proves that nothing is lost.
'use strict';
const { createHash } = require('node:crypto');
const { compareVersions } = require('./versions');

/** {kind: schema} at a version: that of the nearest listed version at or below it. */
function decode({ versions, kinds, pool, nodes }, version) {
  const at = versions.findLastIndex(each => compareVersions(each, version) <= 0);
  if (at < 0) { throw new Error(`${version} is older than ${versions[0]}, the oldest version of the index`); }

  const schemaOf = (number, above) => {
    const up = above.lastIndexOf(number);
    if (up >= 0) { return { recursive: above.length - up }; } // a schema that contains itself
    const { o = {}, was = [], ...newest } = nodes[number];
    const { i, m, p, e, c, ...own } = was.find(([until]) => at < until)?.[1] ?? newest;
    const path = [...above, number];
    const fields = Object.entries(o).filter(([, reference]) => isThere(reference, at));
    return {
      ...own,
      ...p !== undefined && { p: pool[p] },
      ...e !== undefined && { e: pool[e] },
      ...c !== undefined && { c: c.map(rule => pool[rule]) },
      ...i !== undefined && { i: schemaOf(i, path) },
      ...m !== undefined && { m: schemaOf(m, path) },
      ...fields.length > 0 && { o: Object.fromEntries(fields.map(([name, reference]) => [name, schemaOf(numberOf(reference), path)])) },
    };
  };
  const there = Object.entries(kinds).filter(([, reference]) => isThere(reference, at));
  return Object.fromEntries(there.map(([kind, reference]) => [kind, schemaOf(numberOf(reference), [])]));
}

const numberOf = reference => typeof reference === 'number' ? reference : reference[0];

/** [number, since, until, since, ...]: the last bound at or below says it. */
function isThere(reference, at) {
  if (typeof reference === 'number') { return true; }
  const bounds = reference.slice(1);
  return bounds.findLastIndex(bound => bound <= at) % 2 === 0;
}

/** What decode() gives of the same schemas: names of definitions that contain themselves (`#name`) are put in their place, once in a branch. */
function unfolded(schemas) {
  const unfold = (schema, open) => {
    if (schema.ref) {
      const up = open.lastIndexOf(schema.ref);
      return up >= 0 ? { recursive: open.length - up } : unfold({ ...schemas[schema.ref], name: schema.ref }, open);
    }
    const { o, i, m, name, ...own } = schema;
    const path = [...open, name];
    return {
      ...own,
      ...i && { i: unfold(i, path) },
      ...m && { m: unfold(m, path) },
      ...o && { o: Object.fromEntries(Object.entries(o).map(([field, each]) => [field, unfold(each, path)])) },
    };
  };
  const kinds = Object.entries(schemas).filter(([kind]) => !kind.startsWith('#'));
  return Object.fromEntries(kinds.map(([kind, schema]) => [kind, unfold(schema, [])]));
}

/** JSON with sorted keys. */
function canonical(value) {
  if (Array.isArray(value)) { return `[${value.map(canonical).join()}]`; }
  if (typeof value !== 'object' || value === null) { return JSON.stringify(value); }
  return `{${Object.keys(value).sort().map(key => `${JSON.stringify(key)}:${canonical(value[key])}`).join()}}`;
}

const sha256 = value => createHash('sha256').update(canonical(value)).digest('hex');

/** The hash of a release's schemas, as they were read. */
const hashOf = schemas => sha256(unfolded(schemas));

module.exports = { canonical, decode, hashOf, sha256, unfolded };
