// One schema of a CustomResourceDefinition, reduced to what decides whether an object is valid: the attributes of
// src/upstream/schema-index.ts, with texts instead of indexes of the pool, and schemas instead of indexes of nodes. An unknown keyword is
// an error, so that new upstream features are not lost.
'use strict';

const TYPES = { object: 'o', array: 'a', string: 's', integer: 'i', number: 'n', boolean: 'b' };

/** Keywords that say nothing about valid objects. */
const IGNORED = new Set(['description', 'x-kubernetes-map-type', 'example', 'title']);

const isTrue = (value, where) => {
  if (value !== true) { throw new Error(`${where} is ${JSON.stringify(value)}, which is not known here`); }
  return 1;
};

const KEYWORDS = {
  'type': (type, out) => { out.t = known(TYPES, type); },
  'properties': (fields, out) => { out.o = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, reduced(field)])); },
  'items': (items, out) => { out.i = reduced(items); },
  'additionalProperties': (values, out) => { out.m = reduced(values); },
  'required': (names, out) => { out.r = [...names].sort(); },
  'pattern': (text, out) => { out.p = text; },
  'enum': (values, out) => { out.e = values; },
  'minimum': (number, out) => { out.min = number; },
  'maximum': (number, out) => { out.max = number; },
  'exclusiveMinimum': (value, out) => { out.xmin = isTrue(value, 'exclusiveMinimum'); },
  'exclusiveMaximum': (value, out) => { out.xmax = isTrue(value, 'exclusiveMaximum'); },
  'minLength': (number, out) => { out.nl = number; },
  'maxLength': (number, out) => { out.xl = number; },
  'minItems': (number, out) => { out.ni = number; },
  'maxItems': (number, out) => { out.xi = number; },
  'format': (name, out) => { out.f = name; },
  'default': (value, out) => { out.d = value; },
  'x-kubernetes-int-or-string': (value, out) => { out.ios = isTrue(value, 'x-kubernetes-int-or-string'); },
  'x-kubernetes-preserve-unknown-fields': (value, out) => { out.any = isTrue(value, 'x-kubernetes-preserve-unknown-fields'); },
  'x-kubernetes-list-map-keys': (keys, out) => { out.k = keys; },
  'x-kubernetes-list-type': (type, out) => { if (known({ atomic: 0, map: 0, set: 1 }, type)) { out.set = 1; } },
  'x-kubernetes-validations': (rules, out) => { out.c = rules.map(({ rule }) => rule); },
  // controller-gen writes it next to x-kubernetes-int-or-string, with the same meaning
  'anyOf': (schemas, _out, schema) => {
    const isIntOrString = JSON.stringify(schemas) === '[{"type":"integer"},{"type":"string"}]';
    if (!schema['x-kubernetes-int-or-string'] || !isIntOrString) { throw unknown('anyOf', schemas); }
  },
  // the same enum in a type and in a field of that type
  'allOf': (schemas, out) => {
    const [first, ...others] = schemas.map(each => JSON.stringify(each));
    if (others.some(each => each !== first) || Object.keys(schemas[0]).join() !== 'enum') { throw unknown('allOf', schemas); }
    out.e = schemas[0].enum;
  },
};

function reduced(schema) {
  const out = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (IGNORED.has(keyword)) { continue; }
    if (!Object.hasOwn(KEYWORDS, keyword)) { throw unknown(keyword, value); }
    KEYWORDS[keyword](value, out, schema);
  }
  return out;
}

function known(table, value) {
  if (!Object.hasOwn(table, value)) { throw unknown('type', value); }
  return table[value];
}

const unknown = (keyword, value) =>
  new Error(`${keyword}: ${JSON.stringify(value)} of a schema is not known here: say in schema.js what it means`);

module.exports = { reduced };
