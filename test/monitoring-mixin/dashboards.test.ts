import { NAMES } from '../../src/monitoring-mixin/compatible/compatible-series';
import { boardsOf, DASHBOARDS, dashboardsOf, MixinBoard } from '../../src/monitoring-mixin/dashboards';
import { GROUPS } from '../../src/monitoring-mixin/groups';
import { rulesWithSources } from '../../src/monitoring-mixin/rule-groups';
import { checkExpression, metricsIn } from '../../src/promql/expression';
import { mayHave, resultLabels } from '../../src/promql/result-labels';
import { NOT_SHOWN } from '../data/series-not-shown';
import { ALL_JOBS, aContext, allGroups, OPTIONS } from '../support/mixin';

const VERSIONS = ['2.13.0', '2.18.0', '2.19.0', '2.20.0'];
const rulesOf = (version: string) => allGroups(version).flatMap(({ name, groups }) => groups.flatMap(({ rules }) => rules.map(rule => ({ group: name, ...rule }))));
const nameOf = (rule: any): string => rule.alert ?? rule.record;

/** With values in place of Grafana's variables. */
const filled = (expr: string) => expr.replace(/\$__rate_interval|\$__range|\$__interval/g, '5m').replace(/\$(\w+)/g, 'value');

const boards = boardsOf(aContext());
const panels = boards.flatMap(board => board.rows.flatMap(row => row.panels.map(panel => ({ board: board.id, ...panel }))));
const where = ({ board, title }: { readonly board: string; readonly title: string }) => `${board}: ${title}`;
const wrong = (isWrong: (panel: typeof panels[number]) => boolean) => panels.filter(isWrong).map(where);

