import { Dropped, DroppedMetrics } from './dropped-metrics';
import { exporterText, Exposure, NotExposed } from './exposure';
import { Check, problem, Problem } from './problem';
import { listed, Rule, shown } from '../../validation/rule';
import { similarTo } from '../../validation/similar';
import { append } from '../append';
import { queriesIn } from '../consumers';
import { seriesUsedBy, Expression, panelsIn, placeOf, rulesByObject } from '../expressions';
import { Graph, isSurelySelected, keptOf } from '../graph';
import { listOf, Manifest, nameOf, textsOf } from '../manifest';
import { METRIC_UNKNOWN, METRIC_WITHOUT_LABEL, METRIC_WITHOUT_VALUE } from './rules';
import { METRIC_DROPPED, OTHER_NAMESPACE_ASKED, UNKNOWN_JOB, UNKNOWN_RECORD } from '../rules';
import { RULE_IDS } from '../silence';

/** All rules, all panels, and queries that other programs send to a Prometheus. */
export function expressionsIn({ world }: Pick<Graph, 'world'>): Expression[] {
  return [
    ...[...rulesByObject(world).values()].flat(),
    ...queriesIn(world),
    ...['ConfigMap', 'GrafanaDashboard'].flatMap(kind => world.ofKind(kind).flatMap(panelsIn)),
  ];
}

/** The series that an expression can find: those of one Prometheus, or of all together. */
interface Series {
  /** Undefined: all known jobs. */
  readonly prometheus?: Manifest;
  /** Undefined if other series may come from elsewhere. */
  readonly jobs: ReadonlySet<string> | undefined;
  readonly records: ReadonlySet<string> | undefined;
  readonly dropping: DroppedMetrics;
  /** Undefined if other series may come from elsewhere. */
  readonly exposure: Exposure | undefined;
}

/** Rules and panels that read what does not exist: a job, a recorded series, a dropped metric. */
export const checkExpressions: Check = graph => {
  const expressions = expressionsIn(graph).filter(({ object }) => !graph.isRejected(object));
  if (expressions.length === 0 || graph.prometheuses.length === 0 && graph.edges.length === 0) { return []; }
  const causes = new Causes();
  const all = seriesOf(graph, expressions);
  const known = new Map<Manifest, Series>();
  for (const expression of expressions) {
    for (const series of evaluatedBy(expression, graph).map(prometheus => {
      if (!prometheus) { return all; }
      const own = known.get(prometheus) ?? seriesOf(graph, expressions, prometheus);
      known.set(prometheus, own);
      return own;
    })) { check(expression, series, causes, graph); }
  }
  return causes.problems();
};

/** The Prometheuses that evaluate an expression. Undefined stands for a server that queries all of them. */
function evaluatedBy({ object, server }: Expression, { prometheuses, selectedBy }: Graph): readonly (Manifest | undefined)[] {
  if (server) { return [server]; }
  const own = selectedBy(object);
  return prometheuses.length < 2 || own.length === 0 || own.some(({ kind }) => kind !== 'Prometheus') ? [undefined] : own;
}

function seriesOf(graph: Graph, expressions: readonly Expression[], prometheus?: Manifest): Series {
  const isOwn = (other: Manifest | undefined) => prometheus === undefined || other === prometheus;
  const edges = graph.edges.filter(edge => isOwn(edge.prometheus));
  const jobs = graph.jobs.filter(each => isOwn(each.prometheus));
  const part = { prometheuses: prometheus ? [prometheus] : graph.prometheuses, edges, jobs };
  const isComplete = isClosed(part);
  const withTargets = new Set(edges.map(({ job }) => job.monitor));
  // the control plane, which the platform runs, is not in the YAML
  const hasAll = isComplete && jobs.every(({ job }) => withTargets.has(job.monitor));
  const allRecorded = expressions.filter(({ kind }) => kind === 'record');
  const recorded = allRecorded.filter(({ object }) => prometheus === undefined || graph.selectedBy(object).includes(prometheus));
  const elsewhere = { externalLabels: externalLabelsOf(part.prometheuses), recorded: new Set(allRecorded.map(({ name }) => name)) };
  return {
    ...prometheus && { prometheus },
    jobs: hasAll ? new Set(edges.flatMap(edge => keptOf(edge).flatMap(({ labels }) => labels!.job ?? []))) : undefined,
    records: isComplete ? new Set(recorded.map(({ name }) => name)) : undefined,
    dropping: new DroppedMetrics(edges),
    exposure: isComplete && !graph.world.hasOpenNamespaces ? new Exposure(edges, graph.world, elsewhere) : undefined,
  };
}

