import { BoardAnswers, keyOf } from './answers';
import { BoardJson, PanelJson } from './board-json';
import { boxOf, pictureOf } from './picture';
import { cut, escaped, pathThrough, widthOf } from './svg';
import { digitsOf, textOf } from './units';
import { interpolate, intervalOf, offered, rateIntervalOf, Selection } from './variables';

const target = (expr: string, more: object = {}) => ({ refId: 'A', expr, range: true, ...more });
const HOSTILE = '</text><script>alert("1")</script>&\'\u0000 ';

function boardOf(panels: readonly Partial<PanelJson>[]): BoardJson {
  let y = 0;
  const placed = panels.map((panel, at) => {
    const gridPos = { x: 0, y, w: 12, h: panel.type === 'row' ? 1 : 8 };
    y += gridPos.h;
    return { id: at + 1, type: 'timeseries', title: `Panel ${at}`, gridPos, ...panel };
  });
  const variable = { name: 'node', type: 'query', label: 'Node' };
  return { uid: 'small', title: `A board ${HOSTILE}`, time: { from: 'now-3h', to: 'now' }, templating: { list: [variable] }, links: [{ title: 'Others' }], panels: placed };
}

const LINES = { type: 'timeseries', targets: [target('lines', { legendFormat: '{{pod}}' })] };
const STAT = {
  type: 'stat',
  targets: [target('number', { instant: true, range: false })],
  fieldConfig: { defaults: { unit: 'percentunit', thresholds: { steps: [{ value: null, color: 'text' }, { value: 0.8, color: 'red' }] } } },
};
const LIST: Partial<PanelJson> = {
  type: 'table',
  targets: [
    target('first', { instant: true, range: false, format: 'table' }), target('second', { refId: 'B', instant: true, range: false, format: 'table' }),
  ],
  transformations: [
    { id: 'merge', options: {} },
    {
      id: 'organize',
      options: {
        excludeByName: { Time: true },
        indexByName: { 'pod': 0, 'Value #B': 1, 'Value #A': 2 },
        renameByName: { 'pod': 'Pod', 'Value #A': 'CPU', 'Value #B': 'Memory' },
      },
    },
    { id: 'sortBy', options: { sort: [{ field: 'CPU', desc: true }] } },
  ],
  fieldConfig: { defaults: { unit: 'short' }, overrides: [{ matcher: { id: 'byName', options: 'Memory' }, properties: [{ id: 'unit', value: 'bytes' }] }] },
};
const STATES = { type: 'state-timeline', targets: [target('states', { legendFormat: '{{pod}}' })] };

/** The key of a query of these panels. */
const key = (text: string): string => {
  const [way, expr] = text.split(' ');
  return keyOf(target(expr, way === 'instant' ? { instant: true, range: false } : {}));
};
const series = (pod: string, ...values: (number | null)[]) => ({ labels: { pod }, values });
const ANSWERS: BoardAnswers = {
  selected: { node: HOSTILE },
  queries: {
    [key('range lines')]: [series('a', 1, 2, null, 3), { labels: { pod: 'b' }, values: 2 }, series(HOSTILE, 0, 0.5, 1, 1), series('x'.repeat(300), 1, 1, 1, 1)],
    [key('instant number')]: [{ labels: {}, values: [0.834] }],
    [key('instant first')]: [series('small', 1), series('large', 2000)],
    [key('instant second')]: [series('large', 1536), series('small', 3 * 1024 ** 3)],
    [key('range states')]: [series('a', 1, 1, 0, 1)],
    [key('range nothing')]: [],
  },
};
const ALL = boardOf([{ type: 'row', title: 'Row' }, LINES, STAT, LIST, STATES, { ...LINES, title: HOSTILE, targets: [target('nothing')], description: HOSTILE }]);
const picture = (board = ALL, answers = ANSWERS) => pictureOf(board, { answers, seconds: 600, steps: 3, now: 0 });

