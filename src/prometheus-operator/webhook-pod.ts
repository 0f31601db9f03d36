import { AdmissionWebhookProps, WebhookFailurePolicy } from './admission-webhook-props';
import { WEBHOOK_OPTION } from './rules';
import { WebhookCertificate } from './webhook-certificate';
import { decideHealthCheck, isFinding } from '../health/health-check';
import { containerFields } from '../manifest/container-fields';
import { checkChoice } from '../manifest/instance-spec';
import { checkAnnotations, checkLabels, Labels } from '../manifest/labels';
import { checkNamespace, checkNamespaceNames } from '../manifest/namespaces';
import { checkPod, NOBODY, podFields, resolvePod, spread } from '../manifest/pod';
import { securityContextOf } from '../manifest/pod-security';
import { checkNumber } from '../manifest/references';
import { RESTRICTED_CONTAINER } from '../manifest/workloads';
import { finding, Finding } from '../validation/rule';
import { ComponentVersion } from '../versions/component-version';
import { imageOf, versionIn } from '../versions/releases';

export const WEBHOOK_PORT = { name: 'https', port: 8443 } as const;
const FOLDER = '/etc/admission-webhook/tls';
const VOLUME = 'tls';

/** The props with their defaults. Never throws. */
export function resolveWebhook(props: AdmissionWebhookProps, chartNamespace: string | undefined) {
  const {
    version, findings,
  } = ComponentVersion.parse('prometheusOperator', 'version', props.version ?? versionIn('prometheusOperator', props.versions));
  const name = props.name ?? 'prometheus-operator-admission-webhook';
  const certificate = props.certificate ?? WebhookCertificate.selfSigned();
  return {
    findings,
    version,
    container: 'admission-webhook',
    name,
    namespace: props.namespace ?? chartNamespace,
    certificate,
    secretName: certificate._secretName(name),
    replicas: props.replicas ?? 2,
    nameValidationScheme: props.nameValidationScheme ?? (version.has('webhookNames') ? 'utf8' : undefined),
    promqlOptions: props.promqlOptions ?? [],
    image: imageOf('admissionWebhook', { version: version.text, registry: props.imageRegistry, digest: props.imageDigest }),
    pod: resolvePod(props, { cpu: '10m', memory: '50Mi' }),
  };
}

export type ResolvedWebhook = ReturnType<typeof resolveWebhook>;

function argumentsOf({ version, pod, nameValidationScheme, promqlOptions }: ResolvedWebhook): string[] {
  return [
    '--web.enable-tls=true', `--web.cert-file=${FOLDER}/tls.crt`, `--web.key-file=${FOLDER}/tls.key`,
    ...version.has('memoryLimitRatio') && pod.memoryLimit !== undefined ? ['--auto-gomemlimit-ratio=0.9'] : [],
    ...nameValidationScheme === undefined ? [] : [`--name-validation-scheme=${nameValidationScheme}`],
    ...promqlOptions.length > 0 ? [`--promql-options=${[...promqlOptions].sort().join(',')}`] : [],
  ];
}

/** The specification of the pods. */
export function webhookPod(resolved: ResolvedWebhook, serviceAccountName: string, selector: Labels): object {
  const { pod, container, image, secretName, replicas } = resolved;
  const health = decideHealthCheck({
    path: '/healthz', listener: { host: '', port: WEBHOOK_PORT.port, scheme: 'HTTPS' }, container, hasShell: false,
  });
  const probes = isFinding(health) ? {} : { readinessProbe: health, livenessProbe: { ...health, timeoutSeconds: 5, failureThreshold: 6 } };
  return {
    serviceAccountName,
    automountServiceAccountToken: false,
    securityContext: securityContextOf(pod, { id: NOBODY, hasVolumes: true }),
    ...podFields(pod),
    ...replicas > 1 && spread(selector),
    containers: [{
      name: container,
      image,
      args: argumentsOf(resolved),
      ports: [{ name: WEBHOOK_PORT.name, containerPort: WEBHOOK_PORT.port, protocol: 'TCP' }],
      ...probes,
      ...containerFields(pod),
      terminationMessagePolicy: 'FallbackToLogsOnError',
      securityContext: RESTRICTED_CONTAINER,
      volumeMounts: [{ name: VOLUME, mountPath: FOLDER, readOnly: true }],
    }],
    volumes: [{ name: VOLUME, secret: { secretName, items: [{ key: 'tls.crt', path: 'tls.crt' }, { key: 'tls.key', path: 'tls.key' }] } }],
  };
}

const PROMQL_OPTIONS = ['binop-fill-modifiers', 'duration-expression-parsing', 'experimental-functions', 'extended-range-selectors'];

export function checkWebhook(props: AdmissionWebhookProps, { namespace, version, replicas, pod, certificate }: ResolvedWebhook): Finding[] {
  const { nameValidationScheme, promqlOptions } = props;
  return [
    ...checkNamespace(namespace), ...checkNamespaceNames('namespaces', props.namespaces ?? []), ...checkPod(pod), ...certificate._check(),
    ...checkLabels('labels', props.labels ?? {}), ...checkAnnotations('annotations', props.annotations ?? {}),
    ...checkNumber('replicas', replicas, 1, 100), ...checkNumber('timeoutSeconds', props.timeoutSeconds, 1, 30),
    ...checkChoice('failurePolicy', props.failurePolicy, Object.values(WebhookFailurePolicy)),
    ...checkChoice('nameValidationScheme', nameValidationScheme, ['utf8', 'legacy']),
    ...(promqlOptions ?? []).flatMap(option => checkChoice('promqlOptions', option, PROMQL_OPTIONS)),
    ...nameValidationScheme !== undefined && !version.has('webhookNames')
      ? [finding(WEBHOOK_OPTION, { prop: 'nameValidationScheme', since: '0.86.0', version: version.text })]
      : [],
    ...promqlOptions !== undefined && !version.has('webhookPromql')
      ? [finding(WEBHOOK_OPTION, { prop: 'promqlOptions', since: '0.91.0', version: version.text })]
      : [],
  ];
}
