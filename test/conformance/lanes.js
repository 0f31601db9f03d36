// `node lanes.js JEST-ARGUMENTS...`, each of them a JSON array: runs jest with each at the same time, inside a bed. The first one is the
// main lane: it waits for the cluster, and the others use the processor meanwhile. Exits with the highest status.
'use strict';
const { spawn } = require('node:child_process');
const os = require('node:os');
const path = require('node:path');

const JEST = path.join(__dirname, '..', '..', 'node_modules', 'jest', 'bin', 'jest.js');
const NICE = 10;

const children = process.argv.slice(2).map((text, at) => {
  const child = spawn(process.execPath, [JEST, ...JSON.parse(text)], { stdio: 'inherit' });
  if (at > 0 && child.pid !== undefined) { os.setPriority(child.pid, NICE); }
  child.on('exit', status => { process.exitCode = Math.max(Number(process.exitCode ?? 0), status ?? 1); });
  return child;
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) { process.on(signal, () => children.forEach(child => child.kill(signal))); }
