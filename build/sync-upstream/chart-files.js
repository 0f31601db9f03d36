// The files of kube-prometheus-stack and its subcharts at a release, from git repositories that are cloned once into the cache.
'use strict';
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { parse } = require('yaml');
const { HOME } = require('./cache');
const { compareVersions } = require('./versions');

const CHART = 'kube-prometheus-stack';
const COMMUNITY = 'prometheus-community/helm-charts';
/** Grafana's chart has moved. */
const GRAFANA = ['grafana/helm-charts', 'grafana-community/helm-charts'];

/** Generated rules and dashboards, which are all alike. */
const BIG = /\/templates\/grafana\/dashboards-1\.14\/(?!alertmanager-overview)/;

function git(repository, ...args) {
  const folder = path.join(HOME, 'git', `${repository}.git`);
  if (!fs.existsSync(folder)) {
    fs.mkdirSync(path.dirname(folder), { recursive: true });
    execFileSync('git', ['clone', '--quiet', '--bare', `https://github.com/${repository}.git`, folder], { stdio: 'pipe' });
  }
  return execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', maxBuffer: 1 << 28, stdio: 'pipe' });
}

/** {name: text} of the values and the templates of a chart in a folder of a repository at a tag. */
function filesIn(repository, tag, folder) {
  const names = git(repository, 'ls-tree', '-r', '--name-only', tag, `${folder}/`).split('\n')
    .filter(name => /^(?:values|Chart)\.yaml$|^templates\/.*\.(?:ya?ml|tpl|txt)$/.test(name.slice(folder.length + 1)) && !BIG.test(name));
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'chart-'));
  try {
    const archive = path.join(temporary, 'chart.tar');
    git(repository, 'archive', '-o', archive, tag, ...names);
    execFileSync('tar', ['-xf', archive, '-C', temporary]);
    return Object.fromEntries(names.map(name => [name.slice(folder.length + 1), fs.readFileSync(path.join(temporary, name), 'utf8')]));
  } finally {
    fs.rmSync(temporary, { recursive: true });
  }
}

function tagOf(repository, name, range) {
  const pattern = new RegExp(`^${name}-(${range.replace(/[.]/g, '\\.').replace(/\*|x$/g, '\\d+').replace(/^[~^]/, '')})$`);
  const found = git(repository, 'tag', '-l', `${name}-*`).split('\n').flatMap(tag => pattern.exec(tag)?.[1] ?? []);
  const newest = found.sort(compareVersions).at(-1);
  return newest === undefined ? undefined : `${name}-${newest}`;
}

function subchartAt({ name, version, repository = '' }, tag) {
  if (repository === '' || repository.startsWith('file:')) { return filesIn(COMMUNITY, tag, `charts/${CHART}/charts/${name}`); }
  for (const each of name === 'grafana' ? GRAFANA : [COMMUNITY]) {
    const found = tagOf(each, name, version);
    if (found) { return filesIn(each, found, `charts/${name}`); }
  }
  throw new Error(`no release of the chart ${name} is ${version}`);
}

/** The chart, and its subcharts by the key of their values. */
function chartAt(version) {
  const tag = `${CHART}-${version}`;
  const files = filesIn(COMMUNITY, tag, `charts/${CHART}`);
  const { dependencies = [] } = parse(files['Chart.yaml']);
  const subcharts = Object.fromEntries(dependencies.map(each => [each.alias ?? each.name, subchartAt(each, tag)]));
  const conditions = dependencies.flatMap(({ condition = '' }) => condition.split(',')).filter(each => each !== '');
  return { files, subcharts, conditions };
}

/** Releases of the chart that the repository lists now, the oldest first. */
function listedReleases() {
  const tags = execFileSync(
    'git', ['ls-remote', '--tags', `https://github.com/${COMMUNITY}.git`, `${CHART}-*`], { encoding: 'utf8', stdio: 'pipe' }
  );
  return [
    ...tags.matchAll(new RegExp(`refs/tags/${CHART}-(\\d+\\.\\d+\\.\\d+)$`, 'gm')),
  ].map(([, version]) => version).sort(compareVersions);
}

module.exports = { chartAt, listedReleases };
