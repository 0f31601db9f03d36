import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { AdmissionWebhookProps } from './admission-webhook-props';
import { HOOKS, webhooksOf } from './webhook-configurations';
import { checkWebhook, resolveWebhook, WEBHOOK_PORT, webhookPod } from './webhook-pod';
import { createService } from '../manifest/core';
import { Identity, objectLabels, selectorLabels } from '../manifest/labels';
import { createServiceMonitor } from '../manifest/monitoring';
import { createNetworkPolicy } from '../manifest/network-policy';
import { withAnnotations } from '../manifest/object';
import { createServiceAccount } from '../manifest/rbac';
import { withDefaults } from '../manifest/reach';
import { createCertificate, createSelfSignedIssuer, createWebhookConfiguration } from '../manifest/webhooks';
import { createPodDisruptionBudget, createWorkload } from '../manifest/workloads';
import { overTls } from '../scrape/access';
import { useMonitorOptions } from '../scrape/component-monitor';
import { checkOptions } from '../validation/options';
import { ProbeChecks } from '../validation/probe-checks';
import { Problems } from '../validation/problems';
import { registerVersion } from '../validation/versions-in-force';

/**
 * The admission webhook of prometheus-operator. With it the API server rejects each PrometheusRule or AlertmanagerConfig, from any source,
 * that Prometheus or Alertmanager cannot read. One webhook per cluster is enough.
 *
 * @see https://prometheus-operator.dev/docs/platform/webhook/
 *
 * @example
 * import { App, Chart } from 'cdk8s';
 * import { AdmissionWebhook, WebhookCertificate, WebhookFailurePolicy } from 'cdk8s-prometheus';
 *
 * const chart = new Chart(new App(), 'monitoring', { namespace: 'monitoring' });
 * new AdmissionWebhook(chart, 'AdmissionWebhook', {
 *   certificate: WebhookCertificate.issuer('internal-ca'),
 *   failurePolicy: WebhookFailurePolicy.FAIL,
 * });
 */
export class AdmissionWebhook extends Construct {
  /** The Deployment. */
  public readonly deployment: ApiObject;
  /** The Service that the API server calls. */
  public readonly service: ApiObject;
  /** Scrapes it as job `prometheus-operator-admission-webhook`. */
  public readonly serviceMonitor: ApiObject;
  /** The ServiceAccount of the pods, without permissions. */
  public readonly serviceAccount: ApiObject;
  /** The webhook configurations: two that validate, and one that mutates unless `mutation` is false. */
  public readonly configurations: ApiObject[];
  /** The Certificate of cert-manager; undefined without cert-manager. */
  public readonly certificate?: ApiObject;
  /** The Issuer that signs the certificate; undefined unless the certificate is self-signed. */
  public readonly issuer?: ApiObject;
  /** The PodDisruptionBudget, by which at most one pod is evicted at a time; undefined for one pod. */
  public readonly podDisruptionBudget?: ApiObject;
  /** The NetworkPolicy that opens the port of the webhook; undefined if `networkPolicy` is false. */
  public readonly networkPolicy?: ApiObject;

  public constructor(scope: Construct, id: string, props: AdmissionWebhookProps = {}) {
    super(scope, id);
    checkOptions(this, 'AdmissionWebhookProps', props, AdmissionWebhook);
    props = withDefaults(this, 'AdmissionWebhookProps', props);
    useMonitorOptions(this, props.monitor);
    const resolved = resolveWebhook(props, Chart.of(this).namespace);
    const { name, namespace, version, replicas, certificate, secretName } = resolved;
    const identity: Identity = {
      name: 'prometheus-operator-admission-webhook', instance: name, component: 'admission-webhook', version: version.text,
    };
    const metadata = { name, namespace, labels: objectLabels(identity, props.labels), annotations: props.annotations };
    const selector = selectorLabels(identity);
    const tls = { secretName };

    this.serviceAccount = createServiceAccount(this, 'ServiceAccount', metadata);
    if (replicas > 1) { this.podDisruptionBudget = createPodDisruptionBudget(this, 'PodDisruptionBudget', metadata, selector); }
    // the API server is not a pod: all clients may connect
    if (props.networkPolicy ?? true) {
      this.networkPolicy = createNetworkPolicy(this, 'NetworkPolicy', metadata, selector, [{ ports: [WEBHOOK_PORT.port] }]);
    }
    this.service = createService(
      this,
      'Service',
      metadata,
      { selector, ports: [{ name: WEBHOOK_PORT.name, port: 443, targetPort: WEBHOOK_PORT.name, protocol: 'TCP' }] },
    );
    this.deployment = createWorkload(this, 'Resource', metadata, {
      kind: 'Deployment', replicas, selector, podLabels: metadata.labels, pod: webhookPod(resolved, this.serviceAccount.name, selector),
    });
    this.serviceMonitor = createServiceMonitor(this, 'ServiceMonitor', metadata, {
      jobLabel: 'app.kubernetes.io/name',
      selector: { matchLabels: selector },
      endpoints: [{ port: WEBHOOK_PORT.name, ...overTls(tls, name, namespace) }],
    });
    const issuerRef = certificate._issuer(name);
    if (certificate._isSelfSigned) { this.issuer = createSelfSignedIssuer(this, 'Issuer', metadata); }
    if (issuerRef) {
      const dnsNames = [`${name}.${namespace}.svc`, `${name}.${namespace}`, name];
      this.certificate = createCertificate(this, 'Certificate', metadata, { secretName, dnsNames, issuerRef });
    }
    const global = withAnnotations(
      { ...metadata, namespace: undefined }, issuerRef && { 'cert-manager.io/inject-ca-from': `${namespace}/${name}` },
    );
    const where = { service: name, namespace, caBundle: certificate._caBundle };
    this.configurations = HOOKS.filter(({ kind }) => kind !== 'MutatingWebhookConfiguration' || (props.mutation ?? true))
      .map(hook => createWebhookConfiguration(
        this, hook.id, hook.kind, { ...global, name: `${namespace}-${name}-${hook.id}` }, webhooksOf(hook, where, props),
      ));

    registerVersion(this, 'operator', version.text, props.version === undefined);
    Problems.of(this).addAll([...resolved.findings, ...checkWebhook(props, resolved)]);
    ProbeChecks._of(this.deployment, { [resolved.container]: [{ host: '', port: WEBHOOK_PORT.port, scheme: 'HTTPS' }] });
  }
}
