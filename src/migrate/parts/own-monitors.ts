import { Collected, NOTHING, Patch, add, patched, replace } from './collected';
import { hasServer, relabelConfigs } from './exporters';
import { isMap } from '../../values/json';
import { count, duration, labels, text, texts } from '../convert';
import { Converted, Part } from '../part';

/** Components that the chart monitors, and the options of their monitors. */
const COMPONENTS = [
  {
    at: 'prometheus.serviceMonitor',
    option: 'prometheus',
    object: 'stack.prometheus!',
    switches: ['prometheus.enabled'],
    timing: 'prometheus.monitor',
  },
  {
    at: 'alertmanager.serviceMonitor',
    option: 'alertmanager',
    object: 'stack.alertmanager!',
    switches: ['alertmanager.enabled'],
    timing: 'alertmanager.monitor',
  },
  {
    at: 'prometheusOperator.serviceMonitor',
    option: 'operator',
    object: 'stack.operator!',
    switches: ['prometheusOperator.enabled'],
    timing: 'operator',
  },
] as const;
const LIMITS = ['sampleLimit', 'targetLimit', 'labelLimit', 'labelNameLengthLimit', 'labelValueLengthLimit'];

/** The monitors of Prometheus, Alertmanager and the operator themselves. */
export const ownMonitorsPart: Part = values => {
  const found = new Collected(values);
  for (const component of COMPONENTS) {
    const isThere = component.option === 'prometheus' ? hasServer(found) : component.switches.every(each => found.isOn(each));
    if (isThere) { convert(found, component); }
  }
  return found.done();
};

function convert(found: Collected, { at, option, object, timing }: typeof COMPONENTS[number]): void {
  const monitor = `${option}.monitor`;
  const patches: Patch[] = [];
  if (!found.isOn(`${at}.selfMonitor`)) {
    found.statement({ code: `${object}.node.tryRemoveChild('ServiceMonitor');`, comment: `${at}.selfMonitor is false.` });
    found.each('mapped', 'the ServiceMonitor is removed', `${at}.selfMonitor`);
    return;
  }
  for (const key of ['interval', 'scrapeTimeout']) {
    found.value(`${at}.${key}`, [''], value => {
      const converted = duration(value);
      if (converted) { found.expression(`${timing}.${key}`, converted); }
      return converted && `${timing}.${key}`;
    });
  }
  for (const key of ['relabelings', 'metricRelabelings']) {
    found.value(`${at}.${key}`, [[]], value => {
      const list = relabelConfigs(value);
      if (list) { found.option(`${monitor}.${key}`, list); }
      return list && `${monitor}.${key}`;
    });
  }
  found.value(
    `${at}.additionalLabels`, [{}], value => labels(value) && (found.expression(`${monitor}.labels`, labels(value)!), `${monitor}.labels`),
  );
  for (const limit of LIMITS) {
    found.value(`${at}.${limit}`, [0], value => count(value) && (found.option(`${monitor}.${limit}`, value), `${monitor}.${limit}`));
  }
  found.value(
    `${at}.targetLabels`,
    [[]],
    value => texts(value) && (found.option(`${monitor}.spec.targetLabels`, value), `${monitor}.spec.targetLabels`),
  );
  found.value(
    `${at}.proxyUrl`,
    [''],
    value => text(value) && (patches.push(add('/spec/endpoints/0/proxyUrl', value)), 'a patch of its ServiceMonitor'),
  );
  for (const key of ['scheme', 'tlsConfig', 'bearerTokenFile', 'additionalEndpoints']) {
    found.value(
      `${at}.${key}`,
      ['', {}, [], 'http'],
      () => ['different', 'the monitor uses the protocol of the component: set "tls" of the component'],
    );
  }
  found.value(
    `${at}.enableHttp2`,
    [true],
    value => value === false ? (patches.push(add('/spec/endpoints/0/enableHttp2', false)), 'a patch of its ServiceMonitor') : undefined,
  );
  const statement = patched(`${object}.serviceMonitor${option === 'prometheus' ? '!' : ''}`, patches, `From the values of ${at}.`);
  if (statement) { found.statement(statement); }
}

/** The name of a component's NetworkPolicy in the chart, and fields that the values can set. */
const POLICIES = [
  { at: 'prometheus.networkPolicy', option: 'prometheus', name: 'prometheus.networkPolicy', object: 'stack.prometheus!' },
  { at: 'alertmanager.networkPolicy', option: 'alertmanager', name: 'alertmanager.networkPolicy', object: 'stack.alertmanager!' },
] as const;

/** Policies with custom rules: the library creates the policy, and the rules are added to it. */
export const networkPoliciesPart: Part = (values): Converted => {
  const found = new Collected(values);
  const isAny = POLICIES.some(({ at }) => found.isOn(`${at}.enabled`, false));
  if (!isAny) { return NOTHING; }
  for (const { at, object, option } of POLICIES) {
    const isThere = option === 'prometheus' ? hasServer(found) : found.isOn(`${option}.enabled`);
    if (!isThere || !found.isOn(`${at}.enabled`, false)) { continue; }
    const patches: Patch[] = [];
    const rules = (key: string) => found.value(`${at}.${key}`, [[]], value => {
      if (!Array.isArray(value) || !value.every(isMap)) { return undefined; }
      if (key === 'ingress') {
        patches.push(replace('/spec/ingress', value));
      } else { patches.push(add('/spec/egress', value), add('/spec/policyTypes', ['Ingress', 'Egress'])); }
      return 'a patch of its NetworkPolicy';
    });
    rules('ingress');
    rules('egress');
    found.value(
      `${at}.flavor`,
      ['kubernetes'],
      () => ['different', 'the policy is a Kubernetes NetworkPolicy: create a CiliumNetworkPolicy in the program'],
    );
    const statement = patched(`${object}.networkPolicy!`, patches, `From the values of ${at}.`);
    if (statement) { found.statement(statement); }
  }
  return found.done();
};
