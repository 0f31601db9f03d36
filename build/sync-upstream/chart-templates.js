// Which values the templates of a chart read. This does not parse Go templates: what it cannot follow counts as a use of the whole map.
'use strict';

/** A key with dots, as in `index`. */
const OPEN = '\u00ab';
const CLOSE = '\u00bb';
const REFERENCE = new RegExp(
  `(\\$\\w*)?((?:\\.(?:[A-Za-z_]\\w*|${OPEN}[^${CLOSE}]*${CLOSE}))+)|(?<![\\w.$)])(\\$\\w*|\\.)(?![\\w.${OPEN}])`, 'g',
);

/** An entry of a map that is ranged over. */
const ANY = '*';

const MAP = '(\\$?\\w*\\.[\\w.\u00ab\u00bb-]*|\\$\\w*)';
const PARENTHESES = /\(\s*(\$?[\w.\u00ab\u00bb-]+)\s*\)(?=\.)/g;
const INDEX = new RegExp(`\\b(?:index|get)\\s+${MAP}((?:\\s+"[^"]*")+)`, 'g');
const HAS_KEY = new RegExp(`\\bhasKey\\s+${MAP}(\\s+"[^"]*")`, 'g');
const DIG = new RegExp(`\\bdig((?:\\s+"[^"]*")+)\\s+(\\S+)\\s+${MAP}`, 'g');

/** Calls of functions with keys become plain paths. Other texts are removed. */
function plain(action) {
  let text = action.replace(/\/\*[\s\S]*?\*\//g, ' ');
  const keyed = keys => [...keys.matchAll(/"([^"]*)"/g)].map(([, key]) => `.${OPEN}${key}${CLOSE}`).join('');
  for (let before; before !== text;) {
    before = text;
    text = text.replace(PARENTHESES, '$1')
      .replace(INDEX, (_, map, keys) => `${map.replace(/\.$/, '')}${keyed(keys)}`)
      .replace(HAS_KEY, (_, map, key) => `empty ${map.replace(/\.$/, '')}${keyed(key)}`)
      .replace(DIG, (_, keys, __, map) => `${map}${keyed(keys)}`);
  }
  return text.replace(/"(?:[^"\\]|\\.)*"|`[^`]*`/g, ' ');
}

const pathOf = chain => [
  ...chain.matchAll(new RegExp(`\\.(?:(\\w+)|${OPEN}([^${CLOSE}]*)${CLOSE})`, 'g')),
].map(([, word, key]) => word ?? key);

/**
 * The paths of values that the texts read: {path: 'read' | 'whole'}. The path is a JSON text of its keys. `whole`: more than a test for
 * existence, so that any key below may count.
 */
function usesIn(texts) {
  const uses = new Map();
  const calls = [];
  const note = (path, how) => {
    const key = JSON.stringify(path);
    if (path.length > 0 && uses.get(key) !== 'whole') { uses.set(key, how); }
  };
  for (const text of texts) { new Reader(note, (name, path) => calls.push([name, path])).read(text); }
  return withCalls(uses, calls, note);
}

/** Placeholder for the dot of a named template, until its argument is known. */
const dotOf = name => `@${name}`;

/** Reads of the dot in named templates count for the argument of the call. */
function withCalls(uses, calls, note) {
  for (let before = -1; before !== uses.size;) {
    before = uses.size;
    for (const [name, path] of calls) {
      const inside = [...uses].map(([key, how]) => [JSON.parse(key), how]).filter(([[first]]) => first === dotOf(name));
      for (const [[, ...keys], how] of inside) { note([...path, ...keys], how); }
    }
  }
  return new Map([...uses].filter(([key]) => !JSON.parse(key)[0].startsWith('@')));
}

class Reader {
  constructor(note, call) {
    this.note = note;
    this.call = call;
    /** Open blocks, with the dot in each: the root or a path of values. Undefined if it is unknown. */
    this.blocks = [{ dot: 'root' }];
    this.variables = new Map();
  }

  read(text) {
    for (const [, comment, action] of text.matchAll(/\{\{-?\s*(\/\*[\s\S]*?\*\/)?([\s\S]*?)\s*-?\}\}/g)) {
      if (action.trim() !== '' || comment === undefined) { this.action(plain(this.withoutCalls(action)).trim()); }
    }
  }

