// The functions and aggregation operators of PromQL, from the Go source of Prometheus' parser.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { moduleFolder } = require('./go-module');
const { minorOf, prometheusOf } = require('./versions');

const PROMETHEUS = 'github.com/prometheus/prometheus';

/** {functions: {name: signature}, aggregators: {name: attributes}} of one release. */
function languageOf(module) {
  const folder = path.join(moduleFolder(PROMETHEUS, module), 'promql', 'parser');
  const read = name => fs.readFileSync(path.join(folder, name), 'utf8');
  return { functions: functionsOf(read('functions.go')), aggregators: aggregatorsOf(read('lex.go'), read('parse.go')) };
}

function functionsOf(source) {
  const table = /^var Functions = map\[string\]\*Function\{\n(.*?)^\}/ms.exec(source)[1];
  const rows = [...table.matchAll(/^\t"(\w+)": \{\n(.*?)^\t\},?$/gms)].map(([, name, body]) => [name, signatureOf(body)]);
  if (rows.length !== table.match(/ReturnType:/g).length) { throw new Error('functions.go of Prometheus cannot be read: adapt promql.js'); }
  return Object.fromEntries(rows);
}

const typesIn = text => [...text.matchAll(/ValueType(\w+)/g)].map(([, name]) => name.toLowerCase()).filter(name => name !== 'type');

function signatureOf(body) {
  const field = name => new RegExp(`^\\t\\t${name}: +(.*),$`, 'm').exec(body)?.[1];
  return {
    args: typesIn((field('ArgTypes') ?? '').replace('[]ValueType', '')),
    variadic: Number(field('Variadic') ?? 0),
    returns: typesIn(field('ReturnType'))[0],
    ...field('Experimental') === 'true' && { experimental: true },
  };
}

function aggregatorsOf(lexer, parser) {
  const rows = [.../\/\/ Aggregators\.\n(.*?)\n\n/s.exec(lexer)[1].matchAll(/"(\w+)": +(\w+),/g)];
  const tokensOf = (pattern, source) => pattern.exec(source)?.[1].match(/\b[A-Z_]+\b/g) ?? [];
  const parameter = tokensOf(/IsAggregatorWithParam\(\) bool \{(.*?)\}/s, lexer);
  // the lexer contains it from 3.1 on
  const experimental = [
    ...tokensOf(/IsExperimentalAggregator\(\) bool \{(.*?)\}/s, lexer),
    ...tokensOf(/!EnableExperimentalFunctions && \((.*?)\) \{/, parser),
  ];
  return Object.fromEntries(rows.map(([, name, token]) =>
    [name, { ...parameter.includes(token) && { parameter: true }, ...experimental.includes(token) && { experimental: true } }]));
}

/** releases: [[module, {name: attributes}]], oldest first, one for each minor release, since changes come with those. */
function historyOf(releases) {
  const names = [...new Set(releases.flatMap(([, rows]) => Object.keys(rows)))].sort();
  const version = at => `${minorOf(prometheusOf(releases[at][0]))}.0`;
  return Object.fromEntries(names.map(name => {
    const history = releases.map(([, rows]) => rows[name]);
    const first = history.findIndex(row => row !== undefined);
    const last = history.findLastIndex(row => row !== undefined);
    const was = [];
    for (let at = first; at < last; at++) {
      const isSame = JSON.stringify(history[at]) === JSON.stringify(history[at + 1]);
      if (!isSame) { was.push([version(at + 1), changes(history[at], history[last])]); }
    }
    return [name, {
      ...history[last],
      ...first > 0 && { since: version(first) },
      ...last < releases.length - 1 && { until: version(last + 1) },
      ...was.length > 0 && { was },
    }];
  }));
}

/** The attributes of an earlier state that differ from the last one. */
function changes(before, last) {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(last)])];
  const changed = keys.filter(key => JSON.stringify(before[key]) !== JSON.stringify(last[key]));
  return Object.fromEntries(changed.map(key => [key, before[key] ?? false]));
}

module.exports = { PROMETHEUS, historyOf, languageOf };
