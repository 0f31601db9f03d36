import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { OAuth2ProxyProps } from './oauth2-proxy-props';
import { HOST, PROXY_EVERYBODY, PROXY_NOBODY, UPSTREAM_HTTPS } from './rules';
import { decideHealthCheck, isFinding } from '../health/health-check';
import { containerFields } from '../manifest/container-fields';
import { checkLabels, selectorLabels } from '../manifest/labels';
import { checkPod, NOBODY, podFields, resolvePod, spread } from '../manifest/pod';
import { securityContextOf } from '../manifest/pod-security';
import { withDefaults } from '../manifest/reach';
import { checkNumber, checkReferences, checkUrl } from '../manifest/references';
import { RESTRICTED_CONTAINER } from '../manifest/workloads';
import { useMonitorOptions } from '../scrape/component-monitor';
import { SCRAPERS } from '../scrape/prometheus-pods';
import { WebUiReference } from '../scrape/web';
import { createWebServer } from '../scrape/web-server';
import { isDnsSubdomain } from '../validation/kubernetes-names';
import { checkOptions } from '../validation/options';
import { Problems } from '../validation/problems';
import { finding, Finding } from '../validation/rule';
import { imageOf, versionIn } from '../versions/releases';

const PORT = { name: 'http', port: 4180 } as const;
const METRICS = { name: 'metrics', port: 44180 } as const;

/**
 * oauth2-proxy: a login by OpenID Connect in front of a web UI without authentication, such as those of Prometheus, Alertmanager and
 * Thanos. A WebIngress or a WebRoute exposes its `webUi` to people. Programs such as Grafana connect to the component itself.
 *
 * @see https://oauth2-proxy.github.io/oauth2-proxy/
 *
 * @example
 * import { App, Chart, Size } from 'cdk8s';
 * import { OAuth2Proxy, Prometheus, WebIngress } from 'cdk8s-prometheus';
 *
 * const app = new App();
 * const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
 * const host = 'prometheus.example.org';
 * const prometheus = new Prometheus(chart, 'Prometheus', { storage: { size: Size.gibibytes(100) }, externalUrl: `https://${host}/` });
 * const login = new OAuth2Proxy(chart, 'Login', {
 *   ui: prometheus.webUi!,
 *   host,
 *   issuerUrl: 'https://login.example.org',
 *   secret: { secretName: 'login' },
 *   emailDomains: ['example.org'],
 * });
 * new WebIngress(chart, 'Web', { ui: login.webUi, host, controllerNamespace: 'ingress-nginx', tlsSecretName: 'prometheus-web' });
 *
 * app.synth();
 */
export class OAuth2Proxy extends Construct {
  /** The Deployment. */
  public readonly deployment: ApiObject;
  /** The Service of the proxy. */
  public readonly service: ApiObject;
  /** The ServiceMonitor that scrapes it as job `oauth2-proxy`. */
  public readonly serviceMonitor: ApiObject;
  /** The ServiceAccount of the pods, without permissions and without a token. */
  public readonly serviceAccount: ApiObject;
  /** The NetworkPolicy that restricts who may connect: its namespace, and what a WebIngress or a WebRoute allows. */
  public readonly networkPolicy: ApiObject;
  /** The PodDisruptionBudget: at most one pod is evicted at a time. Undefined if there is one replica. */
  public readonly podDisruptionBudget?: ApiObject;
  /** Reference to the web UI, for a WebIngress or a WebRoute. */
  public readonly webUi: WebUiReference;

  public constructor(scope: Construct, id: string, props: OAuth2ProxyProps) {
    super(scope, id);
    checkOptions(this, 'OAuth2ProxyProps', props, OAuth2Proxy);
    useMonitorOptions(this, props.monitor);
    props = withDefaults(this, 'OAuth2ProxyProps', props, { namespace: props.ui.namespace });
    const { ui, host, replicas = 2, name = `${ui.serviceName}-login`, labels = {} } = props;
    const { namespace } = ui;
    const version = props.version ?? versionIn('oauth2Proxy', props.versions);
    const identity = { name: 'oauth2-proxy', instance: name, component: 'login', version };
    const server = createWebServer(this, {
      identity,
      name,
      namespace,
      labels,
      container: 'oauth2-proxy',
      replicas,
      port: PORT,
      metrics: METRICS,
      pod: serviceAccount => podSpec(props, serviceAccount, version, replicas, selectorLabels(identity)),
      ingress: [{ ports: [PORT.port], from: [{}] }, { ports: [METRICS.port], from: SCRAPERS }],
    });
    this.deployment = server.deployment;
    this.service = server.service;
    this.serviceMonitor = server.serviceMonitor;
    this.serviceAccount = server.serviceAccount!;
    this.networkPolicy = server.networkPolicy!;
    this.podDisruptionBudget = server.podDisruptionBudget;
    this.webUi = {
      serviceName: name,
      namespace,
      port: PORT.port,
      podLabels: selectorLabels(identity),
      podPort: PORT.port,
      externalUrl: `https://${host}`,
      requiresAuthentication: true,
    };
    Problems.of(this).addAll(checkProps(props));
  }
}