/** Names of the elements of an XML text. */
function elementsOf(text: string): string[] {
  const open: string[] = [];
  const found: string[] = [];
  for (const [, end, name, rest] of text.matchAll(/<(\/?)([a-zA-Z]+)((?:\s+[\w:-]+="[^"<]*")*\s*\/?)>/g)) {
    if (end === '/') { expect(open.pop()).toBe(name); } else { found.push(name); if (!rest.endsWith('/')) { open.push(name); } }
  }
  expect(open).toEqual([]);
  expect(text.replace(/<\/?[a-zA-Z]+(?:\s+[\w:-]+="[^"<]*")*\s*\/?>/g, '')).not.toMatch(/[<>]|&(?!(amp|lt|gt|quot|#39);)/);
  return found;
}

describe('a picture', () => {
  test('is valid XML with any names, and names are escaped', () => {
    const { svg } = picture();
    expect(new Set(elementsOf(svg))).toEqual(new Set(['svg', 'style', 'rect', 'text', 'g', 'path', 'title', 'circle', 'tspan']));
    expect(svg).toContain('&lt;/text&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;\ufffd');
  });

  test('is the same for the same input', () => expect(picture().svg).toBe(picture().svg));

  test('shows nothing outside of its panel', () => {
    const { svg } = picture();
    const panels = ALL.panels.filter(({ type }) => type !== 'row').map(boxOf);
    const groups = svg.split('\n').filter(line => line.startsWith('<g>'));
    expect(groups).toHaveLength(panels.length);
    groups.forEach((group, index) => {
      const { x, y, w, h } = panels[index];
      for (const [, left, top, style, text] of group.matchAll(/<text x="([\d.-]+)" y="([\d.-]+)" ([^>]*)>([^<]*)/g)) {
        const width = widthOf(text.replace(/&[a-z#0-9]+;/g, '&'), 12);
        const begin = Number(left) - (/"[hn]?r"/.test(style) ? width : 0) - (/"[mvne]"/.test(style) ? width / 2 : 0);
        expect([text, begin >= x - 0.1, begin + width <= x + w + 0.1, Number(top) > y, Number(top) < y + h]).toEqual([text, true, true, true, true]);
      }
      for (const [, left, top, width, height] of [...group.matchAll(/<rect x="([\d.-]+)" y="([\d.-]+)" width="([\d.-]+)" height="([\d.-]+)"/g)].map(found => found.map(Number))) {
        expect([left >= x, top >= y, left + width <= x + w + 0.2, top + height <= y + h + 0.2]).toEqual([true, true, true, true]);
      }
    });
  });

  test('has panels side by side according to their positions', () => {
    const places = [{ x: 0, y: 0, w: 12, h: 8 }, { x: 12, y: 0, w: 12, h: 8 }, { x: 0, y: 8, w: 24, h: 1 }].map(gridPos => boxOf({ gridPos }));
    expect(places[0].x + places[0].w).toBeLessThan(places[1].x);
    expect(places[0].y + places[0].h).toBeLessThan(places[2].y);
    expect(places[1].x + places[1].w).toBe(places[2].x + places[2].w);
  });

  test('shows a value in its unit, in the color of its threshold', () => {
    expect(picture(boardOf([STAT])).svg).toMatch(/fill:#f2495c">83\.4<tspan[^>]*>%/);
    expect(picture(boardOf([STAT]), { ...ANSWERS, queries: { [key('instant number')]: [{ labels: {}, values: [0.5] }] } }).svg).toMatch(/fill:#ccccdc">50<tspan/);
  });

  test('joins the answers to a table, renames its columns and sorts its rows', () => {
    const texts = [...picture(boardOf([LIST])).svg.matchAll(/<text[^>]*class="(?:h|hr|l|nr)"[^>]*>([^<]+)/g)].map(([, text]) => text);
    expect(texts.slice(-9)).toEqual(['Pod', 'large', 'small', 'Memory', '1.50 KiB', '3 GiB', 'CPU', '2 K', '1']);
  });

  test('has a finding if names do not fit, or two curves have one name', () => {
    const { flaws } = picture(boardOf([LINES]), { ...ANSWERS, queries: { [key('range lines')]: [...ANSWERS.queries[key('range lines')], series('a', 1, 1, 1, 1)] } });
    expect(flaws.map(({ problem }) => problem.slice(0, 40))).toEqual(['1 curves have the name of another one: "', 'a name in the legend is cut off: "xxxxxx']);
    expect(picture(boardOf([STAT])).flaws).toEqual([]);
  });

  test('has a finding if no answer is saved, and an empty panel if there is no data', () => {
    const empty = { ...LINES, targets: [target('nothing')], fieldConfig: { defaults: { noValue: 'No claims' } } };
    expect(picture(boardOf([empty]))).toMatchObject({ flaws: [], svg: expect.stringContaining('>No claims</text>') });
    expect(picture(boardOf([{ ...LINES, targets: [target('newer')] }])).flaws).toEqual([{ panel: 'Panel 0', problem: 'no answer is saved for A' }]);
  });

  test('is an error for an unknown panel type or transformation', () => {
    expect(() => picture(boardOf([{ ...LINES, type: 'piechart' }]))).toThrow('Panel 0: pictures do not know the type piechart');
    expect(() => picture(boardOf([{ ...LIST, transformations: [{ id: 'reduce' }] }]))).toThrow('pictures do not know the transformation reduce');
  });
});

/** As displayed by Grafana 12. */
test.each([
  [0.834, 'percentunit', '83.4%'], [1, 'percentunit', '100%'], [12.345, 'percent', '12.3%'], [1536, 'bytes', '1.50 KiB'], [0, 'bytes', '0 B'], [123_456_789, 'bytes', '118 MiB'],
  [1500, 'Bps', '1.50 kB/s'], [0.012, 's', '12 ms'], [90, 's', '1.50 mins'], [60, 's', '1 min'], [7200, 's', '2 hours'], [0.0000123, 's', '12.3 µs'], [0, 's', '0 s'],
  [1234, 'short', '1.23 K'], [2_500_000, 'short', '2.50 Mil'], [0.5, 'reqps', '0.500 req/s'], [1500, 'ops', '1.50K ops/s'], [3, 'none', '3'], [1, 'bool_on_off', 'On'], [-0.25, 'short', '-0.250'],
])('%d in the unit %s is %s', (value, unit, text) => expect(textOf(value, unit)).toBe(text));

test('an age is computed with the given clock', () => {
  expect(textOf(1000 * (1_000_000 - 7200), 'dateTimeFromNow', undefined, 1_000_000)).toBe('2 hours ago');
  expect(digitsOf(0.00123)).toBe(5);
});

test('a path is interrupted at missing points, and is one line while values are equal', () => {
  expect(pathThrough([[0, 0], [10, 0.2], [20, 0], [30, 5], [40, 4], undefined, [60, 1], [70, 1]])).toBe('M0 0h20l10 5l10-1M60 1h10');
});

describe('text', () => {
  test('is cut if it does not fit', () => {
    expect(cut('kubernetes', 12, 200)).toBe('kubernetes');
    expect(widthOf(cut('kubernetes', 12, 40), 12)).toBeLessThanOrEqual(40);
    expect(cut('kubernetes', 12, 40)).toMatch(/^kub.*…$/);
  });

  test('has only characters that XML allows', () => expect(escaped('a\u0001\ud800<b>')).toBe('a\ufffd\ufffd&lt;b&gt;'));
});

describe('variables', () => {
  const SHOWN = { range: 10_800, maxDataPoints: 700 };
  const selection = (name: string, values: string[], more: object = {}): Selection => ({ name, values, isAll: false, variable: { name, type: 'query', ...more } });

  test('are values, alternatives of patterns, or the value of All', () => {
    expect(interpolate('a{b="$b"}', [selection('b', ['x"y'])], SHOWN)).toBe('a{b="x\\"y"}');
    expect(interpolate('a{b=~"$b"}', [selection('b', ['x.1', 'y'], { multi: true })], SHOWN)).toBe('a{b=~"(x\\\\.1|y)"}');
    expect(interpolate('a{b=~"${b}"}', [{ ...selection('b', ['x', 'y'], { multi: true, includeAll: true, allValue: '.*' }), isAll: true }], SHOWN)).toBe('a{b=~".*"}');
    expect(interpolate('rate(a[$__rate_interval]) $1 $c', [], SHOWN)).toBe('rate(a[60s]) $1 $c');
  });

  test('of time follow the range: at least 15 seconds, and four scrapes', () => {
    expect([intervalOf(SHOWN), rateIntervalOf(15), intervalOf({ range: 86_400, maxDataPoints: 700 }), rateIntervalOf(120)]).toEqual([15, 60, 120, 135]);
  });

  test('have the options that match their pattern, sorted', () => expect(offered({ name: 'a', type: 'query', regex: '/^x-(.*)$/', sort: 1 }, ['x-b', 'y', 'x-a', 'x-b'])).toEqual(['a', 'b']));
});
