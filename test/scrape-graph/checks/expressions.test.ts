import { BINDING, deployment, foundBy, meta, monitor, prometheus, rule, service, WELL } from '../../support/scrape-graph';

const unknownJob = foundBy('unknown-job');
const unknownRecord = foundBy('unknown-record');
const dropped = foundBy('metric-dropped');
const replaced = foundBy('enforced-namespace');
const other = (object: any, name: string) => ({ ...object, metadata: { ...object.metadata, name } });
const bound = (spec: object = {}) => [prometheus(spec), BINDING];
const scraped = (spec: object = {}, monitorSpec: object = {}) => [...bound(spec), monitor(monitorSpec), service(), deployment()];
const board = (...panels: object[]) => ({ kind: 'ConfigMap', ...meta('board'), data: { 'a.json': JSON.stringify({ panels }) } });
const panel = (expr: string, title = 'CPU') => ({ title, targets: [{ expr }] });
/** A second app with the job `api`. */
const API = [
  { ...monitor({ selector: { matchLabels: { app: 'api' } } }), ...meta('api') }, { ...service({ selector: { app: 'api' } }), ...meta('api', { app: 'api' }) }, deployment('api', { app: 'api' }),
];

describe('a job that no scrape has', () => {
  const LINE = 'PrometheusRule shop/rules, alert "Down" uses job "webb", which no scrape here has: did you mean "web"?';

  test('is reported with similar jobs', () => {
    expect(unknownJob(...WELL, rule('up{job="webb"}'))).toEqual([LINE]);
    expect(unknownJob(...WELL, rule('up{job="zzzzzz"}'))).toEqual(['PrometheusRule shop/rules, alert "Down" uses job "zzzzzz", which no scrape here has']);
  });

  test.each<[string, string]>([
    ['that is there', 'up{job="web"}'],
    ['that is empty', 'up{job=""}'],
    ['by a pattern', 'up{job=~"webb"}'],
    ['that is left out', 'up{job!="webb"}'],
    ['by a variable', 'up{job="$job"}'],
    ['of another label', 'up{service="webb"}'],
  ])('is not one %s', (_, expr) => expect(unknownJob(...WELL, rule(expr))).toEqual([]));

  test.each<[string, object, object]>([
    ['scrape configurations are not here', { additionalScrapeConfigs: { name: 'a', key: 'b' } }, {}],
    ['samples come by remote read', { remoteRead: [{ url: 'http://x' }] }, {}],
    ['samples come by remote write', { enableRemoteWriteReceiver: true }, {}],
    ['another Prometheus is scraped', {}, { endpoints: [{ port: 'metrics', path: '/federate' }] }],
    ['another Prometheus is scraped, with its labels', {}, { endpoints: [{ port: 'metrics', path: '/federate', honorLabels: true }] }],
    ['a monitor has no targets here', {}, { endpoints: [{ port: 'metrics' }], namespaceSelector: { matchNames: ['shop', 'far'] }, selector: { matchLabels: { app: 'other' } } }],
  ])('may exist elsewhere if %s', (_, spec, monitorSpec) => expect(unknownJob(...scraped(spec, monitorSpec), rule('up{job="webb"}'))).toEqual([]));

  test('may exist elsewhere if a discovery outside of the cluster finds it', () => {
    const consul = { kind: 'ScrapeConfig', ...meta('far'), spec: { consulSDConfigs: [{ server: 'consul:8500' }] } };
    expect(unknownJob(...scraped({ scrapeConfigSelector: {}, scrapeConfigNamespaceSelector: {} }), consul, rule('up{job="webb"}'))).toEqual([]);
  });

  test.each<[object, number]>([[{ remoteRead: [] }, 1], [{ enableRemoteWriteReceiver: false }, 1]])('certainly exists here with %j', (spec, count) => expect(unknownJob(...scraped(spec), rule('up{job="webb"}'))).toHaveLength(count));

  test('with one cause is one line, with the first place and the number of others', () => {
    const places = (...names: string[]) => unknownJob(...WELL, ...names.map(name => other(rule('up{job="webb"}'), name)));
    expect(places('b', 'a')).toEqual(['PrometheusRule shop/a, alert "Down" (and 1 more place) uses job "webb", which no scrape here has: did you mean "web"?']);
    expect(places('b', 'a', 'c')).toEqual(['PrometheusRule shop/a, alert "Down" (and 2 more places) uses job "webb", which no scrape here has: did you mean "web"?']);
    expect(unknownJob(...WELL, rule('up{job="webb"} or up{job="webb"}'))).toEqual([LINE]);
    expect(unknownJob(...WELL, rule('up{job="webb"} or up{job="wep"}'))).toHaveLength(2);
  });

  test('is reported at an object that is not silenced', () => {
    const silent = { ...rule('up{job="webb"}'), metadata: { ...meta('a').metadata, annotations: { 'cdk8s-prometheus/silence-unknown-job': 'later' } } };
    expect(unknownJob(...WELL, silent)).toEqual([]);
    expect(unknownJob(...WELL, silent, rule('up{job="webb"}'))).toEqual([LINE]);
  });

  test('of one of two Prometheuses is reported with its name', () => {
    const [first, second] = ['a', 'b'].map(team => ({ ...prometheus({ serviceMonitorSelector: { matchLabels: { team } }, ruleSelector: { matchLabels: { team } } }), ...meta(team, {}, 'monitoring') }));
    const [web, api] = [monitor({}, { team: 'a' }), { ...API[0], ...meta('api', { team: 'b' }) }];
    const all = [first, second, BINDING, web, service(), deployment(), api, ...API.slice(1)];
    const of = (team: string | undefined, expr: string) => unknownJob(...all, { ...rule(expr), ...meta('rules', team === undefined ? {} : { team }) });
    expect(of('a', 'up{job="api"}')).toEqual(['PrometheusRule shop/rules, alert "Down" uses job "api", but Prometheus monitoring/a, which evaluates the expression, does not scrape that job']);
    expect(of('b', 'up{job="api"}')).toEqual([]);
    // the server that evaluates it is unknown: all together
    expect(of(undefined, 'up{job="api"}')).toEqual([]);
  });

  test('is not checked without a Prometheus and without targets', () => {
    expect(unknownJob(rule('up{job="webb"}'))).toEqual([]);
    expect(unknownJob(monitor(), service(), deployment(), rule('up{job="webb"}'))).toEqual([LINE]);
  });
});

