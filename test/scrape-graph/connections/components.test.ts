import { ClusterState } from '../../../src/scrape-graph/cluster-state';
import { connectionsOf } from '../../../src/scrape-graph/connections/rows';
import { asManifests } from '../../../src/scrape-graph/manifest';

const read = (object: object, others: readonly object[]) => {
  const manifests = asManifests([object, ...others]);
  return connectionsOf({ object: manifests[0], world: new ClusterState(manifests) });
};
/** `host:port`, as the module finds them. */
const found = (object: object, ...others: object[]) => read(object, others).connections.map(({ host, port, protocol }) => `${host}:${port}${protocol === 'UDP' ? '/udp' : ''}`);
const unreadIn = (object: object, ...others: object[]) => read(object, others).unread.map(({ field, what }) => `${field}: ${what}`);

const NAMED = { metadata: { name: 'main', namespace: 'monitoring' } };
const alertmanager = (spec: object) => ({ apiVersion: 'monitoring.coreos.com/v1', kind: 'Alertmanager', ...NAMED, spec: { alertmanagerConfiguration: { name: 'routing' }, ...spec } });
const receivers = (...all: object[]) => ({ apiVersion: 'monitoring.coreos.com/v1beta1', kind: 'AlertmanagerConfig', ...NAMED, spec: { receivers: all } });
const secret = (name: string, data: Record<string, string>) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: 'monitoring' }, stringData: data });
const configMap = (name: string, data: Record<string, string>) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'monitoring' }, data });
const URL_KEY = { name: 'receiver', key: 'url' };

describe('the receivers of an AlertmanagerConfig', () => {
  test.each<[string, object, string[], string[]]>([
    ['a webhook', { webhookConfigs: [{ url: 'http://hook.example.org:8080/alert' }] }, ['hook.example.org:8080'], []],
    ['a webhook in a Secret', { webhookConfigs: [{ urlSecret: URL_KEY }] }, [], ['spec.receivers[0].webhookConfigs[0].urlSecret: key "url" of the Secret "receiver"']],
    ['mail', { emailConfigs: [{ smarthost: 'mail.example.org:587' }] }, ['mail.example.org:587'], []],
    ['Slack', { slackConfigs: [{ apiURL: URL_KEY }] }, ['hooks.slack.com:443'], []],
    ['PagerDuty', { pagerdutyConfigs: [{ routingKey: URL_KEY }] }, ['events.pagerduty.com:443'], []],
    ['PagerDuty at another address', { pagerdutyConfigs: [{ url: 'https://pd.example.org:8443/v2' }] }, ['pd.example.org:8443'], []],
    ['Opsgenie', { opsgenieConfigs: [{ apiKey: URL_KEY }] }, ['api.opsgenie.com:443'], []],
    ['Opsgenie at another address', { opsgenieConfigs: [{ apiURL: 'https://og.example.org:9443' }] }, ['og.example.org:9443'], []],
    ['Teams', { msteamsConfigs: [{ webhookUrl: URL_KEY }], msteamsv2Configs: [{ webhookURL: URL_KEY }] }, ['outlook.office.com:443', 'logic.azure.com:443'], []],
    ['Discord', { discordConfigs: [{ apiURL: URL_KEY }] }, ['discord.com:443'], []],
    ['Telegram at another address', { telegramConfigs: [{ apiURL: 'http://telegram.example.org:8081' }] }, ['telegram.example.org:8081'], []],
    ['VictorOps', { victoropsConfigs: [{ apiUrl: 'https://vo.example.org:8444' }] }, ['vo.example.org:8444'], []],
    ['Webex, WeChat, Pushover', { webexConfigs: [{}], wechatConfigs: [{}], pushoverConfigs: [{}] }, ['webexapis.com:443', 'qyapi.weixin.qq.com:443', 'api.pushover.net:443'], []],
    ['Rocket.Chat', { rocketchatConfigs: [{ apiURL: 'https://chat.example.org:3000' }] }, ['chat.example.org:3000'], []],
    ['SNS', { snsConfigs: [{ sigv4: { accessKey: {} } }] }, ['sns.amazonaws.com:443', 'sts.amazonaws.com:443'], []],
    ['one that nobody knows yet', { brandnewConfigs: [{ url: 'https://new.example.org:7777' }] }, ['new.example.org:7777'], []],
    ['a proxy, and a token server', { webhookConfigs: [{ url: 'http://hook.example.org:8080', httpConfig: { proxyURL: 'http://proxy.example.org:3128', oauth2: { tokenUrl: 'https://login.example.org:8443' } } }] },
      ['proxy.example.org:3128', 'login.example.org:8443'], []],
  ])('%s', (_, receiver, connections, unread) => expect([found(receivers(receiver)), unreadIn(receivers(receiver))]).toEqual([connections, unread]));

  test('a URL in a Secret of the app is read', () => {
    expect(found(receivers({ slackConfigs: [{ apiURL: URL_KEY }] }), secret('receiver', { url: 'https://mattermost.example.org:8065/hooks/x' }))).toEqual(['mattermost.example.org:8065']);
  });
});

