import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { admit, exposureMetadata, admittedPeers } from './admission';
import { checkExposure } from './checks';
import { checkSessionPersistence, sessionPersistenceOf } from './session-persistence';
import { WebRouteProps } from './web-exposure-props';
import { checkNamespaceNames } from '../manifest/namespaces';
import { checkReferences } from '../manifest/references';
import { createHttpRoute } from '../manifest/routes';
import { isCidr } from '../net/cidr';
import { CIDR } from '../net/rules';
import { checkOptions } from '../validation/options';
import { Problems } from '../validation/problems';
import { finding } from '../validation/rule';

/**
 * An HTTPRoute of the Gateway API to a web UI. If the component has a NetworkPolicy, another NetworkPolicy allows the gateway to connect.
 * TLS is configured in the Gateway.
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/httproute/
 *
 * @example
 * import { App, Chart, Size } from 'cdk8s';
 * import { Grafana, GrafanaDatasource, Prometheus, WebRoute } from 'cdk8s-prometheus';
 *
 * const app = new App();
 * const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
 * const prometheus = new Prometheus(chart, 'Prometheus', { storage: { size: Size.gibibytes(100) } });
 * const grafana = new Grafana(chart, 'Grafana', {
 *   admin: { secretName: 'grafana-admin' }, datasources: [GrafanaDatasource.prometheus(prometheus.queryApi!)],
 *   storage: { size: Size.gibibytes(1) }, rootUrl: 'https://grafana.example.org',
 * });
 * new WebRoute(chart, 'Web', {
 *   ui: grafana.webUi,
 *   host: 'grafana.example.org',
 *   gateway: { name: 'public', namespace: 'gateways', sectionName: 'https' },
 * });
 *
 * app.synth();
 */
export class WebRoute extends Construct {
  /** The HTTPRoute. */
  public readonly route: ApiObject;
  /**
   * The NetworkPolicy that allows the gateway to connect, in addition to the clients that the component allows itself. Undefined if the
   * component has no NetworkPolicy: any source may connect then.
   */
  public readonly networkPolicy?: ApiObject;

  public constructor(scope: Construct, id: string, props: WebRouteProps) {
    super(scope, id);
    checkOptions(this, 'WebRouteProps', props, WebRoute);
    const { ui, host, gateway, sessionPersistence, dataPlaneCidrs = [] } = props;
    const namespace = dataPlaneCidrs.length > 0 ? props.dataPlaneNamespace : props.dataPlaneNamespace ?? gateway.namespace;
    const metadata = exposureMetadata(props);
    this.networkPolicy = admit(this, props, metadata, admittedPeers(namespace, dataPlaneCidrs));
    this.route = createHttpRoute(this, 'Resource', metadata, {
      parentRefs: [{ name: gateway.name, namespace: gateway.namespace, sectionName: gateway.sectionName }],
      hostnames: [host],
      rules: [{
        backendRefs: [{ name: ui.serviceName, port: ui.port }],
        ...sessionPersistence && { sessionPersistence: sessionPersistenceOf(sessionPersistence) },
      }],
    });
    Problems.of(this).addAll([
      ...checkExposure(props, true), ...checkSessionPersistence(sessionPersistence),
      ...checkNamespaceNames('gateway.namespace', [gateway.namespace]),
      ...checkNamespaceNames('dataPlaneNamespace', props.dataPlaneNamespace === undefined ? [] : [props.dataPlaneNamespace]),
      ...checkReferences([{ prop: 'gateway.name', name: gateway.name }]),
      ...dataPlaneCidrs.filter(cidr => !isCidr(cidr)).map(cidr => finding(CIDR, { prop: 'dataPlaneCidrs', cidr })),
    ]);
  }
}