describe('a panel', () => {
  const asked = (...objects: object[]) => unknownJob(...WELL, ...objects).map(text => text.replace(/ uses .*/, ''));
  const EXPR = 'up{job="webb"}';

  test.each<[string, object, string[]]>([
    ['of a board', board(panel(EXPR)), ['ConfigMap shop/board, panel "CPU"']],
    ['in a row', board({ title: 'Row', panels: [panel(EXPR, 'Inner')] }), ['ConfigMap shop/board, panel "Inner"']],
    ['without a title', board({ targets: [{ expr: EXPR }] }), ['ConfigMap shop/board, panel ""']],
    ['without an expression', board({ title: 'Logs', targets: [{ query: 'x' }, null, { expr: 5 }] }), []],
    ['without targets', board({ title: 'Text' }), []],
    ['of a board in the new form', { kind: 'ConfigMap', ...meta('board'), data: { 'a.json': JSON.stringify({ spec: { panels: [panel(EXPR)] } }) } }, ['ConfigMap shop/board, panel "CPU"']],
    ['of the grafana-operator', { kind: 'GrafanaDashboard', ...meta('board'), spec: { json: JSON.stringify({ panels: [panel(EXPR)] }) } }, ['GrafanaDashboard shop/board, panel "CPU"']],
    ['in another file', { kind: 'ConfigMap', ...meta('board'), data: { 'a.yaml': JSON.stringify({ panels: [panel(EXPR)] }) } }, []],
    ['in what is no JSON', { kind: 'ConfigMap', ...meta('board'), data: { 'a.json': `"panels" ${EXPR}` } }, []],
    ['of a GrafanaDashboard without JSON', { kind: 'GrafanaDashboard', ...meta('board') }, []],
    ['with intervals of Grafana', board(panel('rate(x{job="webb"}[$__rate_interval])')), ['ConfigMap shop/board, panel "CPU"']],
    ['in a row of an old board', { kind: 'ConfigMap', ...meta('board'), data: { 'a.json': JSON.stringify({ rows: [{ panels: [panel(EXPR)] }] }) } }, ['ConfigMap shop/board, panel "CPU"']],
    ['of a mixed data source, from Prometheus', board({ ...panel(EXPR), targets: [{ expr: EXPR, datasource: { type: 'prometheus', uid: 'a' } }], datasource: { type: 'datasource', uid: '-- Mixed --' } }), ['ConfigMap shop/board, panel "CPU"']],
    ['of Loki, whose language has such expressions, too', board({ ...panel('sum(rate({job="webb"}[5m]))'), datasource: { type: 'loki', uid: 'a' } }), []],
    ['of VictoriaLogs', board({ title: 'Logs', targets: [{ expr: '_stream:{app="a"}', datasource: { type: 'victoriametrics-logs-datasource', uid: 'a' } }] }), []],
    ['of a variable that is Loki', { kind: 'ConfigMap', ...meta('board'), data: { 'a.json': JSON.stringify({ templating: { list: [{ type: 'datasource', name: 'logs', query: 'loki' }] }, panels: [{ ...panel(EXPR), datasource: { uid: '${logs}' } }] }) } }, []],
    ['with a variable as interval', board(panel('rate(x{job="webb"}[ ${interval} ])')), ['ConfigMap shop/board, panel "CPU"']],
    ['with the steps of a subquery', board(panel('max_over_time(x{job="webb"}[$interval:$__interval])')), ['ConfigMap shop/board, panel "CPU"']],
    ['with the range as a number', board(panel('x{job="webb"} offset $__range')), ['ConfigMap shop/board, panel "CPU"']],
  ])('%s', (_, object, expected) => expect(asked(object)).toEqual(expected));
});

