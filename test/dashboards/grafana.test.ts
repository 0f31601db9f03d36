import { lookOf, overridesOf } from '../../src/dashboards/colors';
import { grafanaDashboard, Targets } from '../../src/dashboards/grafana';
import { column, largest, lines, linkTo, named, observations, ofLargest, Panel, quantile, several, stat, states, table, top, value } from '../../src/dashboards/panels';
import { thresholdsOf } from '../../src/dashboards/tables';

const DESCRIPTION = { description: 'What it is.' };
const TARGETS: Targets = new Map([['pod-board', ['cluster', 'namespace', 'pod']]]);

function made(panel: Panel, targets = TARGETS): any {
  const variables = [{ name: 'cluster', series: 'up', label: 'cluster', multi: true }, { name: 'node', series: 'up', label: 'node' }];
  const { panels } = grafanaDashboard({ uid: 'a', title: 'A', description: '', variables, rows: [{ title: 'Row', panels: [panel] }] }, targets) as any;
  return panels[1];
}

describe('thresholds', () => {
  test('mark only bad values, above or below', () => {
    expect(thresholdsOf({ warning: 1, critical: 5 })).toEqual({ mode: 'absolute', steps: [{ value: null, color: 'text' }, { value: 1, color: 'orange' }, { value: 5, color: 'red' }] });
    expect(thresholdsOf({ warning: 1, critical: 0.9, direction: 'below' })).toEqual({ mode: 'absolute', steps: [{ value: null, color: 'red' }, { value: 0.9, color: 'orange' }, { value: 1, color: 'text' }] });
    expect(thresholdsOf({ critical: 1, direction: 'below' })).toEqual({ mode: 'absolute', steps: [{ value: null, color: 'red' }, { value: 1, color: 'text' }] });
    expect(thresholdsOf({ warning: 1, direction: 'below' })).toEqual({ mode: 'absolute', steps: [{ value: null, color: 'orange' }, { value: 1, color: 'text' }] });
    expect(thresholdsOf()).toEqual({ mode: 'absolute', steps: [{ value: null, color: 'text' }] });
  });
});

describe('colors', () => {
  test('belong to a word: it has the same color on every board', () => {
    expect(overridesOf(['used', 'requested', 'limit']).map(({ matcher, properties }) => [matcher.options, properties.map(({ id }) => id)])).toEqual([
      ['used', ['color']], ['requested', ['color', 'custom.lineStyle']], ['limit', ['color', 'custom.lineStyle']],
    ]);
    expect(lookOf('{{container}} used')).toEqual(lookOf('used'));
  });

  test('do not depend on the word if many series have it: then only its style does', () => {
    expect(overridesOf(['{{container}} used'])).toEqual([]);
    expect(overridesOf(['{{container}} limit'])).toEqual([{ matcher: { id: 'byRegexp', options: '/ limit$/' }, properties: [{ id: 'custom.lineStyle', value: { fill: 'dash', dash: [8, 6] } }] }]);
  });

  test('of status codes are those of their class', () => expect(overridesOf(['{{code}}']).map(({ matcher }) => matcher.options)).toEqual(['/^2..$/', '/^4..$/', '/^5..$/']));

  test('of other series follow from the name', () => {
    expect(overridesOf(['{{pod}}', 'constructor'])).toEqual([]);
    expect(made(lines('L', 's', 'x', '{{pod}}', DESCRIPTION)).fieldConfig.defaults.color).toEqual({ mode: 'palette-classic-by-name' });
  });
});

describe('links', () => {
  const toPod = linkTo('pod-board', 'Pod', 'namespace', 'pod');

  test('pass the time range, the data source and the common variables, and set the variables of the labels', () => {
    const [link] = made(lines('L', 's', 'x', '{{pod}}', { ...DESCRIPTION, links: [toPod] })).fieldConfig.defaults.links;
    expect(link).toEqual({
      title: 'Pod',
      targetBlank: false,
      url: '/d/pod-board?${datasource:queryparam}&${cluster:queryparam}&var-namespace=${__field.labels.namespace}&var-pod=${__field.labels.pod}&${__url_time_range}',
    });
  });

  test('of a column use the values of its row', () => {
    const { fieldConfig: { overrides } } = made(table('T', 'none', [column('namespace', 'Namespace'), column('pod', 'Pod', toPod)], [value('V', 'x')], DESCRIPTION));
    const ofPod = overrides.filter(({ matcher }: any) => matcher.options === 'Pod').flatMap(({ properties }: any) => properties);
    expect(ofPod).toEqual([{ id: 'links', value: [expect.objectContaining({ url: expect.stringContaining('var-pod=${__data.fields.pod}') })] }]);
  });

  test('to a board that is not created are omitted', () => {
    expect(made(lines('L', 's', 'x', '{{pod}}', { ...DESCRIPTION, links: [toPod] }), new Map()).fieldConfig.defaults.links).toBeUndefined();
  });
});

