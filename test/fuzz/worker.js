// Tries the inputs of one target, one after another, and says which ones fail. A thread, so that one that never ends can be ended.
'use strict';
const Module = require('node:module');
const { parentPort, workerData } = require('node:worker_threads');

process.setSourceMapsEnabled(true);
process.emitWarning = () => undefined;
const { code, file, name, seed, first, inputs, milliseconds, progress, input: given } = workerData;
const made = new Module(file);
made.filename = file;
made.paths = Module._nodeModulePaths(file);
made._compile(code, file);
const { TARGETS, inputOf, failureOf, signatureOf, shrunk } = made.exports;

const target = TARGETS.find(each => each.name === name);
const [counter, since] = [new Int32Array(progress, 0, 1), new Float64Array(progress, 8, 1)];
const seen = new Set();
const start = Date.now();
let number = first;
for (; inputs !== undefined ? number < inputs : Date.now() - start < milliseconds; number++) {
  const input = given ?? inputOf(target, seed, number);
  Atomics.store(counter, 0, number);
  since[0] = Date.now();
  const failure = failureOf(target, input);
  if (!failure) { continue; }
  const signature = signatureOf(failure);
  if (seen.has(signature)) { continue; }
  seen.add(signature);
  const small = shrunk(input, each => {
    since[0] = Date.now();
    const other = failureOf(target, each);
    return other !== undefined && signatureOf(other) === signature;
  }, Date.now);
  parentPort.postMessage({ number, stack: String((failureOf(target, small) ?? failure).stack), input: small });
  if (seen.size >= 25) { break; }
}
parentPort.postMessage({ done: number });
