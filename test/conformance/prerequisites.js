// Requirements of the conformance tests, and how to install them. A missing one never skips a test.
'use strict';
const { spawnSync } = require('node:child_process');

const GO = [1, 26];

function works(command, ...args) {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

function installedGo() {
  const env = { ...process.env, GOTOOLCHAIN: 'local' };
  return spawnSync('go', ['env', 'GOVERSION'], { encoding: 'utf8', env }).stdout ?? '';
}

/** One line for each missing requirement. Empty if there is none. */
function missing({ platform = process.platform, arch = process.arch, uid = process.getuid?.(), has = works, goVersion } = {}) {
  if (platform !== 'linux' || arch !== 'x64') {
    return [`conformance needs Linux on x86-64 (this is ${platform} on ${arch}): run it in a virtual machine or in CI`];
  }
  const go = goVersion ?? /go(\d+)\.(\d+)/.exec(installedGo())?.[0];
  const [, major, minor] = /go(\d+)\.(\d+)/.exec(go ?? '') ?? [];
  const isGoNew = major !== undefined && (Number(major) > GO[0] || (Number(major) === GO[0] && Number(minor) >= GO[1]));
  const found = go ? `this is ${go}` : 'there is none';
  return [
    ...uid === 0
      ? []
      : ['conformance needs root, for namespaces, cgroups and containerd: run it with sudo -E, or in a privileged container'],
    ...isGoNew
      ? []
      : [`conformance needs Go ${GO.join('.')} or newer, which builds the components (${found}): https://go.dev/dl/`],
    ...has('python3', '-m', 'pip', '--version') ? [] : ['conformance needs Python 3 with pip, for etcd: apt-get install python3-pip'],
    ...has('npm', '--version') ? [] : ['conformance needs npm, for kubectl: it comes with Node'],
    ...has('sh', '-c', 'command -v unshare && command -v nsenter && command -v flock && command -v setsid')
      ? []
      : ['conformance needs unshare, nsenter, flock and setsid: apt-get install util-linux'],
    ...has('sh', '-c', 'command -v apt-get && command -v dpkg-query')
      ? []
      : ['conformance needs apt (Debian 12), for containerd, runc and the CNI plugins'],
  ];
}

module.exports = { missing };
