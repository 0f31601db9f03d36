// `jest --filter`: all test files except those listed in the file CDK8S_PROMETHEUS_REMEMBERED.
'use strict';
const fs = require('node:fs');

module.exports = paths => {
  const left = new Set(JSON.parse(fs.readFileSync(process.env.CDK8S_PROMETHEUS_REMEMBERED, 'utf8')));
  return { filtered: paths.filter(each => !left.has(each)) };
};