describe('a recorded series that no rule records', () => {
  const recording = (name: string, object = 'records') => other(rule('sum(up)', { record: name }), object);
  const found = (expr: string, ...records: string[]) => unknownRecord(...WELL, rule(expr), ...records.map((name, at) => recording(name, `r${at}`)));
  const START = 'PrometheusRule shop/rules, alert "Down" uses ';

  test('is reported with similar ones, at most three', () => {
    expect(found('a:b:sum')).toEqual([`${START}"a:b:sum", which no rule here records`]);
    expect(found('a:b:sum', 'a:b:max')).toEqual([`${START}"a:b:sum", which no rule here records: did you mean "a:b:max"?`]);
    expect(found('a:b:sum', 'x:a:b:sum', 'a:b')).toEqual([`${START}"a:b:sum", which no rule here records: did you mean "a:b", "x:a:b:sum"?`]);
    expect(found('a:b:sum', 'a:b:1', 'a:b:2', 'a:b:3', 'a:b:4')).toEqual([`${START}"a:b:sum", which no rule here records: did you mean "a:b:1", "a:b:2", "a:b:3"?`]);
    expect(found('a:b:sum', 'other:thing')).toEqual([`${START}"a:b:sum", which no rule here records`]);
  });

  test('is not one that a rule records, or a name without a colon', () => {
    expect(found('a:b:sum', 'a:b:sum')).toEqual([]);
    expect(found('anything')).toEqual([]);
  });

  test('with others in the same objects is one line, with three of them', () => {
    expect(found('a:b:sum + c:d:sum')).toEqual([`${START}"a:b:sum", "c:d:sum", which no rule here records`]);
    expect(found('a:1 + a:2 + a:3 + a:4', 'a:5')).toEqual([`${START}"a:1", "a:2", "a:3" and 1 more, which no rule here records`]);
    const objects = [rule('a:b:sum + c:d:sum'), other(rule('c:d:sum + e:f:sum'), 'second'), other(rule('g:h:sum'), 'third')];
    expect(unknownRecord(...WELL, ...objects)).toEqual([
      'PrometheusRule shop/rules, alert "Down" (and 1 more place) uses "a:b:sum", "c:d:sum", "e:f:sum", which no rule here records',
      'PrometheusRule shop/third, alert "Down" uses "g:h:sum", which no rule here records',
    ].sort());
  });

  test('of another Prometheus is reported with the one that evaluates the rule', () => {
    const [first, second] = ['a', 'b'].map(team => ({ ...prometheus({ ruleSelector: { matchLabels: { team } } }), ...meta(team, {}, 'monitoring') }));
    const of = (object: any, team: string, name = 'x') => ({ ...object, ...meta(name, { team }) });
    const all = [first, second, BINDING, monitor(), service(), deployment(), of(rule('sum(up)', { record: 'a:b:sum' }), 'b', 'records')];
    expect(unknownRecord(...all, of(rule('a:b:sum'), 'a'))).toEqual(['PrometheusRule shop/x, alert "Down" uses "a:b:sum", but no rule of Prometheus monitoring/a, which evaluates the expression, records it']);
    expect(unknownRecord(...all, of(rule('a:b:sum'), 'b'))).toEqual([]);
  });

  test('may exist if samples arrive by remote write', () => expect(unknownRecord(...scraped({ enableRemoteWriteReceiver: true }), rule('a:b:sum'))).toEqual([]));
});

