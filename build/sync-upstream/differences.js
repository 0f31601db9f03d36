// Differences between two releases, as lines to print.
'use strict';
const { canonical } = require('./decode');

/** The fields that are new, removed or different, each without nested ones. */
function differences(before, now, path = '') {
  return namesOf(before, now).flatMap(name => {
    const here = [path, name].filter(Boolean).join(name === '[]' ? '' : '.');
    if (!(name in before)) { return [`${here} is new`]; }
    if (!(name in now)) { return [`${here} is gone`]; }
    if (before[name] === now[name]) { return []; }
    const { o: fieldsBefore = {}, i: itemsBefore, m: valuesBefore, ...ownBefore } = before[name];
    const { o: fields = {}, i: items, m: values, ...own } = now[name];
    const [textBefore, text] = [canonical(ownBefore), canonical(own)];
    return [
      ...textBefore === text ? [] : [`${here} has changed: ${textBefore} is now ${text}`],
      ...differences(fieldsBefore, fields, here),
      ...itemsBefore && items ? differences({ '[]': itemsBefore }, { '[]': items }, here) : [],
      ...valuesBefore && values ? differences({ '*': valuesBefore }, { '*': values }, here) : [],
    ];
  });
}

/** The rows of a table that are new, removed or different. */
function rowsDiffer(what, before, now) {
  return namesOf(before, now).flatMap(name => {
    if (!(name in before)) { return [`${what} ${name} is new`]; }
    if (!(name in now)) { return [`${what} ${name} is gone`]; }
    return canonical(before[name]) === canonical(now[name]) ? [] : [`${what} ${name} has changed`];
  });
}

const namesOf = (before, now) => [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();

/** The same difference of fields with the same name is one line: parts of a pod are in many places. */
function grouped(lines) {
  const groups = new Map();
  for (const line of lines) {
    const key = line.replace(/^\S*\.(?=\S)/, '');
    groups.set(key, [...groups.get(key) ?? [], line]);
  }
  return [...groups.values()].map(([first, ...others]) => others.length > 0 ? `${first} (and ${others.length} more)` : first);
}

const indented = lines => (lines.length > 0 ? grouped(lines) : ['no difference']).map(line => `  ${line}`);

module.exports = { differences, grouped, indented, rowsDiffer };
