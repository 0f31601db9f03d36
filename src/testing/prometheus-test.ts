import { ApiObject, Duration } from 'cdk8s';
import { IConstruct } from 'constructs';
import { AlertExpectation, MissingPromtool, PrometheusTestOptions, RecordExpectation, TargetExpectation } from './prometheus-test-props';
import { firingAlerts, groupsFor, hasPromtool, samplesOf } from './rule-test';
import { targetDifferences, isOf, monitorsOf, namedTarget, scrapedOf } from './targets';
import { MonitoringDiff } from '../diff/monitoring-diff';
import { RuleGroup } from '../manifest/prometheus-rule';
import { Explanation, Scrape } from '../scrape-graph/explanation';
import { ScrapeGraph } from '../scrape-graph/scrape-graph';
import { checkOptionsOf } from '../validation/options';
import { similarTo } from '../validation/similar';
import { jsonOf } from '../validation/to-json';
import { millisecondsOf } from '../values/durations';

/** Long enough for most windows. The `for` of an alert is added. */
const SETTLED_MINUTES = 25;
/** For a Service with many targets. */
const MOST_DIFFERENCES = 10;

/**
 * Assertions about an app for your own tests: which objects exist, whether a target is scraped, whether an alert fires. An assertion that
 * fails throws an error with what the app has instead. It works with jest, pytest and any other test runner.
 */
export class PrometheusTest {
  /**
   * Create a test of the app of a construct, as it is now: call it after everything is defined.
   * @param scope the app, or anything in it
   * @param options what happens without promtool
   * @throws if the app has errors, with the messages that `synth()` would report
   */
  public static of(scope: IConstruct, options: PrometheusTestOptions = {}): PrometheusTest {
    checkOptionsOf('PrometheusTest.of()', 'PrometheusTestOptions', options);
    const errors = scope.node.root.node.findAll().flatMap(({ node }) => node.validate().map(error => `[${node.path}] ${error}`));
    if (errors.length > 0) { throw new Error(`the app cannot be synthesized:\n  ${errors.join('\n  ')}`); }
    return new PrometheusTest(scope, options);
  }

  /**
   * Compare the monitoring of two apps. Same as `MonitoringDiff.of`.
   * @param before the old app, or anything in it
   * @param after the new app, or anything in it
   */
  public static compare(before: IConstruct, after: IConstruct): MonitoringDiff {
    return MonitoringDiff.of(before, after);
  }

  /**
   * Whether promtool, which evaluates the rules, is found: in the PATH, or at the path in the environment variable PROMTOOL. Use it to skip
   * tests if promtool is not installed.
   * @see https://prometheus.io/download/
   */
  public static hasPromtool(): boolean {
    return hasPromtool();
  }

  private readonly manifests: readonly any[];
  private readonly graph: ScrapeGraph;
  private eachTarget: ScrapeGraph | undefined;

  private constructor(private readonly scope: IConstruct, private readonly options: PrometheusTestOptions) {
    const { root } = scope.node;
    this.manifests = root.node.findAll().filter(ApiObject.isApiObject).map(object => jsonOf(object));
    this.graph = ScrapeGraph.of(root);
  }

  /**
   * Return all objects of a kind, as they are applied.
   * @param kind `Service`, `PrometheusRule`, ...
   */
  public objects(kind: string): any[] {
    return JSON.parse(JSON.stringify(this.manifests.filter(manifest => manifest.kind === kind)));
  }

  /**
   * Return one object, as it is applied.
   * @param kind `Service`, `PrometheusRule`, ...
   * @param name its name
   * @throws if it does not exist, with the names that exist
   */
  public object(kind: string, name: string): any {
    const all = this.objects(kind);
    const found = all.find(({ metadata }) => metadata.name === name);
    if (found === undefined) {
      throw new Error(`the app has no ${kind} "${name}"; ${meantBy(name, all.map(({ metadata }) => metadata.name))}`);
    }
    return found;
  }

