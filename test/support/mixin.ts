import { Duration } from 'cdk8s';
import { MixinJobs } from '../../src';
import { contextOf } from '../../src/monitoring-mixin/context';
import { Context } from '../../src/monitoring-mixin/definition';
import { intervalsOf } from '../../src/monitoring-mixin/intervals';
import { MadeRules, MixinGroup } from '../../src/monitoring-mixin/made-rules';
import { rulesWithSources, ruleGroups, RuleOptions } from '../../src/monitoring-mixin/rule-groups';
import { ComponentVersion } from '../../src/versions/component-version';

/** Everything is scraped. */
export const ALL_JOBS: Required<MixinJobs> = {
  kubeStateMetrics: 'kube-state-metrics',
  nodeExporter: 'node-exporter',
  kubelet: 'kubelet',
  apiServer: 'apiserver',
  coreDns: 'coredns',
  etcd: 'etcd',
  scheduler: 'kube-scheduler',
  controllerManager: 'kube-controller-manager',
  kubeProxy: 'kube-proxy',
  prometheus: 'prometheus',
  alertmanager: 'alertmanager',
  prometheusOperator: 'prometheus-operator',
  karpenter: 'karpenter',
  grafana: 'grafana',
  windowsExporter: 'windows-exporter',
};

export const ksm = (version: string) => ComponentVersion.parse('kubeStateMetrics', 'version', version).version;

/** 30 seconds each. */
export const INTERVALS = intervalsOf(ALL_JOBS, { scrapeIntervals: {}, groups: {} });

export function aContext(version = '2.20.0', jobs: MixinJobs = ALL_JOBS): Context {
  return contextOf(jobs, 'cluster', ksm(version));
}

export function allGroups(version = '2.20.0', jobs: MixinJobs = ALL_JOBS, options: Partial<RuleOptions> = {}): MixinGroup[] {
  return ruleGroups(aContext(version, jobs), { ...OPTIONS, ...options });
}

/** Nothing is changed. */
export const OPTIONS: RuleOptions = {
  alerts: {}, groups: {}, aggregationLabels: [], alertLabels: {}, disabledGroups: [], runbookUrl: 'https://example.org/runbooks', intervals: INTERVALS, compatibleSeries: [],
};

/** All rules with windows for this interval, of scrapes and evaluations. */
export function groupsAt(seconds: number, version = '2.20.0'): MadeRules {
  const interval = Duration.seconds(seconds);
  const intervals = intervalsOf(ALL_JOBS, { scrapeIntervals: { others: interval }, evaluationInterval: interval, groups: {} });
  return rulesWithSources(aContext(version), { ...OPTIONS, intervals }, undefined);
}
