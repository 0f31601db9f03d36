import { checkContainers } from './containers';
import { checkObjectAnnotations, checkLabelKey, checkObjectLabels, checkLabelValue } from './metadata';
import { DNS_LABEL, SUBDOMAIN } from './names';
import { Fields, fieldsOf, isInteger, isText, itemsOf, Report, textItems } from './report';
import { POD } from './rules';
import { checkSelector } from './selectors';
import { checkVolumes } from './volumes';
import { isMap } from '../../values/json';

const RESTART_POLICIES = ['Always', 'OnFailure', 'Never'];

/** The template of a workload's pods. */
export interface TemplateOptions {
  readonly path: string;
  readonly kind: string;
  readonly restartPolicies: readonly string[];
  /** Volumes that the controller adds: those of the volume claims of a StatefulSet. */
  readonly volumes?: readonly string[];
}

export function checkTemplate(report: Report, template: unknown, { path, kind, restartPolicies, volumes }: TemplateOptions): void {
  if (!isMap(template)) { return; }
  const { metadata, spec } = template;
  checkObjectLabels(report, fieldsOf(metadata).labels, `${path}.metadata.labels`);
  checkObjectAnnotations(report, fieldsOf(metadata).annotations, `${path}.metadata.annotations`);
  if (!isMap(spec)) { return; }
  checkPodSpec(report, spec, `${path}.spec`, volumes);
  const { restartPolicy, activeDeadlineSeconds } = spec;
  const isAlways = restartPolicies.includes('Always');
  const where = `${path}.spec.restartPolicy`;
  if (restartPolicy === undefined && !isAlways) {
    report.add(
      POD, where, undefined, `is missing and defaults to Always, but pods of a ${kind} must end`, `use ${restartPolicies.join(' or ')}`,
    );
  } else if (isText(restartPolicy) && RESTART_POLICIES.includes(restartPolicy) && !restartPolicies.includes(restartPolicy)) {
    report.add(POD, where, restartPolicy, isAlways ? `but pods of a ${kind} are always restarted` : `but pods of a ${kind} must end`,
      isAlways ? 'remove it, or use a Job' : `use ${restartPolicies.join(' or ')}`);
  }
  // a StatefulSet may omit it
  if (isAlways && kind !== 'StatefulSet' && isInteger(activeDeadlineSeconds)) {
    report.add(POD, `${path}.spec.activeDeadlineSeconds`, activeDeadlineSeconds, `but pods of a ${kind} do not end`,
      'remove it, or use a Job');
  }
}

/** @param added volumes that the controller adds */
export function checkPodSpec(report: Report, spec: Fields, path: string, added: readonly string[] = []): void {
  const volumes = checkVolumes(report, spec.volumes, `${path}.volumes`);
  for (const name of added) { volumes.add(name); }
  checkContainers(report, spec, path, { hostNetwork: spec.hostNetwork === true, volumes });
  const { restartPolicy, serviceAccountName, nodeSelector } = spec;
  if (isText(restartPolicy) && restartPolicy !== '' && !RESTART_POLICIES.includes(restartPolicy)) {
    report.add(
      POD, `${path}.restartPolicy`, restartPolicy, 'which is not a valid restart policy', `use one of ${RESTART_POLICIES.join(', ')}`,
    );
  }
  if (isText(serviceAccountName) && serviceAccountName !== '' && !SUBDOMAIN.accepts(serviceAccountName)) {
    report.add(POD, `${path}.serviceAccountName`, serviceAccountName, 'which is not a valid ServiceAccount name', SUBDOMAIN.cure);
  }
  checkObjectLabels(report, nodeSelector, `${path}.nodeSelector`);
  for (const { item, at } of itemsOf(spec.tolerations, `${path}.tolerations`)) { checkToleration(report, item, at); }
  checkAffinity(report, fieldsOf(spec.affinity), `${path}.affinity`);
  checkSpread(report, spec.topologySpreadConstraints, `${path}.topologySpreadConstraints`);
}

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** Lt and Gt require Kubernetes 1.35. */
const OPERATORS = ['Equal', 'Exists', 'Lt', 'Gt'];

function checkToleration(report: Report, { key, operator, value, effect, tolerationSeconds }: Fields, at: string): void {
  if ((key === undefined || key === '') && operator !== 'Exists') {
    report.add(POD, `${at}.operator`, operator, `${isText(operator) ? 'but' : 'is missing, and'} without a key it must be Exists`,
      'set "key", or use "operator: Exists"');
  } else if (isText(operator) && operator !== '' && !OPERATORS.includes(operator)) {
    report.add(POD, `${at}.operator`, operator, 'which is not a valid operator', 'use Equal or Exists');
  }
  if (isText(key) && key !== '') { checkLabelKey(report, key, `${at}.key`); }
  if (operator === 'Exists' && isText(value) && value !== '') {
    report.add(POD, `${at}.value`, value, 'but Exists does not allow a value', 'remove it, or use Equal');
  }
  if (operator === undefined || operator === '' || operator === 'Equal') { checkLabelValue(report, value, `${at}.value`); }
  if (isText(effect) && effect !== '' && !EFFECTS.includes(effect)) {
    report.add(POD, `${at}.effect`, effect, 'which is not a valid effect', `use one of ${EFFECTS.join(', ')}`);
  }
  if (isInteger(tolerationSeconds) && effect !== 'NoExecute') {
    report.add(POD, `${at}.tolerationSeconds`, tolerationSeconds, 'but only NoExecute allows a time',
      'set "effect: NoExecute", or remove it');
  }
}

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

