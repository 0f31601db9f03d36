// The Python of the how-to pages: each program runs, and writes the same bytes as the TypeScript above it.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { transformSync } = require('esbuild');
const { blocksOf } = require('../support/blocks');
const { pages } = require('../support/python-md');
const { ROOT, NODES, scratch, check, run } = require('./support');

/** Each program twice: `[title, folder of TypeScript, folder of Python]`. */
function written() {
  const root = path.join(scratch, 'translations');
  return pages().flatMap(page => {
    const blocks = blocksOf(page);
    const isPair = (block, at) => block.language === 'ts' && blocks[at + 1]?.language === 'python';
    const pairs = blocks.flatMap((block, at) => isPair(block, at) ? [[block.code, blocks[at + 1].code]] : []);
    return pairs.map(([typescript, python], at) => {
      const name = `${page.replace(/\W/g, '-')}-${at}`;
      const folders = ['ts', 'py'].map(language => path.join(root, name, language));
      for (const folder of folders) {
        fs.mkdirSync(folder, { recursive: true });
        fs.copyFileSync(NODES, path.join(folder, 'nodes.json'));
      }
      fs.writeFileSync(path.join(folders[0], 'main.js'), transformSync(typescript, { loader: 'ts', format: 'cjs' }).code);
      fs.writeFileSync(path.join(folders[1], 'main.py'), python);
      return [`${page}, program ${at + 1}`, ...folders];
    });
  });
}

const filesOf = folder => {
  const dist = path.join(folder, 'dist');
  const names = fs.existsSync(dist) ? fs.readdirSync(dist, { recursive: true, encoding: 'utf8' }) : [];
  const files = names.filter(name => name.endsWith('.yaml')).sort();
  return JSON.stringify(files.map(name => [name, fs.readFileSync(path.join(dist, name), 'utf8')]));
};

/** @param program the interpreter that has the wheel */
function translations(program) {
  const programs = written();
  fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(scratch, 'translations', 'node_modules'), 'junction');
  const typescript = run(process.execPath, [path.join(ROOT, 'test', 'support', 'run-apps.js'), ...programs.map(([, folder]) => folder)]);
  // each in its process: the kernel of jsii stays in the folder in which it was started
  const failed = programs.map(([title, , folder]) => ({ title, ...run(program, ['main.py'], { cwd: folder }) })).filter(({ ok }) => !ok);
  check(
    `Python: ${programs.length} programs of the how-to pages run`,
    programs.length > 30 && typescript.ok && failed.length === 0,
    failed.map(({ title, stderr }) => `${title}: ${stderr.slice(-600)}`).join('\n'),
  );
  const differ = programs.filter(([, left, right]) => filesOf(left) === '[]' || filesOf(left) !== filesOf(right)).map(([title]) => title);
  check('Python: they write what their TypeScript writes', differ.length === 0, differ.join('\n'));
}

module.exports = { translations };
