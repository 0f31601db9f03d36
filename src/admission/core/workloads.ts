import { whyNoSchedule } from './cron';
import { checkPodSpec, checkTemplate } from './pods';
import { Fields, fieldsOf, isInteger, isText, itemsOf, Report } from './report';
import { SCHEDULE, SCHEDULE_ZONE, SELECTOR, WORKLOAD } from './rules';
import { checkOwnSelector, checkSelector } from './selectors';
import { checkClaim } from './volumes';
import { isMap } from '../../values/json';

const ALWAYS = ['Always'];
const ENDING = ['OnFailure', 'Never'];

const template = (kind: string, volumes?: readonly string[]) => ({ path: 'spec.template', kind, restartPolicies: ALWAYS, volumes });

export function checkPodObject(report: Report, { spec }: Fields): void {
  if (isMap(spec)) { checkPodSpec(report, spec, 'spec'); }
}

export function checkDeployment(report: Report, manifest: Fields): void {
  const spec = fieldsOf(manifest.spec);
  checkNumbers(report, spec, ['replicas', 'minReadySeconds', 'revisionHistoryLimit', 'progressDeadlineSeconds']);
  checkOwnSelector(report, spec, 'Deployment');
  checkTemplate(report, spec.template, template('Deployment'));
  const { progressDeadlineSeconds: deadline = 600, minReadySeconds = 0 } = spec;
  if (isInteger(deadline) && isInteger(minReadySeconds) && minReadySeconds >= 0 && deadline >= 0 && deadline <= minReadySeconds) {
    report.add(WORKLOAD, 'spec.progressDeadlineSeconds', deadline, `but must be above "minReadySeconds", which is ${minReadySeconds}`,
      'raise it, or lower "minReadySeconds"');
  }
  const { type, rollingUpdate } = fieldsOf(spec.strategy);
  if (type === 'Recreate' && isMap(rollingUpdate)) {
    report.add(WORKLOAD, 'spec.strategy.rollingUpdate', undefined, 'is set, but the type is Recreate',
      'remove it (a patch that changes the type must remove it)');
  }
  checkType(report, type, ['Recreate', 'RollingUpdate'], 'spec.strategy.type');
  if (type !== 'Recreate' && isMap(rollingUpdate)) {
    checkRollingUpdate(report, rollingUpdate, 'spec.strategy.rollingUpdate', { maxUnavailable: '25%', maxSurge: '25%' });
  }
}

export function checkReplicaSet(report: Report, manifest: Fields): void {
  const spec = fieldsOf(manifest.spec);
  checkNumbers(report, spec, ['replicas', 'minReadySeconds']);
  checkOwnSelector(report, spec, 'ReplicaSet');
  checkTemplate(report, spec.template, template('ReplicaSet'));
}

export function checkStatefulSet(report: Report, manifest: Fields): void {
  const spec = fieldsOf(manifest.spec);
  const claims = itemsOf(spec.volumeClaimTemplates, 'spec.volumeClaimTemplates');
  checkNumbers(report, spec, ['replicas', 'minReadySeconds', 'revisionHistoryLimit']);
  checkOwnSelector(report, spec, 'StatefulSet');
  checkTemplate(
    report, spec.template, template('StatefulSet', claims.flatMap(({ item }) => fieldsOf(item.metadata).name ?? []).map(String)),
  );
  for (const { item, at } of claims) { if (isMap(item.spec)) { checkClaim(report, item.spec, `${at}.spec`); } }
  const { type, rollingUpdate } = fieldsOf(spec.updateStrategy);
  if (type === 'OnDelete' && isMap(rollingUpdate)) {
    report.add(WORKLOAD, 'spec.updateStrategy.rollingUpdate', undefined, 'is set, but the type is OnDelete',
      'remove it (a patch that changes the type must remove it)');
  }
  checkType(report, spec.podManagementPolicy, ['OrderedReady', 'Parallel'], 'spec.podManagementPolicy');
}

export function checkDaemonSet(report: Report, manifest: Fields): void {
  const spec = fieldsOf(manifest.spec);
  checkNumbers(report, spec, ['minReadySeconds', 'revisionHistoryLimit']);
  checkOwnSelector(report, spec, 'DaemonSet');
  checkTemplate(report, spec.template, template('DaemonSet'));
  const { type, rollingUpdate } = fieldsOf(spec.updateStrategy);
  checkType(report, type, ['OnDelete', 'RollingUpdate'], 'spec.updateStrategy.type');
  if (type === 'OnDelete' || !isMap(rollingUpdate)) { return; }
  const path = 'spec.updateStrategy.rollingUpdate';
  const { unavailable, surge } = checkRollingUpdate(report, rollingUpdate, path, { maxUnavailable: 1, maxSurge: 0 });
  if (unavailable && surge) {
    report.add(WORKLOAD, `${path}.maxSurge`, rollingUpdate.maxSurge, 'but "maxUnavailable" is also more than 0', 'set one of them to 0');
  }
}

export function checkJob(report: Report, manifest: Fields): void {
  const spec = fieldsOf(manifest.spec);
  checkJobSpec(report, spec, 'spec');
  checkSelector(report, spec.selector, 'spec.selector');
}

