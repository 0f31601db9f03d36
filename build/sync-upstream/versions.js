// Versions `1.2.3`.
'use strict';

const numbers = version => version.split('.').map(Number);

function compareVersions(a, b) {
  const [one, other] = [numbers(a), numbers(b)];
  const at = one.findIndex((number, i) => number !== other[i]);
  return at < 0 ? 0 : one[at] - other[at];
}

/** `1.2` of `1.2.3`. */
const minorOf = version => version.split('.').slice(0, 2).join('.');

/** The release of Prometheus of a Go module: v0.45.6 is 2.45.6, v0.316.0 is 3.16.0. */
function prometheusOf(module) {
  const [, number, patch] = numbers(module);
  return number < 300 ? `2.${number}.${patch}` : `3.${number - 300}.${patch}`;
}

module.exports = { compareVersions, minorOf, prometheusOf };
