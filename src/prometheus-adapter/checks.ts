import { AdapterResourceMapping, AdapterResourceRules, AdapterRule, AdapterSeriesFilter } from './adapter-rule-options';
import { expandTemplate, TemplateValues } from './query-template';
import { LABEL_LOST, NAME, NO_MATCHERS, QUERY, RULE } from './rules';
import { checkExpression } from '../promql/expression';
import { isMatchingAll, Matcher, whyNotPatterns } from '../promql/matcher';
import { readPattern, whyNoPattern } from '../promql/regex';
import { mayHave, resultLabels } from '../promql/result-labels';
import { readSelector } from '../promql/selector';
import { finding, Finding } from '../validation/rule';

/** A label that no metric has. If it remains in the result, the label that identifies the object remains, too. */
const GROUP = 'adapter_group';
const OF_POD = 'namespace="a",pod=~"b|c"';

export type RuleKind = 'rules' | 'externalRules';

/** Problems of a rule that the adapter or Prometheus would reject. */
export function checkAdapterRule(rule: AdapterRule, where: string, kind: RuleKind): Finding[] {
  return [
    ...checkSeriesQuery(rule.seriesQuery, where),
    ...(rule.seriesFilters ?? []).flatMap((filter, at) => checkFilter(filter, `${where}.seriesFilters[${at}]`)),
    ...checkName(rule, where),
    ...checkMapping(rule.resources ?? {}, where, kind),
    ...kind === 'rules' ? checkMetricsQuery(rule, where) : checkExternalQuery(rule, where),
  ];
}

export function checkResourceRules({ cpu, memory }: AdapterResourceRules): Finding[] {
  return Object.entries({ cpu, memory }).flatMap(([name, rule]) => {
    const where = `resourceRules.${name}`;
    const query = (option: 'containerQuery' | 'nodeQuery', GroupBy: string) => {
      const values = { Series: '', LabelMatchers: option === 'nodeQuery' ? 'node=~"a|b"' : OF_POD, GroupBy };
      return checkQuery(rule[option], `${where}.${option}`, values, ['vector']);
    };
    return [
      ...checkMapping(rule.resources, where, 'rules'),
      ...query('containerQuery', `${GROUP},container`), ...query('nodeQuery', GROUP),
    ];
  });
}

function checkSeriesQuery(text: string, where: string): Finding[] {
  const at = `${where}.seriesQuery`;
  const read = readSelector(text);
  if ('why' in read) { return [finding(QUERY, { where: at, why: read.why, query: text })]; }
  const why = whyNotPatterns(read.matchers);
  if (why !== undefined) { return [finding(QUERY, { where: at, why, query: text })]; }
  return read.matchers.every(isMatchingAll)
    ? [finding(QUERY, { where: at, why: 'a selector requires a matcher that does not match the empty string', query: text })]
    : [];
}

function checkFilter({ is = '', isNot = '' }: AdapterSeriesFilter, where: string): Finding[] {
  if ((is === '') === (isNot === '')) {
    return [finding(
      RULE, { where, why: is === '' ? 'has neither "is" nor "isNot": set one of them' : 'has both "is" and "isNot": use two filters' },
    )];
  }
  const why = whyNoPattern(is || isNot);
  return why === undefined ? [] : [finding(RULE, { where, why: `is not a valid RE2 regular expression: ${why}` })];
}

/** Expands names like Go's regexp.Expand. */
function checkName({ name: { matches = '', as = '' } = {} }: AdapterRule, where: string): Finding[] {
  const at = `${where}.name`;
  const why = whyNoPattern(matches);
  if (why !== undefined) { return [finding(RULE, { where: `${at}.matches`, why: `is not a valid RE2 regular expression: ${why}` })]; }
  const groups = groupsOf(matches);
  if (!groups) { return []; }
  if (as === '') {
    return groups.count > 1
      ? [finding(
        RULE,
        { where: `${at}.as`, why: `is missing, and "matches" has ${groups.count} groups: write the name, such as "\${1}_per_second"` },
      )]
      : [];
  }
  return [...as.matchAll(/\$(?:\$|\{(\w+)\}|(\w+))/g)].flatMap(([, braced, bare]) => {
    const group = braced ?? bare;
    if (group === undefined || groups.names.has(group) || (/^\d+$/.test(group) && Number(group) <= groups.count)) { return []; }
    const number = /^\d+/.exec(group)?.[0];
    const cure = bare !== undefined && number !== undefined && Number(number) <= groups.count
      ? `write "\${${number}}${bare.slice(number.length)}"`
      : 'use the number of a group';
    return [finding(NAME, { where: `${at}.as`, as, group, cure })];
  });
}

/** The number of groups of a pattern, and their names. Undefined if that is unknown. */
function groupsOf(pattern: string): { readonly count: number; readonly names: ReadonlySet<string> } | undefined {
  // any pattern: the text may be empty
  const read = readPattern(`(?:${pattern})?`);
  const groups = 'groups' in read ? read.groups('') : undefined;
  return groups && { count: groups.list.length - 1, names: new Set(Object.keys(groups.byName)) };
}