describe('an Alertmanager', () => {
  test('its pods find each other, and others', () => {
    expect(found(alertmanager({ replicas: 3, additionalPeers: ['am.example.org:9094'] }))).toEqual([
      'alertmanager-operated.monitoring.svc:9094', 'alertmanager-operated.monitoring.svc:9094/udp', 'am.example.org:9094', 'am.example.org:9094/udp',
    ]);
    expect(found(alertmanager({ replicas: 1 }))).toEqual([]);
  });

  test('its global settings', () => {
    const global = {
      pagerdutyUrl: 'https://pd.example.org:8443',
      opsGenieApiUrl: URL_KEY,
      jira: { apiURL: 'https://jira.example.org:8080' },
      smtp: { smartHost: { host: 'mail.example.org', port: '2525' } },
      httpConfig: { proxyUrl: 'http://proxy.example.org:3128' },
    };
    expect(found(alertmanager({ alertmanagerConfiguration: { name: 'routing', global } }))).toEqual([
      'api.opsgenie.com:443', 'pd.example.org:8443', 'jira.example.org:8080', 'mail.example.org:2525', 'proxy.example.org:3128',
    ]);
  });

  test('its file in a Secret is unread, unless the Secret is here', () => {
    const raw = { ...alertmanager({}), spec: { configSecret: 'raw' } };
    expect(unreadIn(raw)).toEqual(['spec.configSecret: key "alertmanager.yaml" of the Secret "raw"']);
    expect(unreadIn({ ...raw, spec: {} })).toEqual(['spec.configSecret: key "alertmanager.yaml" of the Secret "alertmanager-main"']);
    const file = [
      'global: {smtp_smarthost: "mail.example.org:465", slack_api_url: "https://slack.example.org:4443/x"}',
      'receivers:', '- name: a', '  webhook_configs: [{url: "http://hook.example.org:8080"}]', '  opsgenie_configs: [{api_url: "https://og.example.org:9443"}]',
      '  msteams_configs: [{webhook_url: "https://teams.example.org:1443", http_config: {proxy_url: x}}]',
    ].join('\n');
    expect(found(raw, secret('raw', { 'alertmanager.yaml': file })).slice(0, 4)).toEqual(['slack.example.org:4443', 'mail.example.org:465', 'hook.example.org:8080', 'og.example.org:9443']);
  });

  test('objects that it selects may be elsewhere', () => {
    expect(unreadIn(alertmanager({ alertmanagerConfigSelector: {} }))).toEqual(['spec.alertmanagerConfigSelector: receivers of AlertmanagerConfigs that are not among the objects here']);
  });
});

describe('a ThanosRuler', () => {
  const ruler = (spec: object) => ({ apiVersion: 'monitoring.coreos.com/v1', kind: 'ThanosRuler', ...NAMED, spec });
  test('queries, alerts, and writes', () => {
    expect(found(ruler({ queryEndpoints: ['dnssrv+_http._tcp.thanos-query.monitoring.svc', 'http://query.example.org:10902'], alertmanagersUrl: ['dns+http://am.monitoring.svc:9093'], remoteWrite: [{ url: 'http://mimir:9009' }] })).sort())
      .toEqual(['am.monitoring.svc:9093', 'mimir:9009', 'query.example.org:10902', 'thanos-query.monitoring.svc:http']);
    const secrets = { queryConfig: URL_KEY, alertmanagersConfig: URL_KEY, objectStorageConfig: URL_KEY, tracingConfig: URL_KEY };
    expect(unreadIn(ruler(secrets))).toEqual(Object.keys(secrets).map(field => `spec.${field}: key "url" of the Secret "receiver"`));
    expect(unreadIn(ruler({ objectStorageConfigFile: '/a', tracingConfigFile: '/b' }))).toEqual(['spec.objectStorageConfigFile: the file "/a"', 'spec.tracingConfigFile: the file "/b"']);
  });
});