function check(expression: Expression, { prometheus, jobs, records, dropping, exposure }: Series, causes: Causes, graph: Graph): void {
  const { selectors, jobs: matchers, records: series } = seriesUsedBy(expression.expr);
  const by = prometheus && nameOf(prometheus);
  for (const { operator, value } of jobs === undefined || jobs.size === 0 && by === undefined ? [] : matchers) {
    if (operator !== '=' || value === '' || jobs!.has(value) || value.includes('$')) { continue; }
    causes.add(
      `job ${by} ${value}`,
      expression,
      UNKNOWN_JOB,
      where => ({ where, job: value, similar: namesLike(value, [...jobs!]), ...by !== undefined && { by } }),
    );
  }
  for (const name of records === undefined ? [] : series.filter(each => !records.has(each))) {
    causes.addSeries(name, expression, records!, by);
  }
  for (const selected of selectors) {
    const dropped = dropping.find(selected);
    const missing = dropped ? undefined : exposure?.find(selected);
    if (missing) { addMissing(missing, expression, causes); }
    if (!dropped) { continue; }
    causes.addDropped(dropped, expression);
  }
  if (['panel', 'query'].includes(expression.kind)) { return; }
  for (const server of prometheus ? [prometheus] : graph.selectedBy(expression.object)) {
    if (isSurelySelected(graph,
      server, expression.object)) { checkNamespace(expression, server, causes); }
  }
}

/** A metric, a label or a value that the exporter of this version does not expose. */
function addMissing(missing: NotExposed, expression: Expression, causes: Causes): void {
  const { metric } = missing;
  const exporter = exporterText(missing.exporter);
  const others = [missing.exporter.object];
  if (missing.kind === 'metric') {
    const { cure } = missing;
    causes.add(`metric ${exporter} ${metric}`, expression, METRIC_UNKNOWN, where => ({ where, metric, exporter, cure }), others);
    return;
  }
  const { label } = missing;
  if (missing.kind === 'label') {
    const { has } = missing;
    causes.add(
      `label ${exporter} ${metric} ${label}`, expression, METRIC_WITHOUT_LABEL, where => ({ where, metric, label, exporter, has }), others,
    );
    return;
  }
  const { value, values } = missing;
  causes.add(
    `value ${exporter} ${metric} ${label} ${value}`,
    expression,
    METRIC_WITHOUT_VALUE,
    where => ({ where, metric, label, value, exporter, values }),
    others,
  );
}

function externalLabelsOf(prometheuses: readonly Manifest[]): ReadonlySet<string> {
  return new Set(prometheuses.flatMap(({ spec }) => Object.keys(textsOf(spec.externalLabels))));
}

/** The operator sets the namespace of a PrometheusRule in its selectors, and replaces any other. */
function checkNamespace(expression: Expression, prometheus: Manifest, causes: Causes): void {
  const { enforcedNamespaceLabel: label, excludedFromEnforcement } = prometheus.spec ?? {};
  const { namespace, name } = expression.object.metadata;
  if (typeof label !== 'string' || label === '' || namespace === undefined) { return; }
  const isExcepted = listOf(excludedFromEnforcement).some(
    each => each?.namespace === namespace && each?.resource === 'prometheusrules' && [undefined, '', name].includes(each?.name),
  );
  if (isExcepted) { return; }
  for (const asked of seriesUsedBy(expression.expr).selectors.flatMap(({ matchers }) => matchers)
    .filter(matcher => matcher.label === label && matcher.operator === '=' && matcher.value !== namespace)) {
    causes.add(`namespace ${nameOf(prometheus)} ${asked.value} ${namespace}`, expression, OTHER_NAMESPACE_ASKED,
      where => ({ where, label, asked: asked.value, prometheus: nameOf(prometheus), own: namespace }));
  }
}

interface Cause {
  readonly places: Set<string>;
  readonly objects: Set<Manifest>;
  readonly make: (where: string, objects: readonly Manifest[]) => Problem;
}

interface Missing {
  readonly name: string;
  readonly by: string | undefined;
  readonly records: ReadonlySet<string>;
  readonly expressions: Expression[];
}

/** Metrics that one step drops, and the expressions that use them. */
interface DroppedBy {
  readonly by: readonly string[];
  readonly metrics: Set<string>;
  readonly monitors: Set<Manifest>;
  readonly expressions: Set<Expression>;
}

/** One line per cause, with the first place and the number of others. A cause that is silenced somewhere has a separate line. */
class Causes {
  private readonly missing = new Map<string, Missing>();
  private readonly dropped = new Map<string, DroppedBy>();
  private readonly found = new Map<string, Cause>();

  public add<Args>(
    cause: string, expression: Expression, row: Rule<Args>, argsOf: (where: string) => Args, others: readonly Manifest[] = [],
  ): void {
    const key = `${cause} ${RULE_IDS.reason(expression.object, row.id) ?? ''}`;
    const known: Cause = this.found.get(key) ?? {
      places: new Set<string>(), objects: new Set<Manifest>(), make: (where, objects) => problem(row, argsOf(where), ...objects),
    };
    this.found.set(key, known);
    known.places.add(placeOf(expression));
    for (const object of [expression.object, ...others]) { known.objects.add(object); }
  }

