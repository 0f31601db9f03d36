// The packages for the tests of the package: built once, as for a release.
'use strict';
const path = require('node:path');
const { bindingsOf, stage, tarballOf } = require('../../build/release/packages');
const { scratch } = require('./support');

let module_;
const folder = () => module_ ??= stage(path.join(scratch, 'stage'));

/** Folder of the package of a language. */
const staged = (language, to = path.join(scratch, 'bindings')) => bindingsOf(language, folder(), to);

/** The npm tarball, made again from lib/. */
const stagedTarball = name => tarballOf(stage(path.join(scratch, `stage-${name}`)), path.join(scratch, name));

module.exports = { staged, stagedTarball };
