// Go modules from the proxy: `go` verifies them with the checksum database.
'use strict';
const { execFileSync, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const ENV = { ...process.env, GOFLAGS: '-modcacherw', GOWORK: 'off', GO111MODULE: 'on' };
/** `go` runs in a folder without a go.mod, so that it reads none. */
const NEUTRAL = os.tmpdir();

const folders = new Map();

/** The folder of a module's source, downloaded on first use. */
function moduleFolder(name, version) {
  const key = `${name}@${version}`;
  if (!folders.has(key)) { folders.set(key, downloaded(name, version)); }
  return folders.get(key);
}

function downloaded(name, version) {
  const args = ['mod', 'download', '-json', `${name}@v${version}`];
  const { status, stdout, error } = spawnSync('go', args, { cwd: NEUTRAL, env: ENV, encoding: 'utf8' });
  if (error) { throw new Error(`"go" cannot be run: ${error.message}; install Go 1.26 or newer`); }
  const answer = JSON.parse(stdout || '{}');
  if (status === 0 && answer.Dir) { return answer.Dir; }
  throw new Error(`the Go module ${name}@v${version} is not available: ${answer.Error ?? 'no reason given'}`);
}

/** The releases of a module that the proxy lists. There may be more. */
function listedVersions(name) {
  const text = execFileSync('go', ['list', '-m', '-json', '-versions', name], {
    cwd: NEUTRAL, env: ENV, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'],
  });
  return (JSON.parse(text).Versions ?? []).filter(version => /^v\d+\.\d+\.\d+$/.test(version)).map(version => version.slice(1));
}

/** Builds a program once, and returns its path. `others` are modules (name@version) to which its dependencies are raised. */
function program(name, version, others, folder) {
  const bin = path.join(folder, `${path.basename(name)}-${version}`);
  if (fs.existsSync(bin)) { return bin; }
  fs.mkdirSync(folder, { recursive: true });
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-prometheus-build-'));
  const go = (...args) => execFileSync('go', args, { cwd: scratch, env: ENV, stdio: ['ignore', 'ignore', 'pipe'] });
  try {
    go('mod', 'init', 'scratch');
    go('get', `${name}@v${version}`, ...others);
    go('build', '-p', '1', '-o', bin, name);
  } catch (error) {
    throw new Error(`${name} ${version} cannot be built: ${error.stderr ?? error.message}`);
  } finally {
    fs.rmSync(scratch, { recursive: true });
  }
  return bin;
}

module.exports = { ENV, listedVersions, moduleFolder, program };