export function checkCronJob(report: Report, manifest: Fields): void {
  const spec = fieldsOf(manifest.spec);
  const { schedule, concurrencyPolicy, jobTemplate } = spec;
  checkNumbers(report, spec, ['startingDeadlineSeconds', 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit']);
  if (isText(schedule)) {
    const hasZone = schedule.includes('TZ');
    const why = whyNoSchedule(schedule);
    if (why !== undefined) {
      report.add(SCHEDULE, 'spec.schedule', schedule, why, 'give minute, hour, day of month, month and day of week, such as "0 5 * * 1"');
    }
    if (hasZone && spec.timeZone !== undefined) {
      report.add(SCHEDULE, 'spec.schedule', schedule, 'which sets a time zone, but "timeZone" is also set', 'keep "timeZone"');
    } else if (hasZone) {
      report.add(SCHEDULE_ZONE, 'spec.schedule', schedule, 'which sets a time zone', 'use "timeZone" instead');
    }
  }
  checkType(report, concurrencyPolicy, ['Allow', 'Forbid', 'Replace'], 'spec.concurrencyPolicy');
  const { selector, manualSelector, ...job } = fieldsOf(fieldsOf(jobTemplate).spec);
  checkJobSpec(report, job, 'spec.jobTemplate.spec');
  const why = 'is set, but the controller sets the selector of each Job';
  if (isMap(selector)) { report.add(SELECTOR, 'spec.jobTemplate.spec.selector', undefined, why, 'remove it'); }
  if (manualSelector === true) { report.add(SELECTOR, 'spec.jobTemplate.spec.manualSelector', undefined, why, 'remove it'); }
}

function checkJobSpec(report: Report, spec: Fields, path: string): void {
  checkNumbers(report, spec, ['parallelism', 'completions', 'activeDeadlineSeconds', 'backoffLimit', 'ttlSecondsAfterFinished'], path);
  const { completionMode, completions } = spec;
  checkType(report, completionMode, ['NonIndexed', 'Indexed'], `${path}.completionMode`);
  // both default to 1 if neither is set
  if (completionMode === 'Indexed' && completions === undefined && spec.parallelism !== undefined) {
    report.add(
      WORKLOAD,
      `${path}.completions`,
      undefined,
      'is missing, but the completion mode is Indexed',
      'set the number of pods that must succeed',
    );
  }
  const restartPolicies = spec.podFailurePolicy === undefined ? ENDING : ['Never'];
  checkTemplate(report, spec.template, { path: `${path}.template`, kind: 'Job', restartPolicies });
}

function checkNumbers(report: Report, spec: Fields, fields: readonly string[], path = 'spec'): void {
  for (const field of fields) {
    if (isInteger(spec[field]) && spec[field] < 0) {
      report.add(WORKLOAD, `${path}.${field}`, spec[field], 'but must not be negative', 'write a whole number of at least 0');
    }
  }
}

function checkType(report: Report, value: unknown, allowed: readonly string[], path: string): void {
  if (isText(value) && value !== '' && !allowed.includes(value)) {
    report.add(WORKLOAD, path, value, 'which does not exist', `use one of ${allowed.join(', ')}`);
  }
}

type Bounds = { readonly maxUnavailable: unknown; readonly maxSurge: unknown };
type Allowed = { readonly unavailable: boolean; readonly surge: boolean };

/** Pods that may be missing or surplus during an update, and whether each value is more than 0. */
function checkRollingUpdate(report: Report, given: Fields, path: string, defaults: Bounds): Allowed {
  const { maxUnavailable = defaults.maxUnavailable, maxSurge = defaults.maxSurge } = given;
  checkAmount(report, given.maxUnavailable, `${path}.maxUnavailable`);
  checkAmount(report, given.maxSurge, `${path}.maxSurge`, Infinity);
  const unavailable = countOrPercent(maxUnavailable) !== 0;
  const surge = countOrPercent(maxSurge) !== 0;
  if (!unavailable && !surge) {
    report.add(WORKLOAD, `${path}.maxUnavailable`, maxUnavailable, 'but "maxSurge" is also 0', 'allow one of them to be more than 0');
  }
  return { unavailable, surge };
}

/** A number of pods or a percentage; also of a PodDisruptionBudget. */
export function whyNoAmount(value: unknown, most = 100): string | undefined {
  if (isInteger(value)) { return value < 0 ? 'but must not be negative' : undefined; }
  if (!isText(value)) { return undefined; }
  if (!/^[0-9]+%$/.test(value)) { return 'which is neither a number nor a percentage'; }
  return Number(value.slice(0, -1)) > most ? 'which is more than 100%' : undefined;
}

function checkAmount(report: Report, value: unknown, path: string, most?: number): void {
  const why = whyNoAmount(value, most);
  if (why !== undefined) { report.add(WORKLOAD, path, value, why, 'write a whole number, or a percentage such as "25%"'); }
}

/** The number before the percent sign. Undefined if it is invalid, which counts as more than 0. */
function countOrPercent(value: unknown): number | undefined {
  if (typeof value === 'number') { return value; }
  return typeof value === 'string' && /^[0-9]+%$/.test(value) ? Number(value.slice(0, -1)) : undefined;
}
