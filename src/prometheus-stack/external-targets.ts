import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Labels } from '../manifest/labels';
import { ObjectMetadata } from '../manifest/object';
import { ExternalTargetOptions, ExternalTargets } from '../monitors/external-targets';
import { ScrapeConfig } from '../monitors/scrape-config';
import { StaticConfig } from '../monitors/scrape-config-props';
import { checkEndpoint } from '../scrape/endpoint-fields';
import { Relabel } from '../scrape/relabel-config';
import { ADDRESS } from '../scrape/rules';
import { Problems } from '../validation/problems';
import { finding, Finding } from '../validation/rule';

/** A ScrapeConfig for targets that are not objects of the cluster. */
export function createExternalTargets(
  scope: Construct, { name, namespace, labels: own }: ObjectMetadata, targets: ExternalTargets, options: ExternalTargetOptions,
): ApiObject {
  const { job = name, labels = {}, relabelings = [], ...rest } = options;
  const { staticConfigs, ...discoveries } = targets._discoveries;
  // discovered targets have their own labels
  const steps = [...staticConfigs ? [] : Object.keys(labels).sort().map(each => Relabel.setLabel(each, labels[each])), ...relabelings];
  const config = new ScrapeConfig(scope, `External-${name}`, {
    name,
    namespace,
    labels: own,
    jobName: job,
    ...rest,
    ...discoveries,
    ...staticConfigs && { staticConfigs: staticConfigs.map(each => withLabels(each, labels)) },
    ...steps.length > 0 && { relabelings: steps },
  });
  const addresses = staticConfigs?.flatMap(each => each.targets) ?? [];
  Problems.of(config)
    .addAll([...addresses.flatMap(checkAddress), ...checkEndpoint(options, '', false).filter(({ severity }) => severity === 'warning')]);
  return config.customResource;
}

function withLabels(group: StaticConfig, labels: Labels): StaticConfig {
  const all = { ...labels, ...group.labels };
  return Object.keys(all).length > 0 ? { ...group, labels: all } : group;
}

function checkAddress(address: string): Finding[] {
  return address === '' || address.includes('/') ? [finding(ADDRESS, { address })] : [];
}
