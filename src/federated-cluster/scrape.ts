import { ResolvedProps } from './resolve-props';
import { hostsOf, TargetAddresses } from './target';
import { RelabelConfig, ServiceMonitorSpec } from '../manifest/monitoring';
import { mebibytes } from '../manifest/storage';
import { accessFields } from '../scrape/client-access';

/** The job of every federation; dashboards and alerts tell the clusters apart by `cluster`. */
export const JOB = 'federation';

export const PORT_NAME = 'federate';

/** Labels that a target by a Service has: on series of the other cluster that have none of their own they would be wrong. */
const SERVICE_LABELS = 'namespace|service|endpoint|pod|container';

/** What both kinds of objects have in common, under the same names. */
function scraping(props: ResolvedProps) {
  const { match, scrapeTimeout, replicaLabel } = props;
  return {
    params: { 'match[]': match },
    scrapeTimeout,
    // the other cluster's own labels and timestamps are what federation is about
    honorLabels: true,
    honorTimestamps: true,
    // without it, series of a cluster that is gone linger for five minutes
    trackTimestampsStaleness: true,
    ...accessFields(props, props.hostname),
    metricRelabelings: [{ action: 'labeldrop', regex: replicaLabel }] as RelabelConfig[],
  };
}

/** The job, and the cluster for all series that do not say theirs. */
function identity({ cluster }: ResolvedProps): RelabelConfig[] {
  return [{ action: 'replace', targetLabel: 'job', replacement: JOB }, { action: 'replace', targetLabel: 'cluster', replacement: cluster }];
}

function limits({ sampleLimit, labelLimit, bodySizeLimit }: ResolvedProps) {
  return { sampleLimit, labelLimit, ...bodySizeLimit && { bodySizeLimit: `${mebibytes(bodySizeLimit)}MB` } };
}

export function federationMonitorSpec(props: ResolvedProps, selector: { readonly [key: string]: string }): ServiceMonitorSpec {
  return {
    selector: { matchLabels: selector },
    ...limits(props),
    endpoints: [{
      port: PORT_NAME,
      path: props.path,
      ...props.tls && { scheme: 'https' },
      interval: props.interval,
      ...scraping(props),
      relabelings: [{ action: 'labeldrop', regex: SERVICE_LABELS }, ...identity(props)],
    }],
    // Endpoints are mirrored into slices, so that they are found by whatever the Prometheus discovers
    ...props.hasSlices && props.operator.has('serviceMonitorDiscoveryRole') && { serviceDiscoveryRole: 'EndpointSlice' },
  };
}

export function federationScrapeConfigSpec(props: ResolvedProps, addresses: TargetAddresses): object {
  return {
    ...props.operator.has('scrapeConfigJobName') && { jobName: `federate-${props.cluster}` },
    staticConfigs: [{ targets: hostsOf(props, addresses) }],
    metricsPath: props.path,
    ...props.tls && { scheme: 'HTTPS' },
    scrapeInterval: props.interval,
    ...scraping(props),
    ...limits(props),
    relabelings: identity(props),
  };
}
