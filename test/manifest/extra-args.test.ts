import { Chart } from 'cdk8s';
import { AdapterRules, BlackboxExporter, KubeStateMetrics, MetricsServer, NodeExporter, PrometheusAdapter, PrometheusOperator, Pushgateway, WindowsExporter } from '../../src';
import { aChart, errorsOf, synth } from '../support/synth';

type Extra = { [flag: string]: string };
const MAKERS: { readonly [name: string]: (chart: Chart, extraArgs: Extra) => void } = {
  'node-exporter': (chart, extraArgs) => { new NodeExporter(chart, 'x', { extraArgs }); },
  'kube-state-metrics': (chart, extraArgs) => { new KubeStateMetrics(chart, 'x', { extraArgs }); },
  'the operator': (chart, extraArgs) => { new PrometheusOperator(chart, 'x', { extraArgs }); },
  'blackbox-exporter': (chart, extraArgs) => { new BlackboxExporter(chart, 'x', { extraArgs }); },
  'pushgateway': (chart, extraArgs) => { new Pushgateway(chart, 'x', { extraArgs }); },
  'metrics-server': (chart, extraArgs) => { new MetricsServer(chart, 'x', { extraArgs }); },
  'prometheus-adapter': (chart, extraArgs) => { new PrometheusAdapter(chart, 'x', { prometheus: { serviceName: 'p', namespace: 'monitoring' }, resourceRules: AdapterRules.resourceRules(), extraArgs }); },
  'windows-exporter': (chart, extraArgs) => { new WindowsExporter(chart, 'x', { extraArgs }); },
};

function argsOf(name: string, extraArgs: Extra): string[] {
  const chart = aChart('monitoring');
  MAKERS[name](chart, extraArgs);
  const workload = synth(chart).find(({ kind }) => kind === 'DaemonSet' || kind === 'Deployment')!;
  return workload.spec.template.spec.containers[0].args;
}

function errors(name: string, extraArgs: Extra): string {
  const chart = aChart('monitoring');
  MAKERS[name](chart, extraArgs);
  return errorsOf(chart);
}

describe('extraArgs', () => {
  it.each(Object.keys(MAKERS))('%s: a flag with a value, and a switch, once each', name => {
    const args = argsOf(name, { 'some.flag': 'a=b', 'a-switch': '' });
    expect(args.slice(-2)).toEqual(['--a-switch', '--some.flag=a=b']);
    expect(args.slice(0, -2)).toEqual(argsOf(name, {}) ?? []);
  });

  it('replaces a default of the library, so that no flag appears twice', () => {
    const mounts = argsOf('node-exporter', { 'collector.filesystem.mount-points-exclude': '^/boot' }).filter(arg => arg.includes('mount-points-exclude'));
    expect(mounts).toEqual(['--collector.filesystem.mount-points-exclude=^/boot']);
    expect(argsOf('the operator', { 'config-reloader-cpu-limit': '50m' }).filter(arg => arg.includes('cpu-limit'))).toEqual(['--config-reloader-cpu-limit=50m']);
    expect(argsOf('blackbox-exporter', { 'no-config.enable-auto-reload': '' }).filter(arg => arg.includes('auto-reload'))).toEqual(['--no-config.enable-auto-reload']);
  });

  it.each([
    ['node-exporter', 'web.listen-address', 'is set by the option "port": use the option'],
    ['node-exporter', 'collector.systemd', 'is set by the option "enableCollectors": use the option'],
    ['node-exporter', 'no-collector.wifi', 'is set by the option "disableCollectors": use the option'],
    ['node-exporter', 'path.rootfs', 'is set by the library: remove it'],
    ['kube-state-metrics', 'metric-allowlist', 'is set by the option "metricAllowlist": use the option'],
    ['kube-state-metrics', 'port', 'is set by the library'],
    ['the operator', 'log-level', 'is set by the option "logLevel"'],
    ['blackbox-exporter', 'config.file', 'is set by the library'],
    ['windows-exporter', 'collectors.enabled', 'is set by the option "collectors"'],
    ['node-exporter', '--collector.cpu.info', 'begins with \\"-\\": write only the name'.replace(/\\/g, '')],
    ['node-exporter', 'a b', 'is not a valid flag name'],
  ])('%s: "%s" %s', (name, flag, why) => {
    expect(errors(name, { [flag]: 'x' })).toContain(`[test/x] "extraArgs" has ${JSON.stringify(flag)}, which ${why}`);
  });

  it('a switch and its opposite contradict each other', () => {
    expect(errors('node-exporter', { 'no-collector.cpu.info': '', 'collector.cpu.info': '' })).toContain('contradicts "collector.cpu.info": remove one of them');
  });
});