/** Cluster-scoped resources. Unknown for custom resources. */
const WITHOUT_NAMESPACE = /^(namespaces?|nodes?|persistentvolumes?)$/i;
const WITH_NAMESPACE = new RegExp(`^(${[
  'pods?', 'services?', 'persistentvolumeclaims?', 'deployments?', 'statefulsets?', 'daemonsets?', 'replicasets?', 'jobs?', 'cronjobs?',
  'ingress(es)?', 'configmaps?', 'endpoints',
].join('|')})$`, 'i');
const RESOURCE = /<<-? ?\.Resource ?-?>>/;

function checkMapping(
  { template = '', overrides = {}, namespaced = true }: AdapterResourceMapping, where: string, kind: RuleKind,
): Finding[] {
  const at = `${where}.resources`;
  const resources = Object.values(overrides);
  const isNamespace = ({ resource, group = '' }: { resource: string; group?: string }) => group === '' && /^namespaces?$/i.test(resource);
  const namesNamespace = template !== '' || resources.some(isNamespace);
  if (template !== '') {
    return RESOURCE.test(template)
      ? []
      : [finding(RULE, { where: `${at}.template`, why: 'has no "<<.Resource>>": write it, such as "kube_<<.Resource>>"' })];
  }
  if (kind === 'externalRules') {
    return namespaced && !namesNamespace
      ? [finding(
        RULE,
        {
          where: at,
          why: 'does not name the label of namespaces: add { namespace: { resource: "namespace" } } to "overrides", or set "namespaced" to '
            + 'false',
        },
      )]
      : [];
  }
  if (resources.length === 0) {
    return [finding(
      RULE,
      {
        where: at,
        why: 'has neither "template" nor "overrides": set the labels that name objects, such as { overrides: { pod: { resource: "pod" } } '
          + '}',
      },
    )];
  }
  const needs = resources.filter(({ resource }) => WITH_NAMESPACE.test(resource) && !WITHOUT_NAMESPACE.test(resource));
  return needs.length > 0 && !namesNamespace
    ? [finding(
      RULE, { where: `${at}.overrides`, why: `has "${needs[0].resource}" and no namespace: add { namespace: { resource: "namespace" } }` },
    )]
    : [];
}

function checkMetricsQuery(
  { metricsQuery, seriesQuery, resources: { overrides = {}, template } = {} }: AdapterRule, where: string,
): Finding[] {
  const at = `${where}.metricsQuery`;
  const values = { Series: seriesIn(seriesQuery), LabelMatchers: OF_POD, GroupBy: GROUP };
  const wrong = checkQuery(metricsQuery, at, values, ['vector']);
  const expanded = expandTemplate(metricsQuery, values);
  if (wrong.length > 0 || !('query' in expanded)) { return wrong; }
  const result = resultLabels(expanded.query);
  const labels = Object.keys(overrides).sort();
  const isKept = [GROUP, ...labels].some(label => mayHave(result, label))
    || (template !== undefined && (result.isOpen || result.labels.size > 0));
  return isKept ? [] : [finding(LABEL_LOST, { where: at, labels })];
}

/** External metrics are not grouped, and may be requested without matchers. */
function checkExternalQuery({ metricsQuery, seriesQuery, resources: { namespaced = true } = {} }: AdapterRule, where: string): Finding[] {
  const at = `${where}.metricsQuery`;
  const values = { Series: seriesIn(seriesQuery), LabelMatchers: 'namespace="a"', GroupBy: '' };
  const wrong = checkQuery(metricsQuery, at, values, ['vector', 'scalar']);
  if (wrong.length > 0 || namespaced) { return wrong; }
  return checkQuery(metricsQuery, at, { ...values, LabelMatchers: '' }, ['vector', 'scalar']).length === 0
    ? []
    : [finding(NO_MATCHERS, { where: at })];
}

/** A name that series of the rule can have. */
function seriesIn(seriesQuery: string): string {
  const read = readSelector(seriesQuery);
  const isName = ({ label, operator }: Matcher) => label === '__name__' && operator === '=';
  return ('matchers' in read ? read.matchers.find(isName)?.value : undefined) ?? 'series';
}

function checkQuery(template: string, where: string, values: TemplateValues, types: readonly string[]): Finding[] {
  const expanded = expandTemplate(template, values);
  if ('why' in expanded) { return [finding(QUERY, { where, why: expanded.why, query: template })]; }
  if (!('query' in expanded)) { return []; }
  const { query } = expanded;
  if (query.trim() === '') { return [finding(QUERY, { where, why: 'it is empty', query })]; }
  const { problems, type } = checkExpression(query);
  // the available functions depend on the Prometheus, which is unknown here
  const [problem] = problems.filter(({ kind }) => kind !== 'version' && kind !== 'doubt');
  if (problem) { return [finding(QUERY, { where, why: problem.why, query })]; }
  return type === undefined || types.includes(type)
    ? []
    : [finding(QUERY, { where, why: `it is a ${type}, and the adapter needs a ${types.join(' or a ')}`, query })];
}
