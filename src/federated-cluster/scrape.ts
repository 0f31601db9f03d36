import { ResolvedProps } from './resolve-props';
import { hostsOf, TargetAddresses } from './target';
import { RelabelConfig, ServiceMonitorSpec } from '../manifest/monitoring';
import { mebibytes } from '../manifest/storage';
import { accessFields } from '../scrape/client-access';

/** The job of every federation. Dashboards and alerts distinguish clusters by `cluster`. */
export const JOB = 'federation';

export const PORT_NAME = 'federate';

/** Labels of a target that come from a Service. On series of the other cluster without such labels they would be wrong. */
const SERVICE_LABELS = 'namespace|service|endpoint|pod|container';

/** Fields that both kinds of objects share. */
function scraping(props: ResolvedProps) {
  const { match, scrapeTimeout, replicaLabel } = props;
  return {
    params: { 'match[]': match },
    scrapeTimeout,
    // federation keeps labels and timestamps of the other cluster
    honorLabels: true,
    honorTimestamps: true,
    // otherwise series of a lost cluster remain for five minutes
    trackTimestampsStaleness: true,
    ...accessFields(props, props.hostname),
    metricRelabelings: [{ action: 'labeldrop', regex: replicaLabel }] as RelabelConfig[],
  };
}

/** Sets the job, and the cluster of series without a label `cluster`. */
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
    // Endpoints are mirrored into slices, so every kind of discovery finds them
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
