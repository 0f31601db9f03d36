// See temporary-folder.js.
'use strict';
const fs = require('node:fs');

module.exports = () => fs.rmSync(globalThis.cdk8sPrometheusTemporary, { recursive: true, force: true, maxRetries: 3 });
