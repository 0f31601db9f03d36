// The programs of the pages in Python, as jsii-rosetta translates them: folded after the TypeScript. `npm run update-docs` writes them.
'use strict';
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { Python, withImports } = require('./python-visitor');
const { ROOT } = require('./steps');

const FENCE = /^```ts\n([\s\S]*?)^```\n(?:\n<details><summary>Python<\/summary>\n\n```python\n[\s\S]*?^```\n\n<\/details>\n)?/gm;

/** Only programs with objects of cdk8s and of this library are translated. Excluded: programs that use packages of Node or of others. */
const PACKAGES = /^(?:cdk8s|cdk8s-plus-\d+|cdk8s-prometheus|constructs)$/;
function isProgram(code) {
  const imports = [...code.matchAll(/^import .* from '([^']+)';$/gm)].map(([, name]) => name);
  return /\b(?:app|fleet)\.synth\(\)/.test(code) && imports.every(name => PACKAGES.test(name)) && !/\bprocess\./.test(code);
}

/** The pages that have programs in Python, too. */
function pages() {
  const howTo = fs.readdirSync(path.join(ROOT, 'docs', 'how-to')).filter(name => name.endsWith('.md')).map(name => `docs/how-to/${name}`);
  return [...howTo, 'docs/moving.md', 'docs/platforms.md', 'docs/upgrading.md'].sort();
}

const read = page => fs.readFileSync(path.join(ROOT, page), 'utf8');
const programsOf = markdown => [...markdown.matchAll(FENCE)].map(([, code]) => code).filter(isProgram);

/** By TypeScript: the same in Python. Throws if one cannot be translated. */
function translated(programs) {
  const { BatchSnippetTranslator } = require('jsii-rosetta');
  const snippets = programs.map((code, at) => ({ visibleSource: code, location: { api: { api: 'file', fileName: `program-${at}.ts` } } }));
  const python = new Map();
  const faults = [];
  const translators = new BatchSnippetTranslator(snippets, { compilationDirectory: ROOT, includeCompilerDiagnostics: true });
  for (const [{ visibleSource }, translator] of translators) {
    python.set(visibleSource, `${withImports(translator.renderUsing(new Python())).trimEnd()}\n`);
    const messages = translator.diagnostics.map(({ file, start, messageText }) => {
      const line = file?.text.slice(0, start).split('\n').length;
      return `  ${line}: ${typeof messageText === 'string' ? messageText : messageText.messageText}`;
    });
    if (messages.length > 0) { faults.push(`${visibleSource}${messages.join('\n')}`); }
  }
  if (faults.length > 0) { throw new Error(`not translated into Python:\n${faults.join('\n\n')}`); }
  return python;
}

function withPython(markdown, python) {
  return markdown.replace(FENCE, (whole, code) => `\`\`\`ts\n${code}\`\`\`\n${python.has(code) ? folded(python.get(code)) : ''}`);
}

const folded = code => `\n<details><summary>Python</summary>\n\n\`\`\`python\n${code}\`\`\`\n\n</details>\n`;

/** Syntax errors, if Python is installed: `[program, message]`. */
function syntaxErrors(programs) {
  const check = `import ast, json, sys
for p in json.load(sys.stdin):
  try: ast.parse(p)
  except SyntaxError as e: print(json.dumps([p, str(e)]))
`;
  const { status, stdout } = spawnSync('python3', ['-c', check], { input: JSON.stringify(programs), encoding: 'utf8' });
  return status === 0 ? stdout.split('\n').filter(Boolean).map(line => JSON.parse(line)) : [];
}

/** Each page with current translations. */
function pythonPages() {
  const texts = new Map(pages().map(page => [page, read(page)]));
  const python = translated([...new Set([...texts.values()].flatMap(programsOf))]);
  const wrong = syntaxErrors([...python.values()]);
  if (wrong.length > 0) { throw new Error(`not Python:\n${wrong.map(([program, message]) => `${message}\n${program}`).join('\n')}`); }
  return new Map([...texts].map(([page, text]) => [page, withPython(text, python)]));
}

/** The pages that are not current; written if `write` is set. */
function updatePages(write) {
  const stale = [...pythonPages()].filter(([page, text]) => read(page) !== text);
  if (write) { for (const [page, text] of stale) { fs.writeFileSync(path.join(ROOT, page), text); } }
  return stale.map(([page]) => page);
}

module.exports = { isProgram, pages, translated, updatePages, withPython };
