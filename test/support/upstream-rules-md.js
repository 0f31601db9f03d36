// docs/upstream-rules.md: upstream's alerts and recorded series, and ours for each. The rows are in test/monitoring-mixin/upstream/,
// upstream's names in test/data.
'use strict';
const upstream = require('../data/upstream-rule-names.json');
const { table } = require('./markdown-table');
const { source } = require('./source');

const FILES = {
  rows: '../test/monitoring-mixin/upstream/all',
  compatible: 'monitoring-mixin/compatible/compatible-series',
  groups: 'monitoring-mixin/groups',
};

const MEANING = `
- **same**: fires in the same situations, at the same severity.
- **stricter**: fires in more situations, or earlier.
- **looser**: fires in fewer situations, or later.
- **declined**: does not exist, for the reason given.
`;

const code = names => names.map(name => `\`${name}\``).join(', ');
// a bar ends a cell, also in code
const cell = (text = '') => text.replace(/\|/g, '\\|');

/** Series on request, by name. */
function requested(compatible) {
  return new Map(compatible.COMPATIBLE.map(({ name, count, per }) => [name, `${count} per ${per}`]));
}

function count(rows) {
  const verdicts = ['same', 'stricter', 'looser', 'declined'];
  return verdicts.map(verdict => `${rows.filter(row => row.verdict === verdict).length} ${verdict}`).join(', ');
}

function sections(parts, kind, rowOf, head) {
  return parts.filter(part => part[kind].length > 0).map(part => `### ${part.title}\n\n${table(head, part[kind].map(rowOf))}`);
}

/** The page. */
function upstreamRules() {
  const made = source(...Object.values(FILES));
  const { UPSTREAM_PARTS: parts, oursIn } = made[FILES.rows];
  const onRequest = requested(made[FILES.compatible]);
  const groupOf = new Map(made[FILES.groups].GROUPS.flatMap(({ name, alerts = [] }) => alerts.map(({ alert }) => [alert, name])));
  const link = alert => groupOf.has(alert) ? `[${alert}](runbooks/${groupOf.get(alert)}.md#${alert.toLowerCase()})` : `\`${alert}\``;
  const levelsOf = alert => upstream.alerts[alert]?.levels.join('; ') ?? '';
  const alertRow = row => [row.upstream, levelsOf(row.upstream), oursIn(row).map(link).join(', '), row.verdict, cell(row.why)];
  const recordRow = row => {
    const perRequest = onRequest.get(row.upstream);
    return perRequest === undefined
      ? [code([row.upstream]), code(oursIn(row)), row.verdict, cell(row.why)]
      : [code([row.upstream]), code([row.upstream]), 'on request', cell(perRequest)];
  };
  const { version } = upstream['kube-prometheus-stack'];
  const [alerts, records] = ['alerts', 'records'].map(kind => parts.flatMap(part => part[kind]));
  const optional = records.filter(row => onRequest.has(row.upstream));
  const renamed = parts.flatMap(part => part.renamed).map(({ was, now, difference }) => [
    code([was]), now === undefined ? '' : code(now.split(', ')), cell(difference),
  ]);
  const commit = upstream['kube-prometheus'].commit.slice(0, 12);
  const always = records.filter(row => !onRequest.has(row.upstream));
  return [
    '# Upstream\'s rules and ours',
    `Alerts and recorded series of kube-prometheus-stack ${version} and kube-prometheus (${commit}), `
      + 'and what `MonitoringMixin` has for each. Written by `npm run update-docs`.',
    MEANING.trim(),
    '## Alerts',
    `${alerts.length} alerts of upstream: ${count(alerts)}. Severity and duration are upstream's.`,
    ...sections(parts, 'alerts', alertRow, ['upstream', 'severity, duration', 'ours', 'verdict', 'difference and reason']),
    '## Recorded series',
    `${records.length} recorded series of upstream: ${count(always)}, ${optional.length} on request. `
      + 'Series with upstream\'s names have upstream\'s labels; those of Windows lack the labels of the exporter\'s pod.',
    '`compatibleSeries: [\'all\']` of the mixin records all that are on request; a list of names records these. '
      + 'The last column has their number of series.',
    ...sections(parts, 'records', recordRow, ['upstream', 'ours', 'verdict', 'difference and reason; cost']),
    '## Old and new names',
    'Names of earlier versions of this library, for silences, routes and dashboards.',
    table(['old', 'new', 'difference'], renamed),
    '',
  ].join('\n\n').replace(/\n{3,}/g, '\n\n').replace(/\n+$/, '\n');
}

module.exports = { upstreamRules };
