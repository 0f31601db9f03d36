// Reports missing prerequisites before they cause failures. Old syntax on purpose, so that an old Node can run it.
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