  /** Removes calls of named templates with a path of values: the template determines what is read. */
  withoutCalls(action) {
    return action.replace(/\b(include|template)\s+"([^"]+)"\s+(\$?[\w.]+)(?=[\s)|]|$)/g, (call, _, name, argument) => {
      const path = this.only(argument);
      if (path) { this.call(name, path); }
      return path ? ' ' : call;
    }).replace(/\bdefine\s+"([^"]+)"/g, 'define $1');
  }

  action(text) {
    const [, word, rest] = /^(?:(else if|else with|if|with|range|define|block|else|end)\b)?\s*([\s\S]*)$/.exec(text);
    switch (word) {
      case 'end': this.blocks.length > 1 && this.blocks.pop(); return;
      case 'else': return;
      case 'define': this.blocks.push({ dot: [dotOf(rest.trim())] }); return;
      case 'else if': this.references(rest, 'read'); return;
      case 'if': this.conditionOf(rest); return;
      case 'with': case 'block': this.blocks.push({ dot: this.scopeOf(rest) }); return;
      case 'else with': this.blocks.at(-1).dot = this.scopeOf(rest); return;
      case 'range': this.range(rest); return;
      default: this.statement(text);
    }
  }

  conditionOf(text) {
    this.references(text, 'read');
    this.blocks.push({ dot: this.blocks.at(-1).dot });
  }

  /** `with X`: X becomes the dot if it is a path. Otherwise all of it counts as used. */
  scopeOf(text) {
    const expression = text.replace(/^\$\w+\s*:=\s*/, '');
    const name = /^(\$\w+)\s*:=/.exec(text)?.[1];
    const path = this.only(expression);
    if (path) { this.note(path, 'read'); } else { this.references(expression, 'whole'); }
    if (name) { this.variables.set(name, path); }
    return path;
  }

  range(text) {
    const [, names, expression] = /^((?:\$\w+\s*,?\s*)+:=)?\s*([\s\S]*)$/.exec(text);
    const path = this.only(expression);
    if (path) { this.note(path, 'whole'); } else { this.references(expression, 'whole'); }
    const entry = path && [...path, ANY];
    const variables = [...(names ?? '').matchAll(/\$\w+/g)].map(([name]) => name);
    if (variables.length > 0) { this.variables.set(variables.at(-1), entry); }
    if (variables.length > 1) { this.variables.set(variables[0], undefined); }
    this.blocks.push({ dot: entry });
  }

  statement(text) {
    const [, name, expression] = /^(\$\w+)\s*:?=\s*([\s\S]*)$/.exec(text) ?? [];
    const path = name && this.only(expression);
    if (!path) {
      this.references(text, 'whole');
      if (name) { this.variables.set(name, undefined); }
      return;
    }
    this.note(path, 'read');
    this.variables.set(name, path);
  }

  /** The path of an expression that is nothing but a path. */
  only(expression) {
    const text = expression.trim().replace(/\s*\|\s*default\s+\(?(?:dict|list)\s*\)?$/, '').replace(
      /^default\s+(?:dict|list|\((?:dict|list)\))\s+/, '',
    );
    const [match] = [...text.matchAll(REFERENCE)];
    return match && match[0] === text ? this.resolve(match) : undefined;
  }

  references(text, how) {
    for (const match of text.matchAll(REFERENCE)) {
      const path = this.resolve(match);
      if (path) { this.note(path, how); }
    }
  }

  /** A path of values. Undefined for anything else. */
  resolve([, variable, chain, alone]) {
    const keys = chain === undefined ? [] : pathOf(chain);
    const at = keys.lastIndexOf('Values');
    if (at >= 0) { return keys.slice(at + 1); }
    const base = variable ?? (alone?.startsWith('$') ? alone : undefined);
    const from = base === undefined ? this.blocks.at(-1).dot : base === '$' ? 'root' : this.variables.get(base);
    return Array.isArray(from) ? [...from, ...keys] : undefined;
  }
}

module.exports = { ANY, usesIn };