function checkAffinity(report: Report, affinity: Fields, path: string): void {
  const terms = fieldsOf(fieldsOf(affinity.nodeAffinity)[REQUIRED]).nodeSelectorTerms;
  if (Array.isArray(terms) && terms.length === 0) {
    report.add(POD, `${path}.nodeAffinity.${REQUIRED}.nodeSelectorTerms`, undefined, 'is empty', 'add a term');
  }
  for (const { item, at } of itemsOf(terms, `${path}.nodeAffinity.${REQUIRED}.nodeSelectorTerms`)) {
    for (const { item: expression, at: where } of itemsOf(item.matchExpressions, `${at}.matchExpressions`)) {
      checkNodeExpression(report, expression, where);
    }
  }
  for (const { item, at } of itemsOf(fieldsOf(affinity.nodeAffinity)[PREFERRED], `${path}.nodeAffinity.${PREFERRED}`)) {
    checkWeight(report, item.weight, `${at}.weight`);
  }
  for (const kind of ['podAffinity', 'podAntiAffinity']) {
    const { [REQUIRED]: required, [PREFERRED]: preferred } = fieldsOf(affinity[kind]);
    for (const { item, at } of itemsOf(required, `${path}.${kind}.${REQUIRED}`)) { checkPodTerm(report, item, at); }
    for (const { item, at } of itemsOf(preferred, `${path}.${kind}.${PREFERRED}`)) {
      checkWeight(report, item.weight, `${at}.weight`);
      checkPodTerm(report, fieldsOf(item.podAffinityTerm), `${at}.podAffinityTerm`);
    }
  }
}

const NODE_OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'];

function checkNodeExpression(report: Report, { key, operator, values }: Fields, at: string): void {
  const count = Array.isArray(values) ? values.length : 0;
  if (isText(operator) && !NODE_OPERATORS.includes(operator)) {
    report.add(POD, `${at}.operator`, operator, 'which is not a valid operator', `use one of ${NODE_OPERATORS.join(', ')}`);
  }
  if ((operator === 'In' || operator === 'NotIn') && count === 0) {
    report.add(POD, `${at}.values`, undefined, `is empty, but ${operator} requires values`, 'list at least one, or use Exists');
  }
  if ((operator === 'Exists' || operator === 'DoesNotExist') && count > 0) {
    report.add(POD, `${at}.values`, undefined, `is set, but ${operator} does not allow values`, 'remove it, or use In');
  }
  if ((operator === 'Gt' || operator === 'Lt') && count !== 1) {
    report.add(POD, `${at}.values`, undefined, `has ${count} values, but ${operator} requires exactly one`, 'list one number');
  }
  checkLabelKey(report, key, `${at}.key`);
}

function checkWeight(report: Report, weight: unknown, at: string): void {
  if (isInteger(weight) && (weight < 1 || weight > 100)) {
    report.add(POD, at, weight, 'which is not a valid weight', 'use a number from 1 to 100');
  }
}

function checkPodTerm(report: Report, { topologyKey, labelSelector, namespaces }: Fields, at: string): void {
  if (topologyKey === '') {
    report.add(POD, `${at}.topologyKey`, undefined, 'is empty', 'set it to a node label, such as "kubernetes.io/hostname"');
  } else {
    checkLabelKey(report, topologyKey, `${at}.topologyKey`);
  }
  checkSelector(report, labelSelector, `${at}.labelSelector`);
  for (const { text, at: where } of textItems(namespaces, `${at}.namespaces`)) {
    if (isText(text) && !DNS_LABEL.accepts(text)) {
      report.add(POD, where, text, 'which is not a valid namespace name', DNS_LABEL.cure);
    }
  }
}

function checkSpread(report: Report, constraints: unknown, path: string): void {
  const known = new Set<string>();
  for (const { item: { maxSkew, topologyKey, whenUnsatisfiable, labelSelector }, at } of itemsOf(constraints, path)) {
    if (isInteger(maxSkew) && maxSkew < 1) { report.add(POD, `${at}.maxSkew`, maxSkew, 'but must be at least 1', 'use a number from 1'); }
    if (isText(whenUnsatisfiable) && !['DoNotSchedule', 'ScheduleAnyway'].includes(whenUnsatisfiable)) {
      report.add(POD, `${at}.whenUnsatisfiable`, whenUnsatisfiable, 'which is not a valid action', 'use DoNotSchedule or ScheduleAnyway');
    }
    checkLabelKey(report, topologyKey, `${at}.topologyKey`);
    checkSelector(report, labelSelector, `${at}.labelSelector`);
    const key = `${topologyKey} ${whenUnsatisfiable}`;
    if (known.has(key)) {
      report.add(POD, at, undefined, 'has the same topologyKey and whenUnsatisfiable as another constraint', 'keep one of them');
    }
    known.add(key);
  }
}