describe('a table', () => {
  const columns = [column('pod', 'Pod'), { ...column('uid', 'UID'), isHidden: true }];

  test('joins its queries by their labels, in the order of its columns', () => {
    const { transformations, options, targets } = made(table('T', 'short', columns, [value('CPU', 'a'), value('Memory', 'b', { unit: 'bytes', thresholds: { warning: 1 } })], { ...DESCRIPTION, sortBy: 'CPU' }));
    expect(transformations.map(({ id }: any) => id)).toEqual(['merge', 'organize', 'sortBy', 'limit']);
    expect(transformations[1].options).toEqual({
      excludeByName: { Time: true, uid: true },
      indexByName: { 'pod': 0, 'uid': 1, 'Value #A': 2, 'Value #B': 3 },
      renameByName: { 'pod': 'Pod', 'uid': 'UID', 'Value #A': 'CPU', 'Value #B': 'Memory' },
    });
    expect(options.sortBy).toEqual([{ displayName: 'CPU', desc: true }]);
    expect(targets.map(({ format, instant }: any) => [format, instant])).toEqual([['table', true], ['table', true]]);
  });

  test('with one query has its values as "Value", or none if no column uses them', () => {
    expect(made(table('T', 'short', columns, [value('CPU', 'a')], DESCRIPTION)).transformations[0].options.renameByName).toMatchObject({ Value: 'CPU' });
    expect(made(table('T', 'short', columns, [{ expr: 'a' }], DESCRIPTION)).transformations[0].options.excludeByName).toEqual({ Time: true, uid: true, Value: true });
  });

  test('shows its text for no data in the panel, not in cells without a value', () => {
    const { fieldConfig: { defaults, overrides } } = made(table('T', 'short', columns, [value('CPU', 'a')], { ...DESCRIPTION, empty: 'No pods' }));
    expect(defaults.noValue).toBe('No pods');
    expect(overrides[0]).toEqual({ matcher: { id: 'byRegexp', options: '/.*/' }, properties: [{ id: 'noValue', value: '-' }] });
  });

  test('has value columns as wide as their titles, so that names get the rest', () => {
    const widths = made(table('T', 'short', columns, [value('CPU', 'a'), value('Memory requested', 'b')], DESCRIPTION)).fieldConfig.overrides.map(({ properties }: any) => properties.at(-1));
    expect(widths).toEqual([{ id: 'custom.width', value: 66 }, { id: 'custom.width', value: 134 }]);
  });

  test('links a value to a page whose address is in another column', () => {
    const page = { title: 'Open', base: 'https://example.org/', label: 'runbook' };
    const all = [{ ...column('alertname', 'Alert'), page }, { label: 'runbook', title: 'Runbook', texts: { A: 'a.md' }, isUnseen: true }];
    const { fieldConfig: { overrides } } = made(table('T', 'none', all, [value('Count', 'x')], DESCRIPTION));
    const of = (title: string) => overrides.filter(({ matcher }: any) => matcher.options === title).flatMap(({ properties }: any) => properties);
    expect(of('Alert')).toEqual([{ id: 'links', value: [{ title: 'Open', url: 'https://example.org/${__data.fields.runbook}', targetBlank: true }] }]);
    expect(of('Runbook')).toEqual([
      { id: 'mappings', value: [{ type: 'value', options: { A: { text: 'a.md', index: 0 } } }, { type: 'regex', options: { pattern: '.*', result: { text: '.', index: 1 } } }] },
      { id: 'custom.hidden', value: true },
      { id: 'custom.hideFrom', value: { viz: true, legend: false, tooltip: false } },
    ]);
  });

  test('with the largest rows queries the other columns only for the same rows', () => {
    expect(largest('on (pod)', [value('CPU', 'a'), value('Memory', 'b')]).map(({ expr }) => expr)).toEqual(['topk(50, a)', '(b) and on (pod) topk(50, a)']);
  });
});

test('a quantile is computed from classic and from native histograms', () => {
  expect(quantile(0.9, 'x_seconds', 'job="a"', 'by (pod)')).toBe(
    'histogram_quantile(0.9, sum by (pod, le) (rate(x_seconds_bucket{job="a"}[$__rate_interval]))) or histogram_quantile(0.9, sum by (pod) (rate(x_seconds{job="a"}[$__rate_interval])))',
  );
  expect(quantile(0.9, 'x', '', 'by ()')).toContain('sum by (le) (');
});

test('so are the observations', () => {
  expect(observations('x_seconds', 'job="a"', 'by (pod)')).toBe(
    'sum by (pod) (rate(x_seconds_count{job="a"}[$__rate_interval])) or sum by (pod) (histogram_count(rate(x_seconds{job="a"}[$__rate_interval])))',
  );
});

test('the text for no data is the panel\'s', () => {
  expect(made(stat('S', 'none', 'x', { ...DESCRIPTION, plain: 'any', empty: 'No pods' })).fieldConfig.defaults.noValue).toBe('No pods');
});