describe('a metric that is dropped', () => {
  const step = (fields: object) => ({ action: 'drop', sourceLabels: ['__name__'], regex: 'go_.*', ...fields });
  const found = (steps: object[], expr = 'go_goroutines', endpoint: object = {}, ...objects: object[]) =>
    dropped(...scraped({}, { endpoints: [{ port: 'metrics', metricRelabelings: steps, ...endpoint }] }), ...objects, rule(expr)).map(text => text.replace(/^PrometheusRule shop\/rules, alert "Down" uses /, ''));
  const BY = 'ServiceMonitor shop/web, {"action":"drop","sourceLabels":["__name__"],"regex":"go_.*"}';

  test('is reported with the step that drops it', () => {
    expect(found([step({})])).toEqual([`"go_goroutines", which every scrape that could have it drops: ${BY}`]);
    expect(found([step({})], 'go_b + go_a')).toEqual([`"go_a", "go_b", which every scrape that could have them drops: ${BY}`]);
    expect(found([step({ action: 'keep', regex: 'http_.*' }), step({})], 'go_a')[0]).toContain('{"action":"keep"');
    expect(found([step({ action: 'keep', regex: '.*' }), step({})], 'go_a')[0]).toContain('{"action":"drop"');
    expect(found([{ targetLabel: 'a', replacement: 'b' }, step({})], 'go_a')[0]).toContain('{"action":"drop"');
  });

  test.each<[string, object[], string]>([
    ['another name', [step({})], 'http_requests_total'],
    ['a series that Prometheus makes', [step({ regex: '.*' })], 'up'],
    ['a series of scrapes', [step({ regex: '.*' })], 'scrape_duration_seconds'],
    ['alerts', [step({ regex: '.*' })], 'ALERTS_FOR_STATE'],
    ['a recorded series', [step({ regex: '.*' })], 'a:b'],
    ['a name by a pattern', [step({})], '{__name__=~"go_.*"}'],
    ['a step with another label', [step({ sourceLabels: ['__name__', 'le'] })], 'go_a'],
    ['a step with a label of a series', [step({ sourceLabels: ['le'] })], 'go_a'],
    ['a step that writes names', [{ targetLabel: '__name__', replacement: 'go_a' }, step({})], 'go_a'],
    ['a step that writes any label', [{ sourceLabels: ['a'], targetLabel: '$1', regex: '(.*)' }, step({})], 'go_a'],
    ['a step that maps labels to names', [{ action: 'labelmap', regex: 'x', replacement: '__name__' }, step({})], 'go_a'],
  ])('is not %s', (_, steps, expr) => expect(found(steps, expr)).toEqual([]));

  test('is reported although another label is mapped', () => expect(found([{ action: 'LabelMap', regex: 'x', replacement: 'y' }, step({ action: 'Drop' })])).toHaveLength(1));

  test('is checked for the selected job and the labels of targets', () => {
    expect(found([step({})], 'go_a{job="web"}')).toHaveLength(1);
    expect(found([step({})], 'go_a{job="other"}')).toEqual([]);
    expect(found([step({})], 'go_a{job=~"web.*"}')).toHaveLength(1);
    expect(found([step({})], 'go_a{job=~"other"}')).toEqual([]);
    expect(found([step({})], 'go_a{namespace="other"}')).toEqual([]);
    expect(found([step({})], 'go_a{namespace="$namespace"}')).toHaveLength(1);
    expect(found([step({})], 'go_a{own="x"}')).toHaveLength(1);
    // labels of series take precedence if they are honored
    expect(found([step({})], 'go_a{namespace="other"}', { honorLabels: true })).toHaveLength(1);
    expect(found([step({})], 'go_a{job="other"}', { honorLabels: true })).toEqual([]);
  });

  test('is dropped by each scrape that could have it', () => {
    expect(found([step({})], 'go_a', {}, ...API)).toEqual([]);
    expect(found([step({})], 'go_a{job="web"}', {}, ...API)).toHaveLength(1);
    const same: any = { ...API[0], spec: { ...(API[0] as any).spec, endpoints: [{ port: 'metrics', metricRelabelings: [step({})] }] } };
    expect(found([step({})], 'go_a', {}, same, ...API.slice(1))).toEqual([`"go_a", which every scrape that could have it drops: ${BY.replace('shop/web', 'shop/api')}, ${BY}`]);
  });

  test('in several places is one line', () => {
    expect(dropped(...scraped({}, { endpoints: [{ port: 'metrics', metricRelabelings: [step({})] }] }), rule('go_a'), other(rule('go_b'), 'more'))).toEqual([
      expect.stringMatching(/^PrometheusRule shop\/more, alert "Down" \(and 1 more place\) uses "go_a", "go_b", which every scrape that could have them drops/),
    ]);
  });
});

