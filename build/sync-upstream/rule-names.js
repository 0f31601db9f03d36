// `node build/sync-upstream/rule-names.js HELM-CHARTS KUBE-PROMETHEUS [--check]`: writes the names, severities and durations of all alerts,
// and the names of all recorded series, of kube-prometheus-stack and kube-prometheus, from git checkouts (or bare clones) of
// prometheus-community/helm-charts and prometheus-operator/kube-prometheus. Names are facts: no expression and no text is copied. With
// --check it writes nothing, and exits with status 1 if the committed data differ. Rules for Windows are included, although the chart
// disables them by default.
'use strict';
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const FILE = path.join(__dirname, '..', '..', 'test', 'data', 'upstream-rule-names.json');
const CHART = 'charts/kube-prometheus-stack';

const gitIn = checkout => (...args) => execFileSync('git', ['-C', checkout, ...args], { encoding: 'utf8', maxBuffer: 1e8 });

const unquoted = text => text.replace(/^["']|["']$/g, '');

/** A value, or the default of a value that users can change in the chart: `{{ dig "Name" "for" "15m" .Values.customRules }}`. */
function valueOf(text) {
  return unquoted(/^\{\{.*"([^"]*)" \.Values\.customRules \}\}$/.exec(text)?.[1] ?? text);
}

/** The rules of a PrometheusRule or its template, line by line. */
function rulesIn(text) {
  const rules = [];
  for (const line of text.split('\n')) {
    const [, kind, name] = /^\s*- (alert|record): (\S+)\s*$/.exec(line) ?? [];
    if (kind) { rules.push({ [kind]: unquoted(name) }); continue; }
    const [, field, value] = /^\s+(for|severity|record): (.+?)\s*$/.exec(line) ?? [];
    const last = rules.at(-1);
    // in kube-prometheus a recorded series' expression comes first
    if (field === 'record') { rules.push({ record: unquoted(value) }); } else if (field && last?.alert) { last[field] = valueOf(value); }
  }
  return rules;
}

function filesIn(git, folder, isWanted) {
  return git('ls-tree', '-r', '--name-only', 'HEAD', folder).trim().split('\n').filter(isWanted).map(file => git('show', `HEAD:${file}`));
}

function read(charts, kubePrometheus) {
  const [chart, manifests] = [gitIn(charts), gitIn(kubePrometheus)];
  const templates = filesIn(chart, `${CHART}/templates/prometheus/rules-1.14`, file => file.endsWith('.yaml'));
  const objects = filesIn(manifests, 'manifests', file => /-prometheusRule\.yaml$/.test(file));
  const rules = [
    ...templates.flatMap(rulesIn).map(rule => ({ rule, by: 'kube-prometheus-stack' })),
    ...objects.flatMap(rulesIn).map(rule => ({ rule, by: 'kube-prometheus' })),
  ];
  const alerts = {};
  const records = {};
  for (const { rule, by } of rules) {
    if (rule.record) { records[rule.record] = [...new Set([...records[rule.record] ?? [], by])]; continue; }
    const level = `${rule.severity}, ${rule.for === undefined || rule.for === '0s' ? 'at once' : `after ${rule.for}`}`;
    const known = alerts[rule.alert] ?? { by: [], levels: [] };
    alerts[rule.alert] = { by: [...new Set([...known.by, by])], levels: [...new Set([...known.levels, level])] };
  }
  const sorted = map => Object.fromEntries(Object.entries(map).sort(([a], [b]) => a < b ? -1 : 1));
  return {
    'kube-prometheus-stack': {
      version: /^version: (\S+)/m.exec(chart('show', `HEAD:${CHART}/Chart.yaml`))[1],
      commit: chart('rev-parse', 'HEAD').trim(),
    },
    'kube-prometheus': { commit: manifests('rev-parse', 'HEAD').trim() },
    alerts: sorted(alerts),
    records: sorted(records),
  };
}

function main([charts, kubePrometheus, ...options]) {
  if (kubePrometheus === undefined || options.some(option => option !== '--check')) {
    throw new Error('usage: node build/sync-upstream/rule-names.js HELM-CHARTS KUBE-PROMETHEUS [--check]');
  }
  const text = `${JSON.stringify(read(charts, kubePrometheus), undefined, 1)}\n`;
  const isSame = fs.existsSync(FILE) && fs.readFileSync(FILE, 'utf8') === text;
  if (options.includes('--check')) { return isSame ? 0 : 1; }
  if (!isSame) { fs.writeFileSync(FILE, text); }
  return 0;
}

if (require.main === module) { process.exitCode = main(process.argv.slice(2)); }

module.exports = { rulesIn };