  /**
   * Assert that a Prometheus of the app scrapes a target.
   * @param target a Service by its name, after its namespace if it has one: `shop/web`. Write the kind before the name of a workload:
   * `Deployment shop/worker`. For targets that are no objects name the monitor: `ScrapeConfig monitoring/databases`,
   * `Probe monitoring/site`
   * @param expected properties that one of its targets must have
   * @throws if no Prometheus scrapes it, or not as expected, with what is scraped, and the problems of the graph with it
   */
  public expectTarget(target: string, expected: TargetExpectation = {}): void {
    checkOptionsOf('PrometheusTest.expectTarget()', 'TargetExpectation', expected);
    const named = namedTarget(target);
    const { name } = named;
    const { scrapes, problems } = this.explained();
    const own = scrapes.filter(scrape => isOf(scrape, named) && scrape.by.length > 0);
    const asExpected = own.filter(scrape => targetDifferences(scrape, expected).length === 0);
    if (asExpected.some(isSure)) { return; }
    if (asExpected.length > 0) {
      const conditions = new Set(
        asExpected.flatMap(({
          monitor, perhaps = [],
        }) => perhaps.map(({ by, condition }) => `  ${by} selects ${monitor} only if ${condition}`)),
      );
      throw new Error(`it is unknown whether ${name} is scraped: add to the app what is missing\n${[...conditions].join('\n')}`);
    }
    if (own.length > 0) {
      const found = new Set(own.map(scrape => `  ${scrape.monitor}: ${targetDifferences(scrape, expected).join('; ')}`));
      throw new Error(`${name} is scraped, but differs:\n${[...found].slice(0, MOST_DIFFERENCES).join('\n')}`);
    }
    const monitors = monitorsOf(named, this.manifests);
    const why = problems.filter(({ objects }) => objects.some(object => object === name || monitors.has(object)))
      .map(({ id, message }) => `  ${message} [${id}]`);
    throw new Error(`${name} is not scraped by a Prometheus of the app${why.length > 0
      ? `:\n${why.join('\n')}`
      : `; scraped are: ${shortList(scrapedOf(scrapes, named))}`}`);
  }

  /**
   * Assert that the graph of the app has no errors and, if `warnings` is true, no warnings.
   * @param warnings whether warnings fail the test, too
   * @default false
   * @throws if there are any, with all of them
   */
  public expectNoProblems(warnings?: boolean): void {
    const found = this.graph.problems.filter(problem => warnings === true || problem.startsWith('error'));
    if (found.length > 0) { throw new Error(`the scrape graph has problems:\n${found.map(problem => `  ${problem}`).join('\n')}`); }
  }

  /**
   * Assert that an alert of the app fires on these series, or does not fire, as Prometheus evaluates it.
   * @param alert name of the alert
   * @param series the values of each series, one for each interval, as promtool writes them: `{ 'up{job="web"}': '1x10 0x60' }`
   * @param expected whether it fires, when, and with which labels
   * @throws if the result differs; if there is no such alert; if promtool is not found
   * @see https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/
   */
  public expectAlert(alert: string, series: { [series: string]: string }, expected: AlertExpectation = {}): void {
    checkOptionsOf('PrometheusTest.expectAlert()', 'AlertExpectation', expected);
    const all = this.ruleGroups();
    const isAlert = (rule: RuleGroup['rules'][number]) => 'alert' in rule && rule.alert === alert;
    const groups = all.some(({ rules }) => rules.some(isAlert)) ? groupsFor([alert], all) : [];
    if (groups.length === 0) {
      const names = all.flatMap(({ rules }) => rules.flatMap(rule => 'alert' in rule ? [rule.alert] : []));
      throw new Error(`the app has no alert "${alert}"; ${meantBy(alert, names)}`);
    }
    if (this.isSkipped()) { return; }
    const fires = expected.fires ?? true;
    const minutes = expected.after?.toMinutes() ?? SETTLED_MINUTES + waitsOf(alert, groups);
    const answer = firingAlerts(groups, alert, { series, minutes, intervalSeconds: intervalSeconds(expected.interval) });
    if ('why' in answer) { throw new Error(`promtool cannot evaluate alert "${alert}":\n${answer.why}`); }
    const asExpected = answer.found.some(each => hasAll(each.labels, expected.labels) && hasAll(each.annotations, expected.annotations));
    if (asExpected === fires) { return; }
    const found = answer.found.map(({
      labels, annotations,
    }) => `  ${labelsText(labels)}${Object.keys(annotations).length > 0 ? ` ${labelsText(annotations)}` : ''}`);
    const what = `alert "${alert}" ${fires
      ? 'does not fire'
      : 'fires'}${asExpected || found.length === 0 ? '' : ' with these labels and annotations'} after ${minutes} minutes with these series`;
    throw new Error(`${what}${found.length > 0 ? `; it fires with:\n${found.slice(0, 10).join('\n')}` : ''}`);
  }

