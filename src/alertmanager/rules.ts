import { rule, shown } from '../validation/rule';

export const NO_CONFIGURATION = rule({
  id: 'alertmanager/no-configuration',
  severity: 'warning',
  judges: 'object',
  message: () =>
    'neither "routing" nor "configSecret" is set: only AlertmanagerConfigs can send notifications; set "routing", or "configSecret" to the '
      + 'Secret with "alertmanager.yaml"',
  why: 'The configuration then has inhibition rules only, and Alertmanager drops every alert silently.',
  example: {},
});

export const TLS_RELOADER_PROBES = rule({
  id: 'alertmanager/tls-reloader-probes',
  severity: 'error',
  message: () =>
    'with "tls" the operator\'s probes connect to the config reloader without TLS: disable them ("configReloaderProbes: false" of the '
      + 'operator, '
      + '"operatorProbesConfigReloader: false" here); this construct then adds working probes',
  why: 'The config reloader answers 400 to a probe without TLS, and is restarted repeatedly.',
  example: {},
});

export const LISTEN_LOCAL = rule({
  id: 'alertmanager/listen-local',
  severity: 'error',
  judges: 'object',
  message: () =>
    '"spec.listenLocal" is true, so that its Service and ServiceMonitor do not work: remove the field; "networkPolicy" restricts who may '
      + 'connect',
  why: 'Alertmanager and its config reloader listen on loopback, and the pods declare no ports: no Prometheus can send alerts, and nothing '
    + 'scrapes them.',
  example: {},
  see: 'https://github.com/prometheus-operator/prometheus-operator/blob/v0.94.1/pkg/alertmanager/statefulset.go',
});

export const ROUTING = rule({
  id: 'alertmanager/routing',
  severity: 'error',
  message: ({ where, why }: { where: string; why: string }) => `"routing" is invalid at ${where}: ${why}`,
  why: 'The operator ignores the AlertmanagerConfig, or Alertmanager keeps its previous configuration: alerts reach other receivers, or '
    + 'none.',
  example: { where: 'route.routes[0]', why: 'there is no receiver "pager": name one of "team"' },
  see: 'https://prometheus.io/docs/alerting/latest/configuration/#route',
});

export const ROUTE_UNREACHED = rule({
  id: 'alertmanager/route-unreached',
  severity: 'error',
  judges: 'object',
  message: ({
    where, before,
  }: {
    where: string; before: string;
  }) => `no alert reaches ${where}: ${before} matches all alerts; move it to the end, or set its "continueMatching: true"`,
  why: 'The first route that matches an alert handles it. Routes after one that matches everything receive no alert.',
  example: { where: 'route.routes[1]', before: 'route.routes[0]' },
  see: 'https://prometheus.io/docs/alerting/latest/configuration/#route',
});

export const ROUTING_TWICE = rule({
  id: 'alertmanager/routing-twice',
  severity: 'error',
  message: () =>
    '"routing" and "configSecret" are both set, and each is the whole configuration: remove one of them, and use AlertmanagerConfigs for '
      + 'single teams',
  why: 'The operator reads one of them and ignores the other silently.',
  example: {},
});

export const TEAMS_VERSION = rule({
  id: 'alertmanager/teams-version',
  severity: 'error',
  message: ({ receiver, operator, version }: { receiver: string; operator: string; version: string }) =>
    `the receiver ${shown(
      receiver,
    )} sends to Microsoft Teams, which requires prometheus-operator 0.82.0 and Alertmanager 0.28.0 or newer; the `
    + `versions are ${operator} and ${version}`,
  why: 'The API server or the operator rejects the AlertmanagerConfig.',
  example: { receiver: 'team', operator: '0.81.0', version: '0.34.2' },
});

export const ROUTING_SPEC = rule({
  id: 'alertmanager/routing-spec',
  severity: 'error',
  message: () =>
    '"routingSpec" has no effect with "configSecret": write its fields to the Secret, or use "routing" instead of "configSecret"',
  why: 'With a Secret there is no AlertmanagerConfig to which the fields could be added.',
  example: {},
});

export const GLOBAL = rule({
  id: 'alertmanager/global',
  severity: 'error',
  message: ({ where, why }: { where: string; why: string }) => `"${where}" is invalid: ${why}`,
  why: 'The operator generates no configuration, or Alertmanager keeps its previous one.',
  example: { where: 'templates[1]', why: 'its key "shop.tmpl" is also the key of templates[0]: rename one of them' },
  see: 'https://prometheus.io/docs/alerting/latest/configuration/#file-layout-and-global-settings',
});

export const GLOBAL_SECRET = rule({
  id: 'alertmanager/global-secret',
  severity: 'error',
  message: (
    { option }: { option: string },
  ) => `"${option}" has no effect with "configSecret": write it to the Secret, or use "routing" instead of "configSecret"`,
  why: 'The operator reads these fields only together with an AlertmanagerConfig, not with a Secret.',
  example: { option: 'templates' },
});
