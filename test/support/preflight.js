// Says what is missing before anything fails for the lack of it. Old syntax on purpose: an old Node must get this far.
'use strict';
var fs = require('fs');
var path = require('path');

var LEAST = [20, 16];
var root = path.join(__dirname, '..', '..');

function preflight() {
  var version = process.versions.node.split('.').map(Number);
  if (version[0] < LEAST[0] || (version[0] === LEAST[0] && version[1] < LEAST[1])) {
    fail('Node ' + process.versions.node + ' is too old: install Node ' + LEAST.join('.') + ' or newer, then run "npm ci"');
  }
  ['typescript', 'jsii', 'jest', 'cdk8s', 'cdk8s-plus-28', 'cdk8s-plus-34', 'constructs'].forEach(function (name) {
    if (!fs.existsSync(path.join(root, 'node_modules', name, 'package.json'))) {
      fail('the package "' + name + '" is not installed: run "npm ci" first');
    }
  });
}

function fail(message) {
  process.stderr.write('cdk8s-prometheus: ' + message + '\n');
  process.exit(1);
}

module.exports = preflight;
if (require.main === module) { preflight(); }
