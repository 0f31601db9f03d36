// `npm run demo`: compiles the library, synthesizes every app in this folder like a user would, and prints a summary of the results.
'use strict';
require('../test/support/preflight')();
const fs = require('node:fs');
const path = require('node:path');
const { run, compileQuickly } = require('../test/support/steps');

/** The program that Node runs: with 22.18 and newer the TypeScript itself, otherwise the JavaScript that is compiled here. */
function programIn(folder) {
  if (process.features.typescript) { return 'main.ts'; }
  const ts = require('typescript');
  const compilerOptions = { module: ts.ModuleKind.ES2022, target: ts.ScriptTarget.ES2022 };
  const { outputText } = ts.transpileModule(fs.readFileSync(path.join(folder, 'main.ts'), 'utf8'), { compilerOptions });
  fs.writeFileSync(path.join(folder, 'main.js'), outputText);
  return 'main.js';
}

async function synthesize(folder) {
  const dist = path.join(folder, 'dist');
  fs.rmSync(dist, { recursive: true, force: true });
  return run('node', [programIn(folder)], { cwd: folder });
}

/** `Service 1, EndpointSlice 2`, in the order of the file. */
function kindsOf(file) {
  const { parseAllDocuments } = require('yaml');
  const kinds = new Map();
  for (const document of parseAllDocuments(fs.readFileSync(file, 'utf8'))) {
    const kind = document.get('kind');
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  return [...kinds].map(([kind, count]) => `${kind} ${count}`).join(', ');
}

/** Output of the app, without notices of Node. */
function linesOf(output) {
  return output.split('\n').filter(line => line !== '' && !line.startsWith('(Use `node')).map(line => line.replace(/^\(node:\d+\) \w+: /, ''));
}

async function main() {
  const compiled = await compileQuickly();
  if (!compiled.ok) {
    console.error(compiled.output);
    process.exit(1);
  }
  const examples = fs.readdirSync(__dirname).filter(name => fs.existsSync(path.join(__dirname, name, 'main.ts'))).sort();
  let failed = 0;
  for (const name of examples) {
    const folder = path.join(__dirname, name);
    const { ok, output } = await synthesize(folder);
    console.log(`\nexamples/${name}`);
    if (ok) {
      // a fleet has a folder for each cluster
      for (const file of fs.readdirSync(path.join(folder, 'dist'), { recursive: true }).filter(each => each.endsWith('.yaml')).sort()) {
        console.log(`  wrote examples/${name}/dist/${file}: ${kindsOf(path.join(folder, 'dist', file))}`);
      }
    } else {
      failed += 1;
      console.log('  FAILED');
    }
    for (const line of linesOf(output)) { console.log(ok ? `  notice ${line}` : `  ${line}`); }
  }
  console.log(`\n${examples.length - failed} of ${examples.length} examples synthesized`);
  process.exitCode = failed === 0 ? 0 : 1;
}

module.exports = { synthesize };
if (require.main === module) { main(); }
