import { ApiObject } from 'cdk8s';
import { ResolvedProps } from './resolve-props';
import { NATIVE_HISTOGRAMS, USER_HISTOGRAM } from './rules';
import { ruleObjectsIn } from '../manifest/rule-file';
import { whyNotEvaluated } from '../manifest/rule-selection';
import { usedSelectorsIn } from '../promql/expression';
import { Matcher, matches } from '../promql/matcher';
import {
  histogramCure, histogramOf, HistogramStorage, histogramStorageOf, isKnownHistogram, isOfKubernetesAlone, isOtherMetric, LostHistogram,
  lostOfKubernetes,
} from '../scrape/lost-histograms';
import { manifestOf, objectsOf } from '../validation/app-objects';
import { Problems } from '../validation/problems';
import { finding, Finding, shown } from '../validation/rule';
import { jsonOf } from '../validation/to-json';
import { clusterOf } from '../validation/versions-in-force';
import { patchCount } from '../validation/workload';
import { ComponentVersion } from '../versions/component-version';

interface Stack {
  readonly server: ApiObject;
  /** The rules of the stack itself, for its versions. */
  readonly own?: { readonly [group: string]: ApiObject };
  /** Names of the jobs of Kubernetes components. */
  readonly jobs?: readonly string[];
  readonly kubernetes: ComponentVersion<'kubernetes'> | undefined;
}

const MONITORS = ['ServiceMonitor', 'PodMonitor', 'Probe', 'ScrapeConfig'];
const FIELDS = ['scrapeClassicHistograms', 'scrapeNativeHistograms', 'convertClassicHistogramsToNHCB'];

/** From the finished Prometheus, because the fields can come from patches. Without the version of Kubernetes nothing is known. */
function checkNativeHistograms({ spec }: { readonly spec?: any }, { kubernetesVersion, enabled }: ResolvedProps): Finding[] {
  const { storesNativeAlone, convertsClassic } = histogramStorageOf(spec);
  if (!enabled.mixin) { return []; }
  if (storesNativeAlone && kubernetesVersion?.has('nativeHistograms')) {
    return [finding(NATIVE_HISTOGRAMS, { kubernetes: kubernetesVersion.text })];
  }
  return convertsClassic ? [finding(NATIVE_HISTOGRAMS, {})] : [];
}

/** Checks of the finished Prometheus, and of the rules that it evaluates. */
export function addHistogramChecks(problems: Problems, resolved: ResolvedProps, stack: Omit<Stack, 'kubernetes'>): void {
  problems.check(() => checkNativeHistograms(jsonOf(stack.server), resolved), () => patchCount(stack.server));
  problems.check(() => checkUserHistograms({ ...stack, kubernetes: resolved.kubernetesVersion }));
}

/**
 * Rules of the app that use series of classic histograms that the Prometheus of a stack does not store: one finding for each PrometheusRule
 * and cause.
 */
function checkUserHistograms(stack: Stack): Finding[] {
  const { server, own = {}, kubernetes } = stack;
  const ofStack = Object.values(own);
  const { root } = server.node;
  const { spec } = manifestOf(server);
  const storage = histogramStorageOf(spec);
  const monitors = MONITORS.flatMap(kind => objectsOf(root, kind));
  // unknown if a monitor sets it itself, or if samples come from elsewhere
  const isOpen = spec?.enableRemoteWriteReceiver === true || spec?.enableOTLPReceiver === true || spec?.remoteRead !== undefined
    || spec?.additionalScrapeConfigs !== undefined
    || monitors.some(monitor => FIELDS.some(field => manifestOf(monitor).spec?.[field] !== undefined));
  if (isOpen || !storage.convertsClassic && !kubernetes?.has('nativeHistograms')) { return []; }
  const servers = objectsOf(root, 'Prometheus').filter(other => other !== server);
  return objectsOf(root, 'PrometheusRule').filter(rule => !ofStack.includes(rule)).flatMap(rule => {
    const rules = ruleObjectsIn(manifestOf(rule));
    const lost = lostIn(rules, storage, stack);
    if (lost.length === 0 || whyNotEvaluated(server, rule) !== undefined) { return []; }
    // of several Prometheuses, the one of the same chart evaluates it
    if (clusterOf(server) !== clusterOf(rule) && servers.some(other => whyNotEvaluated(other, rule) === undefined)) { return []; }
    return (['native', 'converted', 'unbounded'] as const).flatMap(by => {
      const found = lost.filter(each => each.by === by);
      const series = [...new Set(found.map(each => each.series))].sort();
      return found.length === 0 ? [] : [finding(USER_HISTOGRAM, { rule: shown(rule.name), series, by, cure: histogramCure(by, found[0]) })];
    });
  });
}

interface UserRule {
  readonly record?: unknown;
  readonly expr?: unknown;
}

function lostIn(rules: readonly UserRule[], storage: HistogramStorage, { jobs = [], kubernetes }: Stack): LostHistogram[] {
  const recorded = new Set(rules.map(({ record }) => record));
  return rules.flatMap(({ expr }) => typeof expr !== 'string' ? [] : usedSelectorsIn(expr).flatMap(({ matchers, isAlternative }) => {
    const series = matchers.find(({ label, operator }) => label === '__name__' && operator === '=')?.value ?? '';
    const histogram = histogramOf(series);
    if (isAlternative || histogram === undefined || recorded.has(series)) { return []; }
    if (storage.convertsClassic && (series.endsWith('_bucket') ? !isOtherMetric(series) : isKnownHistogram(histogram))) {
      return [{ series, histogram, by: 'converted' as const }];
    }
    return isOfKubernetes(histogram, matchers, jobs) ? lostOfKubernetes(series, matchers, storage, kubernetes) ?? [] : [];
  }));
}

/** By job, or by metric name without a job. */
function isOfKubernetes(histogram: string, matchers: readonly Matcher[], jobs: readonly string[]): boolean {
  const ofJob = matchers.filter(({ label }) => label === 'job');
  return ofJob.length === 0
    ? isOfKubernetesAlone(histogram)
    : jobs.some(job => ofJob.every(matcher => matches(matcher, job) === true))
      && ofJob.some(({ operator }) => operator === '=' || operator === '=~');
}
