import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { DraftAlerts, DraftIndicator, Drafts, Fields, SourceDocument } from './file-draft';
import { isOpenSlo, readOpenSlo } from './open-slo';
import { FILE } from './rules';
import { ServiceLevelObjective } from './service-level-objective';
import { SloAlertOptions, SloBudgetingMethod, SloFileOptions } from './service-level-objective-props';
import { SloIndicator } from './slo-indicator';
import { isSloth, readSloth } from './sloth';
import { inWords, readDocuments } from '../files/documents';
import { filesUnder } from '../files/folder';
import { oneLine } from '../validation/control-characters';
import { checkOptionsOf } from '../validation/options';
import { Problems } from '../validation/problems';
import { finding, Finding } from '../validation/rule';
import { masked } from '../validation/secret-texts';
import { millisecondsOf } from '../values/durations';
import { isMap } from '../values/json';

/**
 * Service level objectives from files. Alert settings in a file take precedence over the options. What cannot be expressed as Prometheus
 * rules is reported.
 *
 * @example
 * import { App, Chart } from 'cdk8s';
 * import { ServiceLevelObjectives } from 'cdk8s-prometheus';
 *
 * const app = new App();
 * const chart = new Chart(app, 'slos', { namespace: 'shop' });
 * // a file, or a folder of files
 * ServiceLevelObjectives.fromOpenSlo(chart, 'Objectives', 'slos');
 */
export class ServiceLevelObjectives extends Construct {
  /**
   * Import objectives with Prometheus metrics from OpenSLO documents (`openslo/v1`, and ratios of `openslo/v1alpha`): SLO, SLI,
   * AlertPolicy, AlertCondition and DataSource.
   *
   * A query without `$window` becomes a query over a window: ranges become the window, a counter gets a rate, the samples of a gauge are
   * added.
   *
   * @param scope parent construct
   * @param id id of the construct
   * @param path file or folder
   * @param options settings that the documents do not have
   * @see https://github.com/OpenSLO/OpenSLO
   */
  public static fromOpenSlo(scope: Construct, id: string, path: string, options: SloFileOptions = {}): ServiceLevelObjectives {
    checkOptionsOf('ServiceLevelObjectives.fromOpenSlo()', 'SloFileOptions', options);
    const { documents, findings } = documentsUnder(path, isOpenSlo, 'it has no OpenSLO document ("apiVersion: openslo/v1")');
    const isEmpty = documents.length > 0 && documents.every(({ value }) => value.kind !== 'SLO');
    const none = isEmpty ? [finding(FILE, { path, why: 'none of its documents has "kind: SLO": pass the folder with all documents' })] : [];
    return new ServiceLevelObjectives(scope, id, readOpenSlo(documents, options.calendarAsRolling), [...findings, ...none], options);
  }

  /**
   * Import objectives of sloth: specifications (`version: prometheus/v1`) and PrometheusServiceLevels. The recorded series have the same
   * names and labels as those of sloth.
   *
   * @param scope parent construct
   * @param id id of the construct
   * @param path file or folder
   * @param options settings that the documents do not have
   * @see https://sloth.dev/specs/default/
   */
  public static fromSloth(scope: Construct, id: string, path: string, options: SloFileOptions = {}): ServiceLevelObjectives {
    checkOptionsOf('ServiceLevelObjectives.fromSloth()', 'SloFileOptions', options);
    const {
      documents, findings,
    } = documentsUnder(path, isSloth, 'it has no sloth specification ("version: prometheus/v1", or a PrometheusServiceLevel)');
    return new ServiceLevelObjectives(scope, id, readSloth(documents), findings, options);
  }

  /** The objectives, by service and name: `checkout-availability`. */
  public readonly objectives: { [objective: string]: ServiceLevelObjective } = {};

  private constructor(scope: Construct, id: string, { drafts, findings }: Drafts, problems: readonly Finding[], options: SloFileOptions) {
    super(scope, id);
    const all: Finding[] = [...problems, ...findings];
    for (const draft of drafts) {
      const key = `${draft.service}-${draft.name}`;
      if (Object.hasOwn(this.objectives, key)) {
        all.push(finding(FILE, { path: key, why: 'two objectives of the service have this name: rename one of them' }));
        continue;
      }
      const { window, calendarAsRolling: _, ...others } = options;
      this.objectives[key] = new ServiceLevelObjective(this, oneLine(masked(key)).replace(/\//g, '-'), {
        ...others,
        service: draft.service,
        name: draft.name,
        ...draft.description !== undefined && { description: draft.description },
        objective: draft.objective,
        window: draft.window === undefined ? window : durationOf(draft.window),
        indicator: indicatorOf(draft.indicator),
        ...draft.isAveraged && { budgetingMethod: SloBudgetingMethod.RATIO_TIMESLICES },
        seriesLabels: { ...options.seriesLabels, ...draft.seriesLabels },
        alerts: alertsOf(draft.alerts, options.alerts ?? {}),
      });
    }
    Problems.of(this).addAll(all);
  }
}

function indicatorOf(indicator: DraftIndicator): SloIndicator {
  return 'errorRatio' in indicator ? SloIndicator.errorRatio({ query: indicator.errorRatio }) : SloIndicator.events(indicator);
}

/** The file takes precedence over the options. */
function alertsOf({ burnRates, ...own }: DraftAlerts, options: SloAlertOptions): SloAlertOptions {
  const maps = ['labels', 'annotations', 'pageLabels', 'ticketLabels'] as const;
  const joined = Object.fromEntries(maps.filter(map => own[map] ?? options[map]).map(map => [map, { ...options[map], ...own[map] }]));
  const rates = burnRates?.map(({ factor, longWindow, for: after, severity }) => ({
    factor, longWindow: durationOf(longWindow), for: durationOf(after), severity,
  }));
  return { ...options, ...own, ...joined, ...rates && { burnRates: rates } };
}

function durationOf(text: string): Duration {
  return Duration.millis(millisecondsOf(text));
}

interface FoundDocuments {
  readonly documents: readonly SourceDocument[];
  readonly findings: readonly Finding[];
}

function documentsUnder(path: string, isOne: (document: SourceDocument) => boolean, why: string): FoundDocuments {
  const findings: Finding[] = [];
  const documents = filesUnder(path).files.flatMap((file): SourceDocument[] => {
    const read = readDocuments(file);
    if ('problem' in read) {
      findings.push(finding(FILE, { path: file, why: inWords(read.problem) }));
      return [];
    }
    return read.documents.flatMap(itemsOf).filter((value): value is Fields => isMap(value)).map(value => ({ file, value })).filter(isOne);
  });
  if (documents.length === 0 && findings.length === 0) { findings.push(finding(FILE, { path, why })); }
  return { documents, findings };
}

/** A document may be a list of documents. */
function itemsOf(document: unknown): readonly unknown[] {
  if (Array.isArray(document)) { return document; }
  return isMap(document) && Array.isArray(document.items) ? document.items : [document];
}
