// Which mutants are run: all relevant ones, or a random sample that depends only on the seed and on the mutant.
'use strict';
const crypto = require('node:crypto');

/**
 * Words of messages: RULES.md contains each of them, and a test compares it as a whole. Conditions in messages, and everything else, are
 * mutated.
 */
const matters = ({ fileName, mutatorName }) => mutatorName !== 'StringLiteral' || !/[\\/]rules(?:[\\/][\w-]+)?\.ts$/.test(fileName);

/** `sample`: undefined for all, or { seed, share } with a share from 0 to 1. */
function inSample(sample, { fileName, location: { start, end }, mutatorName, replacement }) {
  if (!sample) { return true; }
  const key = [sample.seed, fileName, start.line, start.column, end.line, end.column, mutatorName, replacement].join(':');
  return crypto.createHash('sha256').update(key).digest().readUInt32BE(0) / 2 ** 32 < sample.share;
}

/** Wilson's 95% interval for `hits` of `size`, in percent, with a correction for a finite population. */
function interval(hits, size, whole) {
  const z = 1.96 * Math.sqrt(whole > 1 ? Math.max(0, (whole - size) / (whole - 1)) : 0);
  const share = hits / size;
  const middle = (share + z * z / (2 * size)) / (1 + z * z / size);
  const half = z / (1 + z * z / size) * Math.sqrt(share * (1 - share) / size + z * z / (4 * size * size));
  return [middle - half, middle + half].map(each => 100 * each);
}

const isRun = (sample, mutant) => matters(mutant) && inSample(sample, mutant);

module.exports = { isRun, matters, interval };
