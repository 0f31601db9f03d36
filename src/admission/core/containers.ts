import { checkFlags } from './flags';
import { DNS_LABEL } from './names';
import { checkContainerPorts } from './ports';
import { Fields, fieldsOf, isInteger, isText, itemsOf, Report } from './report';
import { checkResources } from './resources';
import { CONTAINER, ENV, ENV_TWICE, IMAGE, PROBE, VOLUME_MOUNT } from './rules';
import { whyNoImage } from '../../validation/image-reference';
import { listed, shown } from '../../validation/rule';
import { isMap } from '../../values/json';

/** The pod of the containers. */
export interface PodContext {
  readonly hostNetwork: boolean;
  /** The names of the volumes. */
  readonly volumes: ReadonlySet<string>;
}

export function checkContainers(report: Report, spec: Fields, path: string, context: PodContext): void {
  const containers = itemsOf(spec.containers, `${path}.containers`);
  const inits = itemsOf(spec.initContainers, `${path}.initContainers`);
  if (Array.isArray(spec.containers) && spec.containers.length === 0) {
    report.add(CONTAINER, `${path}.containers`, undefined, 'is empty', 'add a container');
  }
  const names = new Set<string>();
  for (const { item, at } of [...containers, ...inits]) {
    checkName(report, item.name, `${at}.name`, names);
    checkContainer(report, item, at, context);
  }
  for (const { item, at } of containers) { checkProbes(report, item, at); }
  for (const { item, at } of inits) { checkInitContainer(report, item, at); }
  const hostPorts = new Set<string>();
  for (const { item, at } of containers) { checkContainerPorts(report, item.ports, `${at}.ports`, { ...context, hostPorts }); }
  // init containers run one after the other
  for (const { item, at } of inits) {
    checkContainerPorts(report, item.ports, `${at}.ports`, { ...context, hostNetwork: false, hostPorts: new Set() });
  }
}

function checkName(report: Report, name: unknown, at: string, names: Set<string>): void {
  if (!isText(name)) { return; }
  if (!DNS_LABEL.accepts(name)) { report.add(CONTAINER, at, name, 'which is not a valid container name', DNS_LABEL.cure); }
  if (names.has(name)) {
    report.add(CONTAINER, at, name, 'which is also the name of another container', 'use a different name for each container');
  }
  names.add(name);
}

const POLICIES: readonly (readonly [string, readonly string[]])[] = [
  ['imagePullPolicy', ['Always', 'IfNotPresent', 'Never']],
  ['terminationMessagePolicy', ['File', 'FallbackToLogsOnError']],
];

function checkContainer(report: Report, container: Fields, at: string, context: PodContext): void {
  checkImage(report, container, at);
  for (const [field, allowed] of POLICIES) {
    const value = container[field];
    if (isText(value) && value !== '' && !allowed.includes(value)) {
      report.add(CONTAINER, `${at}.${field}`, value, 'which does not exist', `use one of ${allowed.join(', ')}`);
    }
  }
  checkEnv(report, container.env, `${at}.env`);
  checkMounts(report, container, at, context.volumes);
  checkResources(report, container.resources, `${at}.resources`);
  checkFlags(report, container, at);
}

function checkImage(report: Report, { image }: Fields, at: string): void {
  const where = `${at}.image`;
  if (image === undefined || image === null || image === '') {
    report.add(IMAGE, where, undefined, image === '' ? 'is empty' : 'is missing', 'set the image');
  } else if (isText(image)) {
    // OpenShift fills in the image for a single blank
    if (image === ' ') { return; }
    const isPadded = image.trim() !== image;
    const why = isPadded ? 'which begins or ends with white space' : whyNoImage(image);
    if (why !== undefined) {
      report.add(IMAGE, where, image, why, isPadded ? 'remove it' : 'write it like "registry.example.org/team/app:v1.2.3"');
    }
  }
}

const SOURCES = ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef'];

function checkEnv(report: Report, env: unknown, path: string): void {
  const names = new Set<string>();
  for (const { item: { name, value, valueFrom }, at } of itemsOf(env, path)) {
    if (isText(name)) {
      checkEnvName(report, name, `${at}.name`);
      // a variable that extends its earlier value is intended
      const buildsOn = typeof value === 'string' && value.includes(`$(${name})`);
      if (names.has(name) && !buildsOn) {
        report.add(ENV_TWICE, `${at}.name`, name, 'which is also the name of an earlier variable', 'remove one of them');
      }
      names.add(name);
    }
    if (!isMap(valueFrom)) { continue; }
    const sources = Object.keys(valueFrom).filter(source => SOURCES.includes(source) && valueFrom[source] !== null);
    if (typeof value === 'string' && value !== '') {
      report.add(ENV, at, undefined, 'has both a value and a source', 'remove "value" or "valueFrom"');
    }
    if (sources.length > 1) { report.add(ENV, `${at}.valueFrom`, undefined, `has ${sources.join(' and ')}`, 'keep one source'); }
    if (Object.keys(valueFrom).length === 0) {
      report.add(ENV, `${at}.valueFrom`, undefined, 'is empty', `set one of ${SOURCES.slice(0, 4).join(', ')}`);
    }
  }
}