describe('a namespace that a Prometheus replaces', () => {
  const ENFORCED = { enforcedNamespaceLabel: 'namespace' };
  const found = (spec: object, expr: string, object: object = {}) => replaced(...scraped(spec), { ...rule(expr), ...object });

  test('is reported with that of the rule', () => {
    expect(found(ENFORCED, 'up{namespace="other"}')).toEqual([
      'PrometheusRule shop/rules, alert "Down" selects namespace="other", which Prometheus monitoring/main replaces by namespace="shop", the namespace of the rule: move the rule to namespace "other"',
    ]);
  });

  test.each<[string, object, string]>([
    ['its own', ENFORCED, 'up{namespace="shop"}'],
    ['a pattern', ENFORCED, 'up{namespace=~"other"}'],
    ['another label', ENFORCED, 'up{team="other"}'],
    ['any, where none is enforced', {}, 'up{namespace="other"}'],
    ['any, where an empty one is', { enforcedNamespaceLabel: '' }, 'up{namespace="other"}'],
    ['one of an excepted namespace', { ...ENFORCED, excludedFromEnforcement: [{ namespace: 'shop', resource: 'prometheusrules' }] }, 'up{namespace="other"}'],
    ['one of an excepted rule', { ...ENFORCED, excludedFromEnforcement: [{ namespace: 'shop', resource: 'prometheusrules', name: 'rules' }] }, 'up{namespace="other"}'],
    ['one that is excepted by an empty name', { ...ENFORCED, excludedFromEnforcement: [{ namespace: 'shop', resource: 'prometheusrules', name: '' }] }, 'up{namespace="other"}'],
  ])('is not %s', (_, spec, expr) => expect(found(spec, expr)).toEqual([]));

  test.each<[object]>([[{ namespace: 'other', resource: 'prometheusrules' }], [{ namespace: 'shop', resource: 'servicemonitors' }], [{ namespace: 'shop', resource: 'prometheusrules', name: 'x' }]])('is reported in spite of the exception %j', exception => {
    expect(found({ ...ENFORCED, excludedFromEnforcement: [exception] }, 'up{namespace="other"}')).toHaveLength(1);
  });

  test('is unknown if the rule has no namespace, and is not checked for panels', () => {
    expect(found(ENFORCED, 'up{namespace="other"}', { metadata: { name: 'rules' } })).toEqual([]);
    expect(replaced(...scraped(ENFORCED), board(panel('up{namespace="other"}')))).toEqual([]);
  });
});
