import { StackSize } from './stack-size';
import { Requests } from '../manifest/pod';

export type SizedComponent = 'operator' | 'prometheus' | 'agent' | 'alertmanager' | 'nodeExporter';

interface SizeRow {
  readonly clusterNodes: number;
  readonly requests: Readonly<Record<SizedComponent, Requests>>;
}

const requests = (cpu: string, memory: string): Requests => ({ cpu, memory });

/**
 * The only table of requests, by the size of the cluster. A node has about 3,000 series with its kubelet, cAdvisor and node-exporter, each
 * of its pods 240 (measured, see scrape-graph/costs). A series takes about 4 KiB of a Prometheus' memory including queries, and half of
 * that in an agent, which has no index. kube-state-metrics has its own table.
 */
export const SIZES: Readonly<Record<StackSize, SizeRow>> = {
  [StackSize.SMALL]: {
    clusterNodes: 10,
    requests: {
      operator: requests('20m', '60Mi'),
      prometheus: requests('100m', '600Mi'),
      agent: requests('100m', '300Mi'),
      alertmanager: requests('10m', '40Mi'),
      nodeExporter: requests('10m', '25Mi'),
    },
  },
  [StackSize.MEDIUM]: {
    clusterNodes: 100,
    requests: {
      operator: requests('50m', '100Mi'),
      prometheus: requests('500m', '4Gi'),
      agent: requests('300m', '2Gi'),
      alertmanager: requests('20m', '80Mi'),
      nodeExporter: requests('20m', '40Mi'),
    },
  },
  [StackSize.LARGE]: {
    clusterNodes: 500,
    requests: {
      operator: requests('100m', '250Mi'),
      prometheus: requests('2', '16Gi'),
      agent: requests('1', '8Gi'),
      alertmanager: requests('50m', '150Mi'),
      nodeExporter: requests('50m', '60Mi'),
    },
  },
};