const deployment = (container: object, volumes: object[] = []) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  ...NAMED,
  spec: { selector: { matchLabels: { app: 'main' } }, template: { metadata: { labels: { app: 'main' } }, spec: { containers: [{ name: 'main', image: 'example.org/x:1', ...container }], volumes } } },
});

describe('the command line of a component', () => {
  test.each<[string, string[], string[]]>([
    ['a Thanos Query', ['query', '--endpoint=dnssrv+_grpc._tcp.store.monitoring.svc', '--endpoint=sidecar.example.org', '--http-address=0.0.0.0:10902'], ['store.monitoring.svc:grpc', 'sidecar.example.org:10901']],
    ['its endpoints as a document', ['--endpoint.sd-config={"endpoints":[{"address":"thanos:10901"},{"address":"far.example.org:443"}]}'], ['thanos:10901', 'far.example.org:443']],
    ['object storage', ['--objstore.config=type: S3\nconfig: {endpoint: "minio:9000", access_key: a}'], ['minio:9000']],
    ['a prometheus-adapter', ['--prometheus-url=http://prometheus-main.monitoring.svc:9090/'], ['prometheus-main.monitoring.svc:9090']],
    ['a login', ['--oidc-issuer-url=https://login.example.org:8443', '--upstream=http://grafana:3000', '--redirect-url=https://x.example.org:1/'], ['login.example.org:8443', 'grafana:3000']],
    ['metrics-server', ['--kubelet-preferred-address-types=InternalIP'], ['*:10250']],
    ['a proxy before its own pod', ['--upstream=http://127.0.0.1:9090/'], []],
  ])('%s', (_, args, expected) => expect(found(deployment({ args }))).toEqual(expected));

  test('files of ConfigMaps are read, those of Secrets are not', () => {
    const mounts = { volumeMounts: [{ name: 'rings', mountPath: '/etc/rings' }, { name: 'bucket', mountPath: '/etc/bucket' }] };
    const object = deployment({ args: ['--receive.hashrings-file=/etc/rings/rings.json', '--objstore.config-file=/etc/bucket/thanos.yaml'], ...mounts },
      [{ name: 'rings', configMap: { name: 'rings' } }, { name: 'bucket', secret: { secretName: 'bucket', items: [{ key: 'k', path: 'thanos.yaml' }] } }]);
    const rings = configMap('rings', { 'rings.json': '[{"endpoints":[{"address":"receive-0.receive.monitoring.svc:10901"},"receive-1.receive.monitoring.svc:10901"]}]' });
    expect(found(object, rings)).toEqual(['receive-0.receive.monitoring.svc:10901', 'receive-1.receive.monitoring.svc:10901']);
    expect(unreadIn(object, rings)).toEqual(['spec.template.spec.containers[0] --objstore.config-file: key "k" of the Secret "bucket"']);
    expect(found(object, rings, secret('bucket', { k: 'type: S3\nconfig: {endpoint: "minio:9000", access_key: a}' }))).toContain('minio:9000');
  });

  test('resolvers of its pods', () => {
    const object: any = deployment({});
    Object.assign(object.spec.template.spec, { dnsPolicy: 'Default', dnsConfig: { nameservers: ['10.1.2.3'] } });
    expect([found(object), unreadIn(object)]).toEqual([['10.1.2.3:53/udp', '10.1.2.3:53'], ['spec.template.spec.dnsPolicy: the resolvers of the nodes']]);
  });

  test('a proxy in the environment', () => expect(found(deployment({ env: [{ name: 'HTTPS_PROXY', value: 'http://proxy:3128' }] }))).toEqual(['proxy:3128']));
});

