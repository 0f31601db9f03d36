import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { admit, exposureMetadata, admittedPeers } from './admission';
import { checkExposure } from './checks';
import { FROM_NOWHERE, PLAIN } from './rules';
import { WebIngressProps } from './web-exposure-props';
import { checkNamespaceNames } from '../manifest/namespaces';
import { checkReferences } from '../manifest/references';
import { createIngress } from '../manifest/routes';
import { isCidr } from '../net/cidr';
import { CIDR } from '../net/rules';
import { checkOptions } from '../validation/options';
import { Problems } from '../validation/problems';
import { finding } from '../validation/rule';

/**
 * An Ingress to a web UI. If the component has a NetworkPolicy, another NetworkPolicy allows the controller to connect.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/
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
 *   ui: prometheus.webUi!, host, issuerUrl: 'https://login.example.org', secret: { secretName: 'login' }, emailDomains: ['example.org'],
 * });
 * new WebIngress(chart, 'Web', { ui: login.webUi, host, controllerNamespace: 'ingress-nginx', tlsSecretName: 'prometheus-web' });
 *
 * app.synth();
 */
export class WebIngress extends Construct {
  /** The Ingress. */
  public readonly ingress: ApiObject;
  /**
   * The NetworkPolicy that allows the controller to connect, in addition to the clients that the component allows itself. Undefined if the
   * component has no NetworkPolicy: any source may connect then.
   */
  public readonly networkPolicy?: ApiObject;

  public constructor(scope: Construct, id: string, props: WebIngressProps) {
    super(scope, id);
    checkOptions(this, 'WebIngressProps', props, WebIngress);
    const { ui, host, ingressClassName, tlsSecretName, controllerNamespace, controllerCidrs = [] } = props;
    const metadata = exposureMetadata(props);
    this.networkPolicy = admit(this, props, metadata, admittedPeers(controllerNamespace, controllerCidrs));
    this.ingress = createIngress(this, 'Resource', metadata, {
      ingressClassName,
      ...tlsSecretName !== undefined && { tls: [{ hosts: [host], secretName: tlsSecretName }] },
      rules: [{
        host,
        http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: ui.serviceName, port: { number: ui.port } } } }] },
      }],
    });
    Problems.of(this).addAll([
      ...checkExposure(props, false),
      ...this.networkPolicy && controllerNamespace === undefined && controllerCidrs.length === 0 ? [finding(FROM_NOWHERE, {})] : [],
      ...tlsSecretName === undefined && !Object.keys(props.annotations ?? {}).some(key => /certificate|ssl|tls|acm/i.test(key))
        ? [finding(PLAIN, { host })]
        : [],
      ...checkNamespaceNames('controllerNamespace', controllerNamespace === undefined ? [] : [controllerNamespace]),
      ...checkReferences([{ prop: 'tlsSecretName', name: tlsSecretName }, { prop: 'ingressClassName', name: ingressClassName }]),
      ...controllerCidrs.filter(cidr => !isCidr(cidr)).map(cidr => finding(CIDR, { prop: 'controllerCidrs', cidr })),
    ]);
  }
}
