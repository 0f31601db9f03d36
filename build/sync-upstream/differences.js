// What differs between two releases, as lines to print.
'use strict';

/** The fields that are new, gone or different, each without what is below it. */
function differences(before, now, path = '') {
  return namesOf(before, now).flatMap(name => {
    const here = [path, name].filter(Boolean).join(name === '[]' ? '' : '.');
    if (!(name in before)) { return [`${here} is new`]; }
    if (!(name in now)) { return [`${here} is gone`]; }
    if (before[name] === now[name]) { return []; }
    const { o: fieldsBefore = {}, i: itemsBefore, m: valuesBefore, ...ownBefore } = before[name];
    const { o: fields = {}, i: items, m: values, ...own } = now[name];
    const isSame = JSON.stringify(ownBefore) === JSON.stringify(own);
    return [
      ...isSame ? [] : [`${here} has changed: ${JSON.stringify(ownBefore)} is now ${JSON.stringify(own)}`],
      ...differences(fieldsBefore, fields, here),
      ...itemsBefore && items ? differences({ '[]': itemsBefore }, { '[]': items }, here) : [],
      ...valuesBefore && values ? differences({ '*': valuesBefore }, { '*': values }, here) : [],
    ];
  });
}

/** The rows of a table that are new, gone or different. */
function rowsDiffer(what, before, now) {
  return namesOf(before, now).flatMap(name => {
    if (!(name in before)) { return [`${what} ${name} is new`]; }
    if (!(name in now)) { return [`${what} ${name} is gone`]; }
    return JSON.stringify(before[name]) === JSON.stringify(now[name]) ? [] : [`${what} ${name} has changed`];
  });
}

const namesOf = (before, now) => [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();

const indented = lines => (lines.length > 0 ? lines : ['no difference']).map(line => `  ${line}`);

module.exports = { differences, indented, rowsDiffer };
