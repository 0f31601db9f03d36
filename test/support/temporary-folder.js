// All temporary files of one run of jest are in one folder, which is removed at its end, whatever tests leave in it: jest's
// `globalSetup`, and `globalTeardown` by remove-temporary-folder.js.
'use strict';
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const VARIABLES = ['TMPDIR', 'TMP', 'TEMP']; // Unix, Windows

module.exports = () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-prometheus-jest-'));
  fs.chmodSync(folder, 0o755); // as the folder that it stands for: programs that run as another user read what is below
  globalThis.cdk8sPrometheusTemporary = folder;
  for (const name of VARIABLES) { process.env[name] = folder; } // workers and programs inherit it
};
