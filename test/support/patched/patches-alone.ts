import {
  add, agent, alertmanager, blackbox, Case, kubeStateMetrics, metricsServer, nodeExporter, operator, prometheus, pushgateway, receiver, remove, ruler, serviceMonitor,
} from './make';

const POD = '/spec/template/spec';
const CONTAINER = `${POD}/containers/0`;

/** Mistakes that no option can cause, or that are reported immediately for options. */
export const PATCH_CASES: readonly Case[] = [
  { title: 'prometheus retention "xyz"', make: prometheus, patches: [add('/spec/retention', 'xyz')], ids: ['schema/value'] },
  { title: 'prometheus spec.retenshun', make: prometheus, patches: [add('/spec/retenshun', '15d')], ids: ['schema/unknown-field'] },
  {
    title: 'prometheus retention above the claim',
    make: prometheus,
    ids: ['prometheus/retention-size'],
    patches: [add('/spec/retentionSize', '2TB')],
  },
  {
    title: 'prometheus label of 64 characters',
    make: prometheus,
    ids: ['manifest/label'],
    patches: [add('/metadata/labels/a', 'a'.repeat(64))],
  },
  { title: 'prometheus image', make: prometheus, patches: [add('/spec/image', '')], ids: ['validation/option-value'] },
  {
    title: 'prometheus image of two lines',
    make: prometheus,
    ids: ['validation/option-value'],
    patches: [add('/spec/image', 'Not An\nImage')],
  },
  {
    title: 'prometheus distroless image on loopback',
    make: prometheus,
    ids: ['prometheus/listen-local-distroless', 'prometheus/listen-local-service'],
    patches: [add('/spec/image', 'quay.io/prometheus/prometheus:v3.16.0-distroless'), add('/spec/listenLocal', true)],
  },
  {
    title: 'prometheus TLS on loopback',
    make: prometheus,
    ids: ['prometheus/listen-local-tls'],
    patches: [add('/spec/listenLocal', true), add('/spec/web', { tlsConfig: { keySecret: { name: 'a', key: 'b' }, cert: { secret: { name: 'a', key: 'b' } } } })],
  },
  {
    title: 'prometheus TLS and probes of the reloader',
    make: prometheus,
    ids: ['prometheus/tls-reloader-probes'],
    patches: [add('/spec/web', { tlsConfig: { keySecret: { name: 'a', key: 'b' }, cert: { secret: { name: 'a', key: 'b' } } } })],
  },
  {
    title: 'prometheus field of a newer version',
    make: prometheus,
    base: { version: '3.5.0' },
    ids: ['versions/field-too-new'],
    patches: [add('/spec/scrapeNativeHistograms', true)],
  },
  {
    title: 'prometheus two receivers without a URL',
    make: prometheus,
    ids: ['schema/required'],
    patches: [add('/spec/remoteWrite', receiver({ url: null }))],
  },
  { title: 'agent on each node without the gate', make: agent, patches: [add('/spec/mode', 'DaemonSet')], ids: ['prometheus/agent-daemon-set-gate'] },
  { title: 'alertmanager image', make: alertmanager, patches: [add('/spec/image', '')], ids: ['validation/option-value'] },
  { title: 'ruler image', make: ruler, patches: [add('/spec/image', '')], ids: ['validation/option-value'] },
  { title: 'ruler on loopback', make: ruler, patches: [add('/spec/listenLocal', true)], ids: ['thanos/ruler-listen-local'] },
  {
    title: 'serviceMonitor port of a wrong type',
    make: serviceMonitor,
    ids: ['schema/type'],
    patches: [add('/spec/endpoints/0/port', 80)],
  },
  { title: 'serviceMonitor without a selector', make: serviceMonitor, patches: [remove('/spec/selector')], ids: ['schema/required'] },
  {
    title: 'operator selector that does not match',
    make: operator,
    ids: ['core/selector'],
    patches: [add('/spec/selector/matchLabels', { app: 'other' })],
  },
  {
    title: 'operator request above its limit',
    make: operator,
    ids: ['core/request-above-limit'],
    patches: [add(`${CONTAINER}/resources/limits`, { memory: '1Mi' })],
  },
  {
    title: 'kubeStateMetrics probe of an unknown port',
    make: kubeStateMetrics,
    patches: [add(`${CONTAINER}/livenessProbe/httpGet/port`, 'nope')],
    ids: ['validation/probe-port-name'],
  },
  {
    title: 'kubeStateMetrics probe with two handlers',
    make: kubeStateMetrics,
    ids: ['validation/probe-handlers'],
    patches: [add(`${CONTAINER}/livenessProbe/exec`, { command: ['a'] })],
  },
  {
    title: 'kubeStateMetrics without the permission',
    make: kubeStateMetrics,
    ids: ['kube-state-metrics/no-permission'],
    patches: [add(`${CONTAINER}/args/-`, '--resources=pods,secrets')],
  },
  {
    title: 'nodeExporter flag twice',
    make: nodeExporter,
    ids: ['core/flag-twice'],
    patches: [add(`${CONTAINER}/args/-`, '--path.rootfs=/other')],
  },
  {
    title: 'pushgateway password',
    make: pushgateway,
    ids: ['validation/plain-secret'],
    patches: [add(`${CONTAINER}/env`, [{ name: 'PASSWORD', value: 'hunter2' }])],
  },
  {
    title: 'metricsServer port',
    make: metricsServer,
    ids: ['core/container-port'],
    patches: [add(`${CONTAINER}/ports/0/containerPort`, 70000)],
  },
  ...[kubeStateMetrics, nodeExporter, operator, pushgateway, metricsServer, blackbox].map((make, at) => (
    { title: `workload ${at} without an image`, make, patches: [add(`${CONTAINER}/image`, '')], ids: ['core/image'] })),
];
