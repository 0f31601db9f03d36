// Texts of docstrings as Markdown.
'use strict';

/** Outside of code, texts that look like tags are escaped. */
function escape(text = '') {
  return text.split(/(`[^`]*`)/).map((part, at) => at % 2 === 1 ? part : part.replace(/</g, '&lt;')).join('').trim();
}

/** On one line, as in a table cell: a bar ends a cell, also in code. */
function inline(text = '') {
  return escape(text).replace(/\n\s*\n/g, '<br>').replace(/\s*\n\s*/g, ' ').replace(/\|/g, '\\|');
}

/** A default: a value is code, a rule is text. */
function defaultOf({ docs = {}, optional }) {
  if (docs.default === undefined) { return optional ? '' : '**required**'; }
  const text = docs.default.trim();
  // a rule, or a value with its exception
  return /^-|; | if /.test(text) ? inline(text.replace(/^-\s*/, '')) : `\`${text.replace(/\|/g, '\\|')}\``;
}

/** `See <url>`, or the text. */
function see(docs = {}) {
  if (!docs.see) { return ''; }
  const [, url, rest] = /^(https?:\S+)\s*(.*)$/s.exec(docs.see.trim()) ?? [];
  return url ? `See [${rest ? inline(rest) : url.replace(/^https?:\/\//, '')}](${url}).` : `See ${inline(docs.see)}.`;
}

/** Summary, remarks and reference, on one line. */
function description(docs = {}) {
  return [docs.summary, docs.remarks].filter(Boolean).map(inline).concat(see(docs)).filter(Boolean).join(' ');
}

module.exports = { defaultOf, description, escape, inline, see };
