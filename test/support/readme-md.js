// README.md with generated parts: the objects of its first program, the findings of `explain`, and the versions, so that they are always
// accurate.
'use strict';
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { transformSync } = require('esbuild');
const { blocksOf } = require('./blocks');
const { source } = require('./source');
const { ROOT } = require('./steps');
const { withVersions } = require('./versions-md');

/** The example for `explain`, in addition to the stack: an app whose monitor does not match its Service. */
const SHOP = `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop, labels: { app: web } }
spec:
  selector: { app: web }
  ports: [{ name: http-metrics, port: 8080 }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: shop/web:1.0.0, ports: [{ containerPort: 8080 }] }] }
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  endpoints: [{ port: metrics }]
`;

function readme() {
  const text = withVersions(fs.readFileSync(path.join(ROOT, 'README.md'), 'utf8'));
  const [program] = blocksOf('README.md').filter(({ language }) => language === 'ts');
  const yaml = yamlOf(program.code);
  const blocks = [['objects', objectsOf(yaml)], ['explain', problemsOf(yaml)]];
  return blocks.reduce((page, [name, content]) => withBlock(page, name, content), text);
}

/** The output of a program, run like a user does: in a separate folder, with the package. */
function yamlOf(program) {
  return inFolder(folder => {
    fs.mkdirSync(path.join(folder, 'node_modules'));
    const peers = ['cdk8s', 'constructs'].map(peer => [peer, path.join(ROOT, 'node_modules', peer)]);
    for (const [name, target] of [['cdk8s-prometheus', ROOT], ...peers]) {
      fs.symlinkSync(target, path.join(folder, 'node_modules', name), 'junction');
    }
    fs.writeFileSync(path.join(folder, 'main.js'), transformSync(program, { loader: 'ts', format: 'cjs' }).code);
    const { status, stderr } = spawnSync(process.execPath, ['main.js'], { cwd: folder, encoding: 'utf8' });
    if (status !== 0) { throw new Error(stderr); }
    return fs.readdirSync(path.join(folder, 'dist')).sort().map(name => fs.readFileSync(path.join(folder, 'dist', name), 'utf8')).join('');
  });
}

function inFolder(work) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-prometheus-readme-'));
  try { return work(folder); } finally { fs.rmSync(folder, { recursive: true }); }
}

function withBlock(page, name, content) {
  const block = `<!-- ${name} -->\n\`\`\`text\n${content.trimEnd()}\n\`\`\`\n<!-- /${name} -->`;
  return page.replace(new RegExp(`<!-- ${name} -->[^]*<!-- /${name} -->`), () => block);
}

/** A line for each kind: number and names. */
function objectsOf(yaml) {
  const { parseDocuments } = source('files/documents')['files/documents'];
  const byKind = new Map();
  const objects = parseDocuments(yaml).documents;
  for (const { kind, metadata } of objects) { byKind.set(kind, [...byKind.get(kind) ?? [], metadata.name]); }
  const lines = [...byKind].map(([kind, names]) => `${String(names.length).padStart(3)} ${kind}: ${[...new Set(names)].join(', ')}`);
  return `${objects.length} objects\n${lines.join('\n')}`;
}

function problemsOf(yaml) {
  const { main } = source('cli').cli;
  return inFolder(folder => {
    for (const [name, text] of [['stack.yaml', yaml], ['shop.yaml', SHOP]]) { fs.writeFileSync(path.join(folder, name), text); }
    const out = [];
    main(['explain', '--problems', folder], text => void out.push(text), text => void out.push(text));
    return out.join('');
  });
}

module.exports = { readme };
