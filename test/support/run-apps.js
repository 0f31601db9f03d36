// Runs compiled apps one after the other, each in its folder like `node main.js` would, in one process: `node run-apps.js FOLDER...`. The
// stderr output of each, and its error, is written to out.json there.
'use strict';
const fs = require('node:fs');
const { Module } = require('node:module');
const path = require('node:path');

async function run(folder) {
  process.chdir(folder);
  let stderr = '';
  let error;
  const write = process.stderr.write;
  process.stderr.write = text => { stderr += text; return true; };
  process.removeAllListeners('warning').on('warning', ({ name, message }) => { stderr += `(node) ${name}: ${message}\n`; });
  try {
    Module._load(path.join(folder, 'main.js'), null, true);
    await new Promise(resolve => { setImmediate(resolve); }); // warnings come in the next tick
  } catch (thrown) {
    error = thrown.stack;
  } finally {
    process.stderr.write = write;
  }
  fs.writeFileSync('out.json', JSON.stringify({ stderr, error }));
}

(async () => {
  for (const folder of process.argv.slice(2)) { await run(folder); }
})();
