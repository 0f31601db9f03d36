import { rule } from '../validation/rule';

export const NO_CONFIGURATION = rule({
  id: 'alertmanager/no-configuration',
  severity: 'warning',
  message: () => 'there is no "configSecret": alerts go nowhere, but for what AlertmanagerConfigs say; name the Secret that has "alertmanager.yaml"',
  why: 'The operator then gives Alertmanager an empty configuration, which drops every alert without a word.',
  example: {},
});

export const TLS_RELOADER_PROBES = rule({
  id: 'alertmanager/tls-reloader-probes',
  severity: 'error',
  message: () => 'with "tls" the operator\'s probes ask the config reloader without TLS: switch them off ("configReloaderProbes: false" of the operator, '
    + '"operatorProbesConfigReloader: false" here), and they are given here',
  why: 'The config reloader answers 400 to a probe without TLS, and is restarted for ever.',
  example: {},
});
