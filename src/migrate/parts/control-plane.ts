import { Collected, NOTHING, Patch, patched } from './collected';
import { apiServerPatches, etcdPatches, httpsPatches, kubeProxyPatches, schedulerPatches, tokenPatches } from './control-plane-connection';
import { APISERVER, JobRow, JOBS, KUBELET, OFF_HERE, WITH_SERVICE } from './control-plane-data';
import { kubeletPatches } from './control-plane-kubelet';
import { commonPatches } from './control-plane-monitor';
import { hasAddresses, objectOf } from './control-plane-objects';
import { convertService } from './control-plane-service';
import { Part } from '../part';

const SWITCH = 'kubernetesServiceMonitors.enabled';

/**
 * The parts of Kubernetes that are scraped. The chart scrapes all of them, with separate values for each job.
 * @see https://github.com/prometheus-community/helm-charts/tree/kube-prometheus-stack-88.5.3/charts/kube-prometheus-stack/templates/exporters
 */
export const controlPlanePart: Part = values => {
  const found = new Collected(values);
  if (!found.isOn(SWITCH)) { return NOTHING; }
  for (const row of JOBS) { convertJob(found, row); }
  kubeDns(found);
  const unusual = OFF_HERE.filter(option => isScraped(found, WITH_SERVICE.find(row => row.option === option)!));
  if (unusual.length > 0) { found.warn(hiddenWarning(unusual)); }
  return found.done();
};

const isScraped = (found: Collected, { key }: JobRow) => found.isOn(`${key}.enabled`) && found.isOn(`${key}.serviceMonitor.enabled`);

function hiddenWarning(options: readonly string[]): string {
  return `controlPlane: ${options.join(', ')}: the chart scrapes ${options.length > 1 ? 'them' : 'it'} by default. `
    + 'On a managed cluster, or if metrics are served only on loopback, remove the option and set "platform": '
    + 'docs/platforms.md has the settings.';
}

function convertJob(found: Collected, row: JobRow): void {
  const { key } = row;
  const option = `controlPlane.${row.option}`;
  const isOn = isScraped(found, row);
  if (row === KUBELET && isOn && !found.isOn('prometheusOperator.enabled')) { return withoutOperator(found); }
  found.each('mapped', option, `${key}.enabled`);
  if (!isOn) {
    found.option(option, false);
    found.each('mapped', option, ...found.isOn(`${key}.enabled`) ? [`${key}.serviceMonitor.enabled`] : []);
    return;
  }
  found.each('same', 'same behavior', `${key}.serviceMonitor.enabled`);
  if (OFF_HERE.includes(row.option) && !hasAddresses(found, row)) { found.option(option, true); }
  const statement = patched(objectOf('serviceMonitors', row), monitorPatches(found, row), commentOf(found, row));
  if (statement) { found.statement(statement); }
}

/** The changes of the ServiceMonitor of a job. The Service is converted in between, because results are listed in this order. */
function monitorPatches(found: Collected, row: JobRow): Patch[] {
  const patches = commonPatches(found, row);
  if (row === KUBELET) { patches.push(...kubeletPatches(found)); }
  if (row === APISERVER) { patches.push(...apiServerPatches(found)); }
  if (WITH_SERVICE.includes(row)) { convertService(found, row); }
  if (row.isHttps) { patches.push(...httpsPatches(found, row)); }
  if (row.option === 'etcd') { patches.push(...etcdPatches(found)); }
  if (row.option === 'dns') { tokenPatches(found, `${row.key}.serviceMonitor`, false); }
  if (row.option === 'kubeProxy') { patches.push(...kubeProxyPatches(found)); }
  if (row.option === 'scheduler') { patches.push(...schedulerPatches(found)); }
  return patches;
}

/** The operator writes the addresses of the kubelets. Without one here, another operator does. */
function withoutOperator(found: Collected): void {
  const note = 'the operator is disabled: the kubelet Service is managed by another operator';
  found.each('different', note, 'kubelet.enabled');
  found.warn('kubelet: the operator is disabled, so the program creates no kubelet Service. Scrape the kubelets with '
    + 'new ControlPlane(chart, "Kubelets", { kubeletService: "kube-system/NAME" }), where NAME is the Service of the running operator.');
}

/** The comment above the changes of a monitor. */
function commentOf(found: Collected, { key }: JobRow): string {
  const isUsual = found.given(`${key}.serviceMonitor`) === undefined && found.given(`${key}.tlsConfig`) === undefined;
  if (!isUsual) { return `From the values of ${key}, and the defaults of the chart.`; }
  return key === KUBELET.key
    ? 'Series of kubelets that the chart drops. It always scrapes cAdvisor every 10 seconds.'
    : 'Series of the API server that the chart drops.';
}

/** kube-dns runs on GKE. */
function kubeDns(found: Collected): void {
  if (!found.isOn('kubeDns.enabled', false)) { return; }
  found.result('kubeDns.enabled', 'different', 'set "platform: Platform.GKE", with which "controlPlane.dns" scrapes kube-dns');
  found.warn('kubeDns: kube-dns is scraped on GKE: set "platform: Platform.GKE", and "controlPlane.dns" to true.');
}
