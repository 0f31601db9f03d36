// The schemas of one version from an index: the inverse of encode.js. It proves that nothing is lost.
'use strict';
const { createHash } = require('node:crypto');
const { compareVersions } = require('./versions');

/** {kind: schema} at a version: that of the nearest listed version at or below it. Equal parts are the same object. */
function decode({ versions, kinds, pool, nodes }, version) {
  const at = versions.findLastIndex(each => compareVersions(each, version) <= 0);
  if (at < 0) { throw new Error(`${version} is older than ${versions[0]}, the oldest version of the index`); }

  const known = new Map();
  let reach = Infinity; // the outermost node that a part refers back to
  const schemaOf = (number, above) => {
    const up = above.lastIndexOf(number);
    if (up >= 0) { // a schema that contains itself
      reach = Math.min(reach, up);
      return { recursive: above.length - up };
    }
    if (known.has(number)) { return known.get(number); }
    const before = reach;
    reach = Infinity;
    const schema = partsOf(nodes[number], [...above, number]);
    const isWhole = reach >= above.length;
    if (isWhole) { known.set(number, schema); }
    reach = isWhole ? before : Math.min(before, reach);
    return schema;
  };
  const partsOf = ({ o = {}, was = [], ...newest }, path) => {
    const { i, m, p, e, c, ...own } = was.find(([until]) => at < until)?.[1] ?? newest;
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

/** [index, since, until, since, ...]: the last bound at or below the version decides. */
function isThere(reference, at) {
  if (typeof reference === 'number') { return true; }
  return reference.slice(1).findLastIndex(bound => bound <= at) % 2 === 0;
}

/**
 * The expected result of decode() for the same schemas: names of recursive definitions (`#name`) are replaced by the definition, once in a
 * branch.
 */
function unfolded(schemas) {
  const names = Object.keys(schemas).filter(name => name.startsWith('#'));
  if (names.length === 0) { return schemas; }
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
  const kinds = Object.entries(schemas).filter(([kind]) => !names.includes(kind));
  return Object.fromEntries(kinds.map(([kind, schema]) => [kind, unfold(schema, [])]));
}

/** JSON with sorted keys. */
function canonical(value) {
  const texts = new Map();
  const textOf = each => {
    if (typeof each !== 'object' || each === null) { return JSON.stringify(each); }
    if (!texts.has(each)) {
      const fields = () => Object.keys(each).sort().map(key => `${JSON.stringify(key)}:${textOf(each[key])}`);
      texts.set(each, Array.isArray(each) ? `[${each.map(textOf).join()}]` : `{${fields().join()}}`);
    }
    return texts.get(each);
  };
  return textOf(value);
}

const sha256 = value => createHash('sha256').update(canonical(value)).digest('hex');

/** The hash of a release's schemas as read. */
const hashOf = schemas => sha256(unfolded(schemas));

module.exports = { canonical, decode, hashOf, sha256, unfolded };