function podSpec(
  props: OAuth2ProxyProps, serviceAccountName: string, version: string, replicas: number, selector: { readonly [label: string]: string },
): object {
  const { ui, issuerUrl, host, emailDomains, allowedGroups = [], secret, imageRegistry: registry, imageDigest: digest } = props;
  const pod = resolvePod(props, { cpu: '20m', memory: '40Mi' });
  const health = (path: string) => {
    const check = decideHealthCheck({
      path, listener: { host: '', port: PORT.port, scheme: 'HTTP' }, container: 'oauth2-proxy', hasShell: false,
    });
    return isFinding(check) ? undefined : check;
  };
  const variable = (
    name: string, key: string,
  ) => ({ name: `OAUTH2_PROXY_${name}`, valueFrom: { secretKeyRef: { name: secret.secretName, key } } });
  return {
    serviceAccountName,
    automountServiceAccountToken: false,
    securityContext: securityContextOf(pod, { id: NOBODY }),
    ...podFields(pod),
    ...replicas > 1 && spread(selector),
    containers: [{
      name: 'oauth2-proxy',
      image: props.image ?? imageOf('oauth2Proxy', { version, registry, digest }),
      args: [
        '--provider=oidc',
        `--oidc-issuer-url=${issuerUrl}`,
        `--redirect-url=https://${host}/oauth2/callback`,
        `--upstream=http://${ui.serviceName}.${ui.namespace}.svc:${ui.port}/`,
        `--http-address=0.0.0.0:${PORT.port}`,
        ...emailDomains.map(domain => `--email-domain=${domain}`),
        ...allowedGroups.map(group => `--allowed-group=${group}`),
        '--reverse-proxy=true',
        '--cookie-secure=true',
        '--cookie-samesite=lax',
        '--code-challenge-method=S256',
        '--skip-provider-button=true',
        `--metrics-address=0.0.0.0:${METRICS.port}`,
      ],
      env: [
        variable('CLIENT_ID', secret.clientIdKey ?? 'client-id'),
        variable('CLIENT_SECRET', secret.clientSecretKey ?? 'client-secret'),
        variable('COOKIE_SECRET', secret.cookieSecretKey ?? 'cookie-secret'),
      ],
      ports: [PORT, METRICS].map(({ name, port }) => ({ name, containerPort: port, protocol: 'TCP' })),
      readinessProbe: health('/ready'),
      livenessProbe: { ...health('/ping'), periodSeconds: 30, timeoutSeconds: 5 },
      ...containerFields(pod),
      terminationMessagePolicy: 'FallbackToLogsOnError',
      securityContext: RESTRICTED_CONTAINER,
    }],
  };
}

function checkProps({
  ui, issuerUrl, host, secret, emailDomains, allowedGroups = [], replicas, labels, ...pod
}: OAuth2ProxyProps): Finding[] {
  return [
    ...ui.isHttps || ui.requiresAuthentication
      ? [finding(UPSTREAM_HTTPS, { service: ui.serviceName, requiresToken: ui.requiresAuthentication ?? false })]
      : [],
    ...isDnsSubdomain(host) && host.includes('.') ? [] : [finding(HOST, { host })],
    ...emailDomains.length === 0 ? [finding(PROXY_NOBODY, {})] : [],
    ...emailDomains.includes('*') && allowedGroups.length === 0 ? [finding(PROXY_EVERYBODY, {})] : [],
    ...checkUrl('issuerUrl', issuerUrl), ...checkNumber('replicas', replicas, 1, 100), ...checkLabels('labels', labels ?? {}),
    ...checkReferences([{ prop: 'secret.secretName', name: secret.secretName }]),
    ...checkPod(resolvePod(pod, { cpu: '20m', memory: '40Mi' })),
  ];
}