describe('every panel', () => {
  test('has a description that adds to its title, with the normal value or what to do', () => {
    expect(panels.length).toBeGreaterThan(100);
    expect(wrong(({ description, title }) => description.length < title.length + 10 || !/[.]$/.test(description))).toEqual([]);
  });

  test('has a unit', () => expect(wrong(({ unit }) => !unit)).toEqual([]));

  test('names its curves by labels that the queries have', () => {
    const isNamed = (expr: string, legend = '') => legend !== '' && [...legend.matchAll(/\{\{(\w+)\}\}/g)].every(([, label]) => mayHave(resultLabels(filled(expr)), label));
    expect(wrong(({ kind, queries }) => ['timeseries', 'state-timeline'].includes(kind) && !queries.every(({ expr, legend }) => isNamed(expr, legend)))).toEqual([]);
  });

  test('with a number has thresholds, or a reason why it has none', () => {
    expect(wrong(({ kind, thresholds, plain }) => kind === 'stat' && (thresholds === undefined) === (plain === undefined))).toEqual([]);
    expect(wrong(({ thresholds }) => thresholds !== undefined && thresholds.warning === undefined && thresholds.critical === undefined)).toEqual([]);
    const states = panels.filter(({ kind }) => kind === 'state-timeline');
    expect(states.filter(({ thresholds }) => !thresholds).map(where)).toEqual([]);
  });

  test('with a table has a column for each label of its queries, and no other', () => {
    const tables = panels.filter(({ kind }) => kind === 'table');
    expect(tables.length).toBeGreaterThan(10);
    for (const { board, title, columns = [], queries } of tables) {
      const labels = columns.map(({ label }) => label);
      const found = queries.map(({ expr }) => resultLabels(filled(expr)));
      expect([board, title, found.filter(({ isOpen }) => isOpen)]).toEqual([board, title, []]);
      expect([board, title, [...new Set(found.flatMap(each => [...each.labels]))].sort()]).toEqual([board, title, [...labels].sort()]);
    }
  });

  test('has a unique title on its board, so that links and pictures can name it', () => {
    for (const { id, rows } of boards) {
      const titles = rows.flatMap(row => row.panels.filter(({ kind }) => kind !== 'stat').map(({ title }) => title));
      expect([id, titles.filter((title, at) => titles.indexOf(title) !== at)]).toEqual([id, []]);
    }
  });

  test('uses raw rates over an interval that follows the width of the panel', () => {
    const isFixed = (expr: string) => /\b(rate|irate)\([^()]*\[\d/.test(expr);
    expect(wrong(({ queries }) => queries.some(({ expr }) => isFixed(expr)))).toEqual([]);
    expect(wrong(({ queries }) => queries.some(({ expr, interval }) => expr.includes('$__rate_interval') !== (interval !== undefined)))).toEqual([]);
  });
});

describe('every board', () => {
  test('has a short uid that is listed by name', () => {
    expect(boards.map(({ id, uid }) => [id, uid])).toEqual(boards.map(({ id }) => [id, `cdk8s-prometheus-${id}`]));
    expect(boards.filter(({ uid }) => uid.length > 40)).toEqual([]);
    expect(DASHBOARDS.filter(({ id }) => !/^[a-z][a-z-]*$/.test(id))).toEqual([]);
    expect(new Set(DASHBOARDS.map(({ id }) => id)).size).toBe(DASHBOARDS.length);
  });

  test('answers its questions with its own panels', () => {
    for (const { id, questions } of DASHBOARDS) {
      const titles = boards.find(board => board.id === id)!.rows.flatMap(row => row.panels.map(({ title }) => title));
      expect([id, questions.filter(({ panel }) => !titles.includes(panel))]).toEqual([id, []]);
      expect(questions.length).toBeGreaterThan(1);
      expect(questions.filter(({ question }) => !question.endsWith('?'))).toEqual([]);
    }
  });

  test('stays far below the limit of a ConfigMap', () => {
    expect(dashboardsOf(aContext()).filter(({ json }) => Buffer.byteLength(json) > 100_000).map(({ id }) => id)).toEqual([]);
  });

  test('has no panels that overlap or leave the grid', () => {
    for (const { id, json } of dashboardsOf(aContext())) {
      const made: any[] = JSON.parse(json).panels;
      expect(new Set(made.map(panel => panel.id)).size).toBe(made.length);
      const taken = new Set<string>();
      const isWrong = ({ gridPos: { x, y, w, h } }: any) => {
        const cells = Array.from({ length: w * h }, (_, at) => `${x + at % w} ${y + Math.floor(at / w)}`);
        const overlaps = cells.some(cell => taken.has(cell));
        cells.forEach(cell => taken.add(cell));
        return overlaps || x + w > 24;
      };
      expect([id, made.filter(isWrong).map(({ title }) => title)]).toEqual([id, []]);
    }
  });

  test('selects the chosen clusters, and with All also series without the label', () => {
    const ofAll = ['federation', 'home'];
    expect(wrong(({ board, queries }) => !ofAll.includes(board) && queries.some(({ expr }) => !expr.includes('cluster=~"$cluster"')))).toEqual([]);
    for (const { json } of dashboardsOf(aContext())) {
      const cluster = JSON.parse(json).templating.list.find(({ name }: any) => name === 'cluster');
      expect(cluster).toMatchObject({ multi: true, includeAll: true, allValue: '.*' });
    }
  });

  test('uses only its own variables', () => {
    for (const { id, variables, rows } of boards) {
      const names = variables.map(({ name }) => name);
      const used = [...rows.flatMap(row => row.panels.flatMap(({ queries }) => queries.map(({ expr }) => expr))), ...variables.map(({ series }) => series)]
        .flatMap(expr => [...expr.matchAll(/\$(\w+)/g)].map(([, name]) => name)).filter(name => !/^(__|\d)/.test(name));
      expect([id, [...new Set(used)].filter(name => !names.includes(name))]).toEqual([id, []]);
      // a chain: each may depend on those before it
      variables.forEach(({ series }, at) => expect([...series.matchAll(/\$(\w+)/g)].map(([, name]) => name).filter(name => names.indexOf(name) >= at)).toEqual([]));
    }
  });
});

describe('every link', () => {
  const targets = new Map(boards.map(({ uid, variables }) => [uid, ['datasource', ...variables.map(({ name }) => name)]]));
  const linksOf = (json: string) => [...json.matchAll(/"url": "\/d\/([\w-]+)(?:\?([^"]*))?"/g)].map(([, uid, query = '']) => ({ uid, query }));
  const variablesIn = (query: string) => [...query.matchAll(/var-(\w+)=|\$\{(\w+):queryparam\}/g)].map(([, set, kept]) => set ?? kept);
  const made = dashboardsOf(aContext()).map(({ id, json }) => ({ id, links: linksOf(json) }));

  test('leads to an existing board, with that board\'s variables, each once', () => {
    expect(made.flatMap(({ links }) => links).length).toBeGreaterThan(60);
    for (const { id, links } of made) {
      for (const { uid, query } of links) {
        expect([id, uid, targets.has(uid)]).toEqual([id, uid, true]);
        const names = variablesIn(query);
        expect([id, query, names.filter(name => !targets.get(uid)!.includes(name))]).toEqual([id, query, []]);
        expect(new Set(names).size).toBe(names.length);
      }
    }
  });

  test('passes the time range, the data source and the clusters', () => {
    const withValues = made.flatMap(({ links }) => links.filter(({ query }) => query !== ''));
    expect(withValues.filter(({ query }) => !['${datasource:queryparam}', '${__url_time_range}'].every(part => query.includes(part)))).toEqual([]);
    expect(withValues.filter(({ query }) => !/cluster:queryparam|var-cluster=/.test(query))).toEqual([]);
  });

  test('uses labels that its series have', () => {
    for (const { board, title, kind, columns = [], links = [], queries } of panels) {
      const labels = [...columns.flatMap(({ link }) => link ?? []), ...links].flatMap(({ variables }) => Object.values(variables));
      const found = queries.map(({ expr }) => resultLabels(filled(expr)));
      // a row of a table has the labels of all of its queries, a curve those of its own
      const isMissing = (label: string) => kind === 'table' ? !found.some(each => mayHave(each, label)) : !found.every(each => mayHave(each, label));
      expect([board, title, kind, labels.filter(isMissing)]).toEqual([board, title, kind, []]);
    }
  });

  test('sets the required variables of the other board', () => {
    const required = new Map(boards.map(({ uid, variables }) => [uid, variables.filter(({ multi }) => !multi).map(({ name }) => name)]));
    for (const { id, links } of made) {
      if (id === 'home') { continue; } // it opens boards on which everything is still to be chosen
      for (const { uid, query } of links.filter(each => each.query !== '')) {
        expect([id, uid, required.get(uid)!.filter(name => !variablesIn(query).includes(name))]).toEqual([id, uid, []]);
      }
    }
  });

  test('in the definitions is in the dashboards: every link has a target', () => {
    const uids = new Set(boards.map(({ uid }) => uid));
    const all = panels.flatMap(({ board, title, links = [], columns = [] }) => [...links, ...columns.flatMap(({ link }) => link ?? [])].map(link => [board, title, link.board]));
    expect(all.filter(([,, uid]) => !uids.has(uid))).toEqual([]);
  });
});

describe('every expression', () => {
  test.each(VERSIONS)('with kube-state-metrics %s can be parsed, and every recorded series is recorded', version => {
    const recorded = new Set(rulesOf(version).map(nameOf));
    for (const { id, rows } of boardsOf(aContext(version))) {
      for (const { title, queries } of rows.flatMap(row => row.panels)) {
        for (const { expr } of queries) {
          expect([id, title, checkExpression(filled(expr)).problems]).toEqual([id, title, []]);
          expect([id, title, metricsIn(filled(expr)).filter(name => name.includes(':') && !recorded.has(name))]).toEqual([id, title, []]);
          expect(expr).not.toContain('job=""');
        }
      }
    }
  });

  test.each(GROUPS.filter(({ records = [] }) => records.length > 0).map(({ name }) => name))('without the group %s reads no series that it records', name => {
    const rules = rulesWithSources(aContext(), { ...OPTIONS, disabledGroups: [name] }, undefined);
    const recorded = new Set(GROUPS.find(group => group.name === name)!.records!.map(({ record }) => record));
    const others = new Set(rules.groups.flatMap(({ groups }) => groups.flatMap(group => group.rules.map(nameOf))));
    const made = boardsOf(aContext(), { disabledGroups: [name] }, rules);
    expect(made.length).toBeGreaterThan(5);
    expect(made.flatMap(board => seriesIn(board).filter(each => recorded.has(each) && !others.has(each)).map(each => `${board.id}: ${each}`))).toEqual([]);
  });

  test.each(Object.keys(ALL_JOBS))('without %s reads none of its metrics', job => {
    const made = boardsOf(aContext('2.20.0', { ...ALL_JOBS, [job]: undefined }));
    expect(made.flatMap(board => board.rows.flatMap(row => row.panels.filter(({ queries }) => queries.some(({ expr }) => expr.includes('job=""'))).map(({ title }) => `${board.id}: ${title}`)))).toEqual([]);
  });
});

function seriesIn({ rows }: MixinBoard): string[] {
  return rows.flatMap(row => row.panels.flatMap(({ queries }) => queries.flatMap(({ expr }) => metricsIn(filled(expr)))));
}

test('every recorded series is in a panel, or listed with a reason', () => {
  const shown = new Set(boards.flatMap(seriesIn));
  const recorded = [...new Set(GROUPS.flatMap(({ records = [] }) => records.map(({ record }) => record)))].filter(name => !NAMES.includes(name));
  expect(recorded.filter(name => !shown.has(name) && !Object.hasOwn(NOT_SHOWN, name))).toEqual([]);
  expect(Object.keys(NOT_SHOWN).filter(name => shown.has(name) || !recorded.includes(name))).toEqual([]);
});
