// Versions `1.2.3`: order, and where a thing begins and ends.
'use strict';

const numbers = version => version.split('.').map(Number);

function compareVersions(a, b) {
  const [one, other] = [numbers(a), numbers(b)];
  const at = one.findIndex((number, i) => number !== other[i]);
  return at < 0 ? 0 : one[at] - other[at];
}

module.exports = { compareVersions };
