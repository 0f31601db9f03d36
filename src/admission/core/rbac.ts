import { PATH_SEGMENT, SUBDOMAIN } from './names';
import { Fields, fieldsOf, isText, itemsOf, Report } from './report';
import { RBAC } from './rules';
import { checkSelector } from './selectors';
import { isMap } from '../../values/json';

const GROUP = 'rbac.authorization.k8s.io';

export function checkRole(report: Report, { rules, kind, aggregationRule }: Fields): void {
  for (const { item, at } of itemsOf(rules, 'rules')) { checkRule(report, item, at, kind === 'Role'); }
  const selectors = itemsOf(fieldsOf(aggregationRule).clusterRoleSelectors, 'aggregationRule.clusterRoleSelectors');
  if (isMap(aggregationRule) && selectors.length === 0) {
    report.add(RBAC, 'aggregationRule.clusterRoleSelectors', undefined, 'is empty', 'add a selector');
  }
  for (const { item, at } of selectors) { checkSelector(report, item, at); }
}

function checkRule(report: Report, rule: Fields, at: string, isNamespaced: boolean): void {
  const { verbs, apiGroups, resources, resourceNames, nonResourceURLs } = rule;
  const has = (list: unknown) => Array.isArray(list) && list.length > 0;
  if (!has(verbs)) {
    report.add(RBAC, `${at}.verbs`, undefined, verbs === undefined ? 'is missing' : 'is empty', 'list at least one verb, such as "get"');
  }
  if (has(nonResourceURLs)) {
    if (isNamespaced) {
      report.add(RBAC, `${at}.nonResourceURLs`, undefined, 'is set in a Role, which allows only resources', 'use a ClusterRole');
    }
    if (has(apiGroups) || has(resources) || has(resourceNames)) {
      report.add(RBAC, `${at}.nonResourceURLs`, undefined, 'is set in a rule with resources', 'use a separate rule');
    }
    return;
  }
  if (!has(apiGroups)) {
    report.add(RBAC, `${at}.apiGroups`, undefined, apiGroups === undefined ? 'is missing' : 'is empty',
      'list the groups; the group of Pods and Services is ""');
  }
  if (!has(resources)) {
    report.add(RBAC, `${at}.resources`, undefined, resources === undefined ? 'is missing' : 'is empty', 'list at least one resource');
  }
}

export function checkBinding(report: Report, { kind, roleRef, subjects }: Fields): void {
  const allowed = kind === 'RoleBinding' ? ['Role', 'ClusterRole'] : ['ClusterRole'];
  const { apiGroup, kind: roleKind, name } = fieldsOf(roleRef);
  if (isMap(roleRef)) {
    if (apiGroup !== undefined && apiGroup !== '' && apiGroup !== GROUP) {
      report.add(RBAC, 'roleRef.apiGroup', apiGroup, 'which is not the API group of roles', `use "${GROUP}"`);
    }
    if (isText(roleKind) && !allowed.includes(roleKind)) {
      report.add(RBAC, 'roleRef.kind', roleKind, `which a ${kind} cannot reference`, `use ${allowed.join(' or ')}`);
    }
    if (name === '') { report.add(RBAC, 'roleRef.name', undefined, 'is empty', 'set the name of the role'); }
    if (isText(name) && !PATH_SEGMENT.accepts(name)) {
      report.add(RBAC, 'roleRef.name', name, 'which is not a valid role name', PATH_SEGMENT.cure);
    }
  }
  for (const { item, at } of itemsOf(subjects, 'subjects')) { checkSubject(report, item, at, kind === 'RoleBinding'); }
}

const SUBJECTS = ['ServiceAccount', 'User', 'Group'];

function checkSubject(report: Report, { kind, name, namespace, apiGroup }: Fields, at: string, isNamespaced: boolean): void {
  if (isText(kind) && !SUBJECTS.includes(kind)) {
    report.add(RBAC, `${at}.kind`, kind, 'which is not a valid kind of subject', `use one of ${SUBJECTS.join(', ')}`);
  }
  if (name === '') { report.add(RBAC, `${at}.name`, undefined, 'is empty', 'set the name of the subject'); }
  if (kind === 'ServiceAccount') {
    if (isText(name) && name !== '' && !SUBDOMAIN.accepts(name)) {
      report.add(RBAC, `${at}.name`, name, 'which is not a valid ServiceAccount name', SUBDOMAIN.cure);
    }
    if (isText(apiGroup) && apiGroup !== '') {
      report.add(RBAC, `${at}.apiGroup`, apiGroup, 'but a ServiceAccount has no API group', 'remove it');
    }
    if (!isNamespaced && (namespace === undefined || namespace === '')) {
      report.add(RBAC, `${at}.namespace`, undefined, 'is missing', 'set the namespace of the ServiceAccount');
    }
  } else if ((kind === 'User' || kind === 'Group') && isText(apiGroup) && apiGroup !== '' && apiGroup !== GROUP) {
    report.add(RBAC, `${at}.apiGroup`, apiGroup, `which is not the API group of ${kind}`, `use "${GROUP}"`);
  }
}