  /**
   * Assert that a recording rule of the app records these samples from these series, as Prometheus evaluates it.
   * @param record the name of the recorded series
   * @param series the values of each series, one for each interval, as promtool writes them: `{ 'requests_total{job="web"}': '0+60x30' }`
   * @param expected the expected samples
   * @throws if the samples differ; if no rule records the series; if promtool is not found
   * @see https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/
   */
  public expectRecord(record: string, series: { [series: string]: string }, expected: RecordExpectation): void {
    checkOptionsOf('PrometheusTest.expectRecord()', 'RecordExpectation', expected);
    const all = this.ruleGroups();
    const names = all.flatMap(({ rules }) => rules.flatMap(rule => 'record' in rule ? [rule.record] : []));
    if (!names.includes(record)) { throw new Error(`no rule of the app records "${record}"; ${meantBy(record, names)}`); }
    if (this.isSkipped()) { return; }
    const minutes = expected.after?.toMinutes() ?? SETTLED_MINUTES;
    const selector = `{__name__=${JSON.stringify(record)}}`;
    const answer = samplesOf(groupsFor([record], all), selector, { series, minutes, intervalSeconds: intervalSeconds(expected.interval) });
    if ('why' in answer) { throw new Error(`promtool cannot evaluate "${record}":\n${answer.why}`); }
    const missing = expected.samples.filter(({
      labels, value,
    }) => !answer.found.some(each => hasAll(each.labels, labels) && isClose(each.value, value)));
    const isUnexpected = expected.samples.length === 0 && answer.found.length > 0;
    if (missing.length === 0 && !isUnexpected) { return; }
    const found = answer.found.slice(0, 10).map(({ labels: { __name__, ...labels }, value }) => `  ${labelsText(labels)} ${value}`);
    const wanted = missing.map(({ labels = {}, value }) => `  ${labelsText(labels)} ${value}`);
    const what = isUnexpected
      ? `"${record}" has samples after ${minutes} minutes with these series`
      : `"${record}" does not have these samples after ${minutes} minutes with these series:\n${wanted.join('\n')}\n`;
    const has = found.length === 0 ? 'it has none' : 'it has';
    throw new Error([`${what}${isUnexpected ? ':' : has}`, ...found].join('\n'));
  }

  private ruleGroups(): RuleGroup[] {
    return this.objects('PrometheusRule').flatMap(({ spec }) => spec?.groups ?? []);
  }

  private isSkipped(): boolean {
    if (hasPromtool()) { return false; }
    const cure = 'it is part of Prometheus and evaluates rules: install it from https://prometheus.io/download/ in the PATH, or set the '
      + 'variable PROMTOOL to its path';
    if (this.options.missingPromtool !== MissingPromtool.SKIP) {
      throw new Error(
        `promtool is not found; ${cure}. PrometheusTest.hasPromtool() returns whether it is found; MissingPromtool.SKIP skips tests of `
          + 'rules without it.',
      );
    }
    if (!isReported) { process.emitWarning(`tests of rules are skipped: promtool is not found; ${cure}`); }
    isReported = true;
    return true;
  }

  private explained(): { readonly scrapes: readonly Scrape[]; readonly problems: Explanation['problems'] } {
    const { _explanations: all } = this.eachTarget ??= ScrapeGraph._ofEachTarget(this.scope);
    return { scrapes: all.flatMap(({ scrapes }) => scrapes), problems: all.flatMap(({ problems }) => problems) };
  }
}

/** One warning is enough for all tests of a process. */
let isReported = false;

function intervalSeconds(interval: Duration | undefined): number {
  return (interval ?? Duration.minutes(1)).toSeconds();
}

function hasAll(found: { readonly [name: string]: string }, expected: { readonly [name: string]: string } = {}): boolean {
  return Object.entries(expected).every(([name, value]) => found[name] === value);
}

/** Equal except for the last digits of a float. */
function isClose(found: number, expected: number): boolean {
  return Object.is(found, expected) || Math.abs(found - expected) <= 1e-9 * Math.max(Math.abs(found), Math.abs(expected));
}

function labelsText(labels: { readonly [name: string]: string }): string {
  return `{${Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(', ')}}`;
}

/** Whether a Prometheus selects it, whatever exists elsewhere. */
function isSure({ by, perhaps = [] }: Scrape): boolean {
  return by.some(server => perhaps.every(each => each.by !== server));
}

/** The longest `for` of the alerts with this name, in whole minutes. */
function waitsOf(alert: string, groups: readonly RuleGroup[]): number {
  const waits = groups.flatMap(
    ({ rules }) => rules.flatMap(rule => 'alert' in rule && rule.alert === alert ? [millisecondsOf(rule.for ?? '')] : []),
  );
  return Math.ceil(Math.max(...waits) / 60_000);
}

/** Similar names, or all existing ones. */
function meantBy(name: string, names: readonly string[]): string {
  const similar = similarTo(name, names);
  return similar.length > 0
    ? `did you mean ${similar.map(each => `"${each}"`).join(' or ')}?`
    : `existing names: ${shortList([...new Set(names)].sort())}`;
}

function shortList(names: readonly string[]): string {
  return names.length === 0 ? 'none' : `${names.slice(0, 30).join(', ')}${names.length > 30 ? ` and ${names.length - 30} more` : ''}`;
}
