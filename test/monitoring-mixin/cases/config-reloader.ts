import { AlertCase, OFF, ON } from '../alert-case';
import { lasting, replaced } from '../timing';

const reloader = (cluster: string, namespace: string, pod: string, container = 'config-reloader', instance = '10.0.0.7:8080') =>
  `reloader_last_reload_successful{job="prometheus",cluster="${cluster}",namespace="${namespace}",pod="${pod}",container="${container}",instance="${instance}"}`;
const ONE = reloader('a', 'monitoring', 'prometheus-main-0');
const alert = 'ConfigReloaderSidecarErrors';
const each = (value: string) => ({
  [ONE]: value,
  [reloader('b', 'monitoring', 'prometheus-main-0')]: value,
  [reloader('a', 'team', 'prometheus-main-0')]: value,
  [reloader('a', 'monitoring', 'prometheus-main-1')]: value,
  [reloader('a', 'monitoring', 'prometheus-main-0', 'rules-reloader')]: value,
});
const instance = (address: string) => reloader('a', 'monitoring', 'prometheus-main-0', 'config-reloader', address);

export const CONFIG_RELOADER: readonly AlertCase[] = [
  { alert, what: 'one for each', count: 5, fires: each(OFF), quiet: each(ON) },
  lasting({ alert, minutes: 10, window: 5, changes: { [ONE]: ['1', '0'] } }),
  { alert, what: 'scrapes fail', at: '38m', fires: { [ONE]: '0x27 _ 0 _ 0x600' }, quiet: { [ONE]: '1x25 0x3 1x600' } },
  { alert, what: 'although its pod is replaced', at: '47m', count: 1, fires: replaced(instance, '1x31 0x7', '0'), quiet: replaced(instance, '1x39', '1') },
];