test.each([[1, [8]], [4, [6, 6, 6, 6]], [5, [5, 5, 5, 5, 4]], [7, [6, 6, 6, 6, 8, 8, 8]], [8, [6, 6, 6, 6, 6, 6, 6, 6]]])('%i numbers are distributed evenly over lines', (count, widths) => {
  const stats = Array.from({ length: count }, (_, at) => stat(`S${at}`, 'none', 'x', { ...DESCRIPTION, plain: 'any' }));
  const { panels } = grafanaDashboard({ uid: 'a', title: 'A', description: '', variables: [], rows: [{ title: 'Row', panels: stats }] }) as any;
  expect(panels.slice(1).map(({ gridPos: { w } }: any) => w)).toEqual(widths);
});

describe('curves', () => {
  const SHOWN = '[$__range:$__interval] @ end()';

  test('of objects of which there can be hundreds show the ten that were largest at some time', () => {
    const { queries: [{ expr }], description } = lines('L', 's', 'x', '{{node}}', DESCRIPTION);
    expect([expr, description]).toEqual([`(x) and topk(10, max_over_time((x)${SHOWN}))`, 'What it is. Shown are the 10 largest.']);
    expect(lines('L', 's', top('x', 3), '{{node}}', DESCRIPTION).queries[0].expr).toBe(`(x) and topk(3, max_over_time((x)${SHOWN}))`);
  });

  test('show the smallest if small values are bad, and as many as fit next to the other queries', () => {
    const below = { thresholds: { critical: 1, direction: 'below' }, ...DESCRIPTION } as const;
    expect(states('S', 'bool_on_off', 'x', '{{node}}', below)).toMatchObject({
      queries: [{ expr: `(x) and bottomk(10, min_over_time((x)${SHOWN}))` }], description: 'What it is. Shown are at most 10, those with faults first.',
    });
    const two = several('S', 's', [{ expr: 'x', legend: '{{node}} received' }, { expr: 'y', legend: '{{node}} sent' }], DESCRIPTION);
    expect(two.queries.map(({ expr }) => /topk\(\d+/.exec(expr)![0])).toEqual(['topk(5', 'topk(5']);
  });

  test('of few objects show all', () => expect(lines('L', 's', 'x', '{{code}}', DESCRIPTION).queries[0].expr).toBe('x'));

  test('with names of two objects have the full width, and their legend is a list', () => {
    const { gridPos, options: { legend } } = made(lines('L', 's', 'x', '{{namespace}}/{{pod}}', DESCRIPTION));
    expect([gridPos.w, legend]).toEqual([24, { displayMode: 'table', placement: 'right', showLegend: true, calcs: ['lastNotNull', 'max'], sortBy: 'Max', sortDesc: true }]);
    expect(made(lines('L', 's', 'x', '{{verb}} {{code}}', { ...DESCRIPTION, hasLongNames: true })).options.legend.placement).toBe('right');
    expect(made(lines('L', 's', 'x', '{{verb}} {{code}}', DESCRIPTION)).options.legend.placement).toBe('bottom');
  });

  test('with a limit show usage and limit of the same objects', () => {
    expect(ofLargest('limit', 'on (ns)', 'used', 5)).toBe(`(limit) and on (ns) topk(5, max_over_time((used)${SHOWN}))`);
  });

  test('without a value of their label get a word as the name', () => expect(named('x', 'zone', '(none)')).toBe('label_replace(x, "zone", "(none)", "zone", "")'));
});

test('bands, and the threshold line of values that should be high, are green if nothing is wrong', () => {
  const stepsOf = (panel: Panel) => made(panel).fieldConfig.defaults.thresholds.steps.map(({ color }: any) => color);
  const below = { thresholds: { critical: 1, direction: 'below' }, ...DESCRIPTION } as const;
  expect(stepsOf(states('S', 'bool_on_off', 'x', '{{a}}', below))).toEqual(['red', 'green']);
  expect(stepsOf(lines('S', 's', 'x', '{{a}}', below))).toEqual(['red', 'green']);
  expect(stepsOf(stat('S', 's', 'x', below))).toEqual(['red', 'text']);
});

test('panels are side by side as far as they fit, and a single graph on a line has the full width', () => {
  const curve = (title: string) => lines(title, 's', 'x', '{{pod}}', DESCRIPTION);
  const all = [stat('S', 'none', 'x', { ...DESCRIPTION, plain: 'any' }), curve('A'), curve('B'), curve('C'), table('T', 'none', [], [value('V', 'x')], DESCRIPTION), { ...curve('D'), size: { w: 6, h: 8 } }];
  const { panels } = grafanaDashboard({ uid: 'a', title: 'A', description: '', variables: [], rows: [{ title: 'Row', panels: all }] }) as any;
  expect(panels.slice(1).map(({ title, gridPos: { x, y, w, h } }: any) => [title, x, y, w, h])).toEqual([
    ['S', 0, 1, 8, 4], ['A', 8, 1, 12, 8], ['B', 0, 9, 12, 8], ['C', 12, 9, 12, 8], ['T', 0, 17, 24, 9], ['D', 0, 26, 6, 8],
  ]);
  const [, , , last] = (grafanaDashboard({ uid: 'a', title: 'A', description: '', variables: [], rows: [{ title: 'Row', panels: all.slice(1, 4) }] }) as any).panels;
  expect(last.gridPos).toEqual({ x: 0, y: 9, w: 24, h: 8 });
});