  /** If the same objects read several missing series, such as those of a missing mixin, one line reports them. */
  public addSeries(name: string, expression: Expression, records: ReadonlySet<string>, by: string | undefined): void {
    const key = `${by} ${name} ${RULE_IDS.reason(expression.object, UNKNOWN_RECORD.id) ?? ''}`;
    const known = this.missing.get(key) ?? { name, by, records, expressions: [] };
    this.missing.set(key, known);
    known.expressions.push(expression);
  }

  /** If one step drops several metrics, one line reports them. */
  public addDropped({ metric, by, edges }: Dropped, expression: Expression): void {
    const key = `${by.join()} ${RULE_IDS.reason(expression.object, METRIC_DROPPED.id) ?? ''}`;
    const known: DroppedBy = this.dropped.get(key) ?? { by, metrics: new Set(), monitors: new Set(), expressions: new Set() };
    this.dropped.set(key, known);
    known.metrics.add(metric);
    known.expressions.add(expression);
    for (const { job } of edges) { known.monitors.add(job.monitor); }
  }

  private joinDropped(): void {
    for (const [key, { by, metrics, monitors, expressions }] of this.dropped) {
      const names = [...metrics].sort();
      for (const expression of expressions) {
        this.add(`dropped ${key}`, expression, METRIC_DROPPED, where => ({ where, metrics: names, by }), [...monitors]);
      }
    }
  }

  private joinSeries(): void {
    const tagOf = (
      { object }: Expression, { by }: Missing,
    ) => `${by} ${nameOf(object)} ${RULE_IDS.reason(object, UNKNOWN_RECORD.id) ?? ''}`;
    const groups = groupsOf(
      [...this.missing].map(([key, each]) => ({ each, key, tags: each.expressions.map(expression => tagOf(expression, each)) })),
    );
    for (const group of groups) {
      const all = group.map(({ each }) => each);
      const names = all.map(({ name }) => name).sort();
      const { by, records } = all[0];
      const similar = names.length === 1 ? namesLike(names[0], [...records]) : [];
      for (const expression of all.flatMap(({ expressions }) => expressions)) {
        this.add(
          `record ${group[0].key}`,
          expression,
          UNKNOWN_RECORD,
          where => ({ where, series: listed(names.map(name => shown(name)), 3), similar, ...by !== undefined && { by } }),
        );
      }
    }
  }

  public problems(): Problem[] {
    this.joinSeries();
    this.joinDropped();
    return [...this.found.values()].map(({ places, objects, make }) => {
      const [first, ...rest] = [...places].sort();
      return make(rest.length === 0 ? first : `${first} (and ${rest.length} more ${rest.length === 1 ? 'place' : 'places'})`, [...objects]);
    });
  }
}

/** Groups that are connected by common tags: for example a mixin whose dashboards are known and whose rules are not. */
function groupsOf<T extends { readonly tags: readonly string[] }>(all: readonly T[]): T[][] {
  const byTag = new Map<string, T[]>();
  for (const each of all) { for (const tag of each.tags) { append(byTag, tag, each); } }
  const seen = new Set<T>();
  return all.filter(each => !seen.has(each)).map(first => {
    const group: T[] = [];
    const open = [first];
    for (let each = open.pop(); each !== undefined; each = open.pop()) {
      if (seen.has(each)) { continue; }
      seen.add(each);
      group.push(each);
      open.push(...each.tags.flatMap(tag => byTag.get(tag)!));
    }
    return group;
  }).filter(group => group.length > 0);
}

/** Whether all existing series come from known sources. */
function isClosed({ prometheuses, edges, jobs }: Pick<Graph, 'prometheuses' | 'edges' | 'jobs'>): boolean {
  return !prometheuses.some(
    ({ spec }) => spec.additionalScrapeConfigs !== undefined || listOf(spec.remoteRead).length > 0
      || spec.enableRemoteWriteReceiver === true,
  )
    && !edges.some(({ job }) => job.honorLabels && job.path.endsWith('/federate'))
      && !jobs.some(({ job }) => job.path.endsWith('/federate') || job.discoveries.some(({ kind }) => kind === 'elsewhere'));
}

/** Suggestions: names that differ in one letter, or in the last part of a recorded series. */
function namesLike(name: string, all: readonly string[]): string[] {
  const start = name.replace(/[^:]*$/, '');
  const near = new Set(similarTo(name, all));
  return all.filter(each => near.has(each) || each.includes(name) || name.includes(each)
    || start.length > 1 && each.replace(/[^:]*$/, '') === start).sort().slice(0, 3).map(each => shown(each));
}
