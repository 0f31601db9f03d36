import { RemoteWrite } from '../../src';

const credentials = { secretName: 'grafana-cloud' };
const azureAd = { clientId: '00000000-0000-0000-0000-000000000000' };
const AZURE = 'https://name-abcd.westeurope-1.metrics.ingest.monitor.azure.com';
const DCR = 'dcr-0123456789abcdef0123456789abcdef';
const AZURE_URL = `${AZURE}/dataCollectionRules/${DCR}/streams/Microsoft-PrometheusMetrics/api/v1/write?api-version=2023-04-24`;
const AMP = 'https://aps-workspaces.eu-west-1.amazonaws.com/workspaces/ws-1';
const sigV4 = { region: 'eu-west-1' };

const mimir = (endpoint: string) => RemoteWrite.mimir({ endpoint }).url;
const cloud = (host: string) => RemoteWrite.grafanaCloud({ host, credentials }).url;
const thanos = (endpoint: string) => RemoteWrite.thanosReceive({ endpoint }).url;
const victoria = (endpoint: string, account?: string) => RemoteWrite.victoriaMetrics({ endpoint, account }).url;
const amazon = (workspaceId: string) => RemoteWrite.amazon({ workspaceId, sigV4 }).url;
const azure = (endpoint: string) => RemoteWrite.azure({ endpoint, dataCollectionRuleId: DCR, azureAd }).url;

/** The URLs that the receivers' own pages show. */
test.each([
  ['Mimir', mimir('https://mimir.example.org'), 'https://mimir.example.org/api/v1/push'],
  ['Mimir, the whole URL', mimir('https://mimir.example.org/api/v1/push'), 'https://mimir.example.org/api/v1/push'],
  ['Mimir, with a slash at the end', mimir('https://mimir.example.org/api/v1/push/'), 'https://mimir.example.org/api/v1/push'],
  ['Mimir below a prefix', mimir('https://gateway.example.org/mimir'), 'https://gateway.example.org/mimir/api/v1/push'],
  ['Cortex, the older path', RemoteWrite.cortex({ endpoint: 'https://cortex.example.org/api/prom/push' }).url, 'https://cortex.example.org/api/prom/push'],
  ['Grafana Cloud', cloud('prometheus-prod-01.grafana.net'), 'https://prometheus-prod-01.grafana.net/api/prom/push'],
  ['Grafana Cloud, a URL', cloud('https://prometheus-prod-01.grafana.net'), 'https://prometheus-prod-01.grafana.net/api/prom/push'],
  ['Grafana Cloud, the whole URL', cloud('https://prometheus-prod-01.grafana.net/api/prom/push'), 'https://prometheus-prod-01.grafana.net/api/prom/push'],
  ['Receive', thanos('http://thanos-receive.thanos.svc:19291'), 'http://thanos-receive.thanos.svc:19291/api/v1/receive'],
  ['Receive, the whole URL', thanos('http://thanos-receive.thanos.svc:19291/api/v1/receive'), 'http://thanos-receive.thanos.svc:19291/api/v1/receive'],
  ['VictoriaMetrics', victoria('http://vm:8428'), 'http://vm:8428/api/v1/write'],
  ['VictoriaMetrics, the whole URL', victoria('http://vm:8428/api/v1/write'), 'http://vm:8428/api/v1/write'],
  ['VictoriaMetrics, the whole URL of a cluster', victoria('http://vminsert:8480/insert/0/prometheus/api/v1/write'), 'http://vminsert:8480/insert/0/prometheus/api/v1/write'],
  ['VictoriaMetrics, an account', victoria('http://vminsert:8480', '7:1'), 'http://vminsert:8480/insert/7:1/prometheus/api/v1/write'],
  ['VictoriaMetrics, an account and the whole URL', victoria('http://vminsert:8480/insert/0/prometheus/api/v1/write', '0'), 'http://vminsert:8480/insert/0/prometheus/api/v1/write'],
  ['Amazon', amazon('ws-1'), `${AMP}/api/v1/remote_write`],
  ['Amazon, the whole URL', amazon(`${AMP}/api/v1/remote_write`), `${AMP}/api/v1/remote_write`],
  ['Azure', azure(AZURE), AZURE_URL],
  ['Azure, the whole URL', azure(AZURE_URL), AZURE_URL],
])('%s', (_, url, expected) => expect(url).toBe(expected));