/** Kubernetes 1.32 and newer accept every printable character but "="; older ones accept less. */
function checkEnvName(report: Report, name: string, at: string): void {
  if (!/^[ -<>-~]+$/.test(name)) {
    report.add(ENV, at, name, 'which is not a valid variable name', 'use letters, digits and "_", with a letter or "_" first');
  }
}

function checkMounts(report: Report, { volumeMounts, volumeDevices }: Fields, at: string, volumes: ReadonlySet<string>): void {
  const paths = new Set<string>();
  for (const { item: { name, mountPath, subPath, subPathExpr }, at: where } of itemsOf(volumeMounts, `${at}.volumeMounts`)) {
    if (isText(name) && name !== '' && !volumes.has(name)) {
      report.add(VOLUME_MOUNT, `${where}.name`, name, 'which is not a volume of the pod',
        volumes.size === 0 ? 'add the volume' : `use one of ${listed([...volumes].map(each => shown(each)))}, or add the volume`);
    }
    if (mountPath === '') { report.add(VOLUME_MOUNT, `${where}.mountPath`, undefined, 'is empty', 'write an absolute path'); }
    if (isText(mountPath) && paths.has(mountPath)) {
      report.add(VOLUME_MOUNT, `${where}.mountPath`, mountPath, 'where another volume is mounted', 'mount each volume at its own path');
    }
    paths.add(mountPath);
    for (const [field, value] of Object.entries({ subPath, subPathExpr })) {
      if (isText(value) && (value.startsWith('/') || value.split('/').includes('..'))) {
        report.add(VOLUME_MOUNT, `${where}.${field}`, value, 'which leads out of the volume', 'write a relative path without ".."');
      }
    }
    if (isText(subPath) && subPath !== '' && isText(subPathExpr) && subPathExpr !== '') {
      report.add(VOLUME_MOUNT, where, undefined, 'has both "subPath" and "subPathExpr"', 'keep one of them');
    }
  }
  for (const { item: { name }, at: where } of itemsOf(volumeDevices, `${at}.volumeDevices`)) {
    if (isText(name) && name !== '' && !volumes.has(name)) {
      report.add(VOLUME_MOUNT, `${where}.name`, name, 'which is not a volume of the pod', 'add the volume');
    }
  }
}

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;
const SECONDS = ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'];
const SCHEMES = ['HTTP', 'HTTPS'];

/** Numbers of probes, and missing fields of their handlers. That each probe has exactly one handler is checked elsewhere. */
function checkProbes(report: Report, container: Fields, at: string): void {
  for (const name of PROBES) {
    if (isMap(container[name])) { checkProbe(report, container[name], `${at}.${name}`, name === 'readinessProbe'); }
  }
}

function checkProbe(report: Report, probe: Fields, at: string, isReadiness: boolean): void {
  for (const field of SECONDS) {
    if (isInteger(probe[field]) && probe[field] < 0) {
      report.add(PROBE, `${at}.${field}`, probe[field], 'but must not be negative', 'write a whole number of at least 0');
    }
  }
  const { successThreshold, terminationGracePeriodSeconds: grace, exec, httpGet } = probe;
  // the API server treats 0 as unset and uses 1
  if (!isReadiness && isInteger(successThreshold) && successThreshold > 1) {
    report.add(PROBE, `${at}.successThreshold`, successThreshold, 'but must be 1', 'remove it');
  }
  if (isInteger(grace) && (isReadiness || grace <= 0)) {
    report.add(PROBE, `${at}.terminationGracePeriodSeconds`, grace,
      isReadiness ? 'but a readiness probe does not end containers' : 'but must be at least 1', 'remove it');
  }
  if (isMap(exec) && !(Array.isArray(exec.command) && exec.command.length > 0)) {
    report.add(PROBE, `${at}.exec.command`, undefined, 'is empty', 'name a program');
  }
  const { scheme, httpHeaders } = fieldsOf(httpGet);
  if (isText(scheme) && scheme !== '' && !SCHEMES.includes(scheme)) {
    report.add(PROBE, `${at}.httpGet.scheme`, scheme, 'which is not a valid scheme', `use ${SCHEMES.join(' or ')}`);
  }
  for (const { item: { name }, at: where } of itemsOf(httpHeaders, `${at}.httpGet.httpHeaders`)) {
    if (isText(name) && !/^[-A-Za-z0-9]+$/.test(name)) {
      report.add(PROBE, `${where}.name`, name, 'which is not a valid header name', 'use letters, digits and hyphens');
    }
  }
}

/** An init container that keeps running has probes; others end. */
function checkInitContainer(report: Report, container: Fields, at: string): void {
  if (container.restartPolicy === 'Always') { return checkProbes(report, container, at); }
  for (const field of [...PROBES, 'lifecycle']) {
    if (isMap(container[field])) {
      report.add(CONTAINER, `${at}.${field}`, undefined, 'is set on an init container that ends',
        'remove it, or set "restartPolicy: Always" (Kubernetes 1.29 and newer)');
    }
  }
}
