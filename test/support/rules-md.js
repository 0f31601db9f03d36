// RULES.md, generated from the rule tables (src/*/rules.ts), so that both agree.
'use strict';
const { source, having } = require('./source');

const HEAD = `# Rules

What this library checks at synth time. Errors fail the synthesis; all of them are reported at once, each with the path of its construct. \
Warnings are
printed on stderr; they are errors if the context key \`cdk8s-prometheus:strict\` is true. \
Generated from the rule tables by \`npm run update-docs\`.
`;

/** Every rule of the library, by its id. */
function allRules() {
  return Object.values(source(...having('rules'))).flatMap(rules => Object.values(rules)).sort((a, b) => a.id < b.id ? -1 : 1);
}

function rulesMarkdown() {
  const rules = allRules();
  const rows = rules.map(({ id, severity }) => `| [${id}](#${anchor(id)}) | ${severity} |`);
  const sections = rules.map(rule => [
    `## ${rule.id}`,
    `${rule.severity === 'error' ? 'Error' : 'Warning'}. ${rule.why}`,
    ['```text', `${rule.message(rule.example)} [${rule.id}]`, '```'].join('\n'),
    ...rule.see ? [`See ${rule.see}`] : [],
  ].join('\n\n'));
  return [HEAD, ['| rule | severity |', '|---|---|', ...rows].join('\n'), '', sections.join('\n\n'), ''].join('\n');
}

/** The anchor that Markdown renderers create for a heading. */
function anchor(id) {
  return id.replace(/[^a-z0-9-]/g, '');
}

module.exports = { allRules, rulesMarkdown };