describe('Grafana', () => {
  const grafana = (env: object[] = []) => deployment({ image: 'docker.io/grafana/grafana:13.0.1', env }, [{ name: 'files', configMap: { name: 'files' } }]);
  const ini = (...lines: string[]) => configMap('files', { 'grafana.ini': lines.join('\n') });

  test.each<[string, string[], string[]]>([
    ['PostgreSQL', ['[database]', 'type = postgres', 'host = db.example.org:5433'], ['db.example.org:5433']],
    ['a database without a port', ['[database]', 'host = db.example.org'], ['db.example.org:3306', 'db.example.org:5432']],
    ['a socket', ['[database]', 'host = /var/run/postgresql'], []],
    ['mail', ['[smtp]', 'enabled = true', 'host = mail.example.org:587'], ['mail.example.org:587']],
    ['OAuth, but not what a browser asks', ['[auth.generic_oauth]', 'auth_url = https://login.example.org:1111/auth', 'token_url = https://login.example.org:8443/token', 'api_url = https://login.example.org:8444/user'],
      ['login.example.org:8443', 'login.example.org:8444']],
    ['a login that Grafana knows', ['[auth.github]', 'enabled = true'], ['*:443']],
    ['Redis', ['[remote_cache]', 'connstr = addr=redis.example.org:6380,db=0'], ['redis.example.org:6380']],
    ['pictures', ['[rendering]', 'server_url = http://renderer:8081/render'], ['renderer:8081']],
    ['its other pods', ['[unified_alerting]', 'ha_peers = grafana-peers.monitoring.svc:9094'], ['grafana-peers.monitoring.svc:9094']],
    ['comments', ['[database]', ';host = a:1', '# host = b:2'], []],
  ])('%s', (_, lines, expected) => expect(found(grafana(), ini(...lines))).toEqual(expected));

  test('settings in the environment', () => {
    expect(found(grafana([{ name: 'GF_DATABASE_HOST', value: 'db.example.org:5433' }, { name: 'GF_AUTH_GENERIC_OAUTH_TOKEN_URL', value: 'https://login.example.org:8443' }, { name: 'GF_INSTALL_PLUGINS', value: 'x' }])))
      .toEqual(['db.example.org:5433', 'login.example.org:8443', 'grafana.com:443']);
    expect(unreadIn(grafana([{ name: 'GF_DATABASE_URL', valueFrom: { secretKeyRef: { name: 'db', key: 'url' } } }, { name: 'GF_SECURITY_ADMIN_PASSWORD', valueFrom: { secretKeyRef: { name: 'admin', key: 'x' } } }])))
      .toEqual(['GF_DATABASE_URL: key "url" of the Secret "db"']);
  });

  test('datasources', () => {
    const sources = configMap('files', {
      'datasources.yaml': [
        'datasources:', '- {name: P, url: "http://prometheus-main.monitoring.svc:9090"}', '- {name: L, url: "http://loki.logs.svc:3100"}', '- {name: Browser, access: direct, url: "http://x:1"}',
        '- {name: CloudWatch, type: cloudwatch}', '- {name: V, url: "$LOKI"}',
      ].join('\n'),
    });
    expect(found(grafana(), sources)).toEqual(['prometheus-main.monitoring.svc:9090', 'loki.logs.svc:3100', '*:443']);
    expect(unreadIn(grafana(), sources)).toEqual(['datasources.yaml "V": a value that is filled in elsewhere']);
  });
});

describe('a prober', () => {
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'blackbox', namespace: 'monitoring' }, spec: { selector: { app: 'main' }, ports: [{ port: 9115 }] } };
  const probe = (targets: object, url = 'blackbox.monitoring.svc:9115') => ({ apiVersion: 'monitoring.coreos.com/v1', kind: 'Probe', metadata: { name: 'web', namespace: 'shop' }, spec: { prober: { url }, targets } });
  const fixed = (...all: string[]) => probe({ staticConfig: { static: all } });

  test('connects to the targets of the Probes that use it', () => {
    expect(found(deployment({}), service, fixed('http://a.example.org:8080/', 'https://b.example.org/', 'db.example.org:5432'))).toEqual([
      'a.example.org:8080', 'a.example.org:443', 'b.example.org:443', 'b.example.org:443', 'db.example.org:5432', 'db.example.org:5432/udp',
    ]);
    expect(found(deployment({}), service, probe({ ingress: {} }))).toEqual(['*:80', '*:443']);
    expect(found(deployment({}), service, probe({ staticConfig: { static: ['http://a:1'] } }, 'other.monitoring.svc:9115'))).toEqual([]);
  });

  test('a target without a port may be any port', () => expect(unreadIn(deployment({}), service, fixed('host.example.org'))).toEqual(['targets of Probe shop/web: the port and the protocol of "host.example.org"']));
});
