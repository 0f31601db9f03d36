// Go modules as the proxy has them: `go mod download` checks what it gets against the checksum database.
'use strict';
const { execFileSync, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

/** An empty folder to call `go` from, so that no go.mod of anybody is read. */
const NEUTRAL = os.tmpdir();
const ENV = { ...process.env, GOFLAGS: '-modcacherw', GOWORK: 'off', GO111MODULE: 'on' };

/** The folder of a module's source, downloaded if it is not there yet. */
function moduleFolder(name, version) {
  const { status, stdout, error } = spawnSync('go', ['mod', 'download', '-json', `${name}@v${version}`], { cwd: NEUTRAL, env: ENV, encoding: 'utf8' });
  if (error) { throw new Error(`go cannot be run: ${error.message}`); }
  const answer = JSON.parse(stdout || '{}');
  if (status !== 0 || !answer.Dir) { throw new Error(`the Go module ${name}@v${version} is not available: ${answer.Error ?? 'no reason given'}`); }
  return answer.Dir;
}

/** The versions of a module that the proxy lists: it may have more. */
function listedVersions(name) {
  const text = execFileSync('go', ['list', '-m', '-json', '-versions', name], { cwd: NEUTRAL, env: ENV, encoding: 'utf8' });
  return (JSON.parse(text).Versions ?? []).filter(version => /^v\d+\.\d+\.\d+$/.test(version)).map(version => version.slice(1));
}

/** Builds a program of a module, once; returns its path. */
function program(name, version, folder) {
  const bin = path.join(folder, `${path.basename(name)}-${version}`);
  if (!fs.existsSync(bin)) {
    const gobin = path.join(folder, 'gobin');
    execFileSync('go', ['install', '-p', '1', `${name}@v${version}`], { cwd: NEUTRAL, env: { ...ENV, GOBIN: gobin }, stdio: ['ignore', 'ignore', 'pipe'] });
    fs.renameSync(path.join(gobin, path.basename(name)), bin);
  }
  return bin;
}

module.exports = { ENV, listedVersions, moduleFolder, program };
