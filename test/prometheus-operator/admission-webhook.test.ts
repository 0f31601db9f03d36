import { AdmissionWebhook, AdmissionWebhookProps, WebhookCertificate, WebhookFailurePolicy } from '../../src';
import { namesOf } from '../support/stack';
import { aChart, errorsOf, ofKind, synth, theOne } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

function chartWith(props: AdmissionWebhookProps = {}) {
  const chart = aChart('monitoring');
  new AdmissionWebhook(chart, 'W', props);
  return chart;
}
const objectsOf = (props: AdmissionWebhookProps = {}) => synth(chartWith(props));
const NAME = 'prometheus-operator-admission-webhook';
const argsOf = (props: AdmissionWebhookProps) => theOne(objectsOf(props), 'Deployment').spec.template.spec.containers[0].args;
const CA = Buffer.from('-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----\n').toString('base64');

test('it is complete with cert-manager: its own issuer, a certificate, and the configurations of the API server', () => {
  expect(namesOf(objectsOf())).toEqual([
    `ServiceAccount ${NAME}`, `PodDisruptionBudget ${NAME}`, `NetworkPolicy ${NAME}`, `Service ${NAME}`, `Deployment ${NAME}`, `ServiceMonitor ${NAME}`, `Issuer ${NAME}`,
    `Certificate ${NAME}`, `ValidatingWebhookConfiguration monitoring-${NAME}-rules`, `ValidatingWebhookConfiguration monitoring-${NAME}-alertmanager-configs`,
    `MutatingWebhookConfiguration monitoring-${NAME}-rules-text`,
  ]);
});

test('the API server calls the Service over HTTPS, and cert-manager writes the CA', () => {
  const [rules] = ofKind(objectsOf(), 'ValidatingWebhookConfiguration');
  expect(rules.metadata).toMatchObject({ annotations: { 'cert-manager.io/inject-ca-from': `monitoring/${NAME}` } });
  expect(rules.metadata.namespace).toBeUndefined();
  expect(rules.webhooks).toEqual([{
    name: 'prometheusrulevalidate.monitoring.coreos.com',
    admissionReviewVersions: ['v1'],
    clientConfig: { service: { name: NAME, namespace: 'monitoring', path: '/admission-prometheusrules/validate', port: 443 } },
    rules: [{ apiGroups: ['monitoring.coreos.com'], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['prometheusrules'], scope: 'Namespaced' }],
    failurePolicy: 'Ignore',
    matchPolicy: 'Equivalent',
    sideEffects: 'None',
    timeoutSeconds: 5,
  }]);
  expect(theOne(objectsOf(), 'Service').spec.ports).toEqual([{ name: 'https', port: 443, targetPort: 'https', protocol: 'TCP' }]);
});

test('the certificate is for the Service, and mounted', () => {
  const objects = objectsOf({ certificate: WebhookCertificate.issuer('internal') });
  expect(theOne(objects, 'Certificate').spec).toEqual({
    secretName: `${NAME}-tls`, dnsNames: [`${NAME}.monitoring.svc`, `${NAME}.monitoring`, NAME], issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'internal' },
  });
  expect(ofKind(objects, 'Issuer')).toEqual([]);
  expect(theOne(objects, 'Deployment').spec.template.spec.volumes[0].secret.secretName).toBe(`${NAME}-tls`);
});

test('without cert-manager the CA is an option', () => {
  const objects = objectsOf({ certificate: WebhookCertificate.secret('mine', CA) });
  expect(ofKind(objects, 'Certificate')).toEqual([]);
  const [rules] = ofKind(objects, 'ValidatingWebhookConfiguration');
  expect(rules.webhooks[0].clientConfig.caBundle).toBe(CA);
  expect(rules.metadata.annotations).toBeUndefined();
});

test('the checked objects, and the behavior without a response', () => {
  const objects = objectsOf({ failurePolicy: WebhookFailurePolicy.FAIL, timeoutSeconds: 10, namespaces: ['b', 'a'], mutation: false });
  expect(ofKind(objects, 'MutatingWebhookConfiguration')).toEqual([]);
  for (const { webhooks: [webhook] } of ofKind(objects, 'ValidatingWebhookConfiguration')) {
    expect(webhook).toMatchObject({ failurePolicy: 'Fail', timeoutSeconds: 10, namespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['a', 'b'] }] } });
  }
});

test.each<[AdmissionWebhookProps, string[]]>([
  [{}, ['--name-validation-scheme=utf8']],
  [{ version: '0.85.0' }, []],
  [{ nameValidationScheme: 'legacy', promqlOptions: ['extended-range-selectors', 'binop-fill-modifiers'] }, ['--name-validation-scheme=legacy', '--promql-options=binop-fill-modifiers,extended-range-selectors']],
  [{ version: '0.75.0', memoryLimit: '100Mi' }, ['--auto-gomemlimit-ratio=0.9']],
])('%j: the flags %j', (props, flags) => {
  const folder = '/etc/admission-webhook/tls';
  expect(argsOf(props)).toEqual(['--web.enable-tls=true', `--web.cert-file=${folder}/tls.crt`, `--web.key-file=${folder}/tls.key`, ...flags]);
});

test.each<[AdmissionWebhookProps, string]>([
  [{ version: '0.85.0', nameValidationScheme: 'utf8' }, '"nameValidationScheme" requires operator 0.86.0 or newer; the version is 0.85.0'],
  [{ version: '0.90.1', promqlOptions: ['binop-fill-modifiers'] }, '"promqlOptions" requires operator 0.91.0 or newer'],
  [{ promqlOptions: ['promql-duration-expr'] }, '"promqlOptions" is "promql-duration-expr": use one of'],
  [{ timeoutSeconds: 60 }, '"timeoutSeconds" is 60'],
  [{ certificate: WebhookCertificate.secret('mine', 'nothing') }, '[prometheus-operator/webhook-certificate]'],
  [{ certificate: WebhookCertificate.issuer('x', 'Certificate') }, 'the kind of the issuer is "Certificate"'],
])('%j is an error', (props, message) => expect(errorsOf(chartWith(props))).toContain(message));

test('its probes and its monitor use TLS', () => {
  const objects = objectsOf();
  expect(theOne(objects, 'Deployment').spec.template.spec.containers[0].readinessProbe.httpGet).toEqual({ path: '/healthz', port: 8443, scheme: 'HTTPS' });
  expect(theOne(objects, 'ServiceMonitor').spec.endpoints).toEqual([{
    port: 'https', scheme: 'https', tlsConfig: { ca: { secret: { name: `${NAME}-tls`, key: 'ca.crt' } }, serverName: `${NAME}.monitoring.svc` },
  }]);
});
