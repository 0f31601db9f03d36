import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Labels } from './labels';
import { selectsObject, namespacesOf } from '../admission/cluster/selection';
import { objectsOf } from '../validation/app-objects';
import { primaryObjectOf } from '../validation/primary-object';
import { jsonOf } from '../validation/to-json';

const SERVERS = ['Prometheus', 'ThanosRuler'];

/** The Prometheus or ThanosRuler custom resource of a construct. Undefined for other constructs. */
export function ruleServerOf(construct: IConstruct): ApiObject | undefined {
  const { customResource, prometheus } = construct as { readonly customResource?: unknown; readonly prometheus?: unknown };
  const candidates = [
    primaryObjectOf(construct), customResource, (prometheus as { readonly customResource?: unknown } | undefined)?.customResource,
  ];
  return candidates.find((each): each is ApiObject => ApiObject.isApiObject(each) && SERVERS.includes(each.kind));
}

/** The labels by which a server selects PrometheusRules, if its selector contains their values. */
export function ruleLabelsOf(server: ApiObject): Labels {
  const { matchLabels = {}, matchExpressions = [] } = jsonOf(server).spec?.ruleSelector ?? {};
  const listed = matchExpressions.flatMap(({
    key, operator, values,
  }: any) => operator === 'In' && Array.isArray(values) && values.length > 0 ? [[key, values[0]]] : []);
  return { ...matchLabels, ...Object.fromEntries(listed) };
}

/** Why a server certainly does not select a PrometheusRule. */
export function whyNotEvaluated(server: ApiObject, rule: ApiObject): string | undefined {
  const namespaces = namespacesOf(objectsOf(server.node.root, 'Namespace').map(object => jsonOf(object)));
  const answer = selectsObject(jsonOf(server), jsonOf(rule), 'rule', namespaces);
  return answer.kind === 'no' ? answer.because : undefined;
}
