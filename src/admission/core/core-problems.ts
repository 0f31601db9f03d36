import { checkConfigMap, checkSecret, checkDataSize } from './data';
import { checkMetadata } from './metadata';
import { checkIngress, checkNetworkPolicy } from './network';
import { checkBinding, checkRole } from './rbac';
import { CoreFinding, Fields, fieldsOf, Report } from './report';
import { checkOperatedResources } from './resources';
import { checkAutoscaler, checkDisruptionBudget } from './scaling';
import { checkServiceObject } from './services';
import { checkClaim } from './volumes';
import { checkCronJob, checkDaemonSet, checkDeployment, checkJob, checkPodObject, checkReplicaSet, checkStatefulSet } from './workloads';
import { isMap } from '../../values/json';

type Check = (report: Report, manifest: Fields) => void;

const operated: Check = (report, { spec }) => checkOperatedResources(report, fieldsOf(spec));

/** The checks of a kind beyond its metadata. The version is part of the key: the same kind of another group has other fields. */
const CHECKS: { readonly [apiVersionAndKind: string]: Check } = {
  'v1/Pod': checkPodObject,
  'v1/Service': checkServiceObject,
  'v1/ConfigMap': checkConfigMap,
  'v1/Secret': checkSecret,
  'v1/PersistentVolumeClaim': (report, { spec }) => { if (isMap(spec)) { checkClaim(report, spec, 'spec'); } },
  'apps/v1/Deployment': checkDeployment,
  'apps/v1/ReplicaSet': checkReplicaSet,
  'apps/v1/StatefulSet': checkStatefulSet,
  'apps/v1/DaemonSet': checkDaemonSet,
  'batch/v1/Job': checkJob,
  'batch/v1/CronJob': checkCronJob,
  'policy/v1/PodDisruptionBudget': checkDisruptionBudget,
  'autoscaling/v1/HorizontalPodAutoscaler': checkAutoscaler,
  'autoscaling/v2/HorizontalPodAutoscaler': checkAutoscaler,
  'networking.k8s.io/v1/NetworkPolicy': checkNetworkPolicy,
  'networking.k8s.io/v1/Ingress': checkIngress,
  'rbac.authorization.k8s.io/v1/Role': checkRole,
  'rbac.authorization.k8s.io/v1/ClusterRole': checkRole,
  'rbac.authorization.k8s.io/v1/RoleBinding': checkBinding,
  'rbac.authorization.k8s.io/v1/ClusterRoleBinding': checkBinding,
  'monitoring.coreos.com/v1/Prometheus': operated,
  'monitoring.coreos.com/v1alpha1/PrometheusAgent': operated,
  'monitoring.coreos.com/v1/Alertmanager': operated,
  'monitoring.coreos.com/v1/ThanosRuler': operated,
};

/** Kinds that kops, kubeadm, kind and Kubernetes components read from files. They never reach an API server. */
const FILES_OF_TOOLS = /^(kops|kubeadm|audit)\.k8s\.io\/|\.config\.k8s\.io\/|^kind\.x-k8s\.io\//;

/**
 * What the API server, etcd or the kubelet rejects in an object beyond its schema. An error is rejected by every Kubernetes from 1.28 to
 * 1.37. What only some versions reject is a warning or is not reported. The schema check reports unknown fields, wrong types and missing
 * required fields. Text with `${...}` or `{{...}}` is not checked, because a tool replaces it. Never throws.
 */
export function coreProblems(manifest: unknown): CoreFinding[] {
  if (!isMap(manifest) || typeof manifest.apiVersion !== 'string' || typeof manifest.kind !== 'string') { return []; }
  if (FILES_OF_TOOLS.test(manifest.apiVersion)) { return []; }
  const report = new Report();
  checkMetadata(report, manifest);
  const key = `${manifest.apiVersion}/${manifest.kind}`;
  if (Object.hasOwn(CHECKS, key)) { CHECKS[key](report, manifest); }
  checkDataSize(report, manifest);
  return report.findings;
}
