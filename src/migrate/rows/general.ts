import { different, differentUnless, same, to, used, ValueRow } from './row';
import { flag, labels, secretNames, text } from '../convert';

const NAMES = 'prometheus.name, alertmanager.name and the Services of the program';
const withoutV = (value: unknown) => text(String(value).replace(/^v/, ''));

/** Values for the whole chart. */
export const GENERAL_ROWS: readonly ValueRow[] = [
  ...used('the namespace of the chart', 'namespaceOverride'),
  to('commonLabels', 'commonLabels', labels),
  to('global.imageRegistry', 'imageRegistry', text),
  to('global.imagePullSecrets', 'imagePullSecrets', secretNames),
  same('global.rbac.create', true),
  to('global.rbac.createAggregateClusterRoles', 'operator.aggregatedRoles', flag, false),
  same('global.rbac.pspEnabled', false),
  ...different('permissions come with the components', 'global.rbac.**'),
  to('kubeTargetVersionOverride', 'kubernetesVersion', withoutV),
  to('kubeVersionOverride', 'kubernetesVersion', withoutV),
  ...used(NAMES, 'nameOverride', 'fullnameOverride'),
  { path: 'cleanPrometheusOperatorObjectNames', same: [false], used: NAMES },
  same('crds.enabled', false),
  ...different(
    'the program does not include the CustomResourceDefinitions: apply those of the operator, or set "crds: { path }" to a folder with '
      + 'them',
    'crds.enabled',
  ),
  same('crds.upgradeJob.enabled', false),
  ...different('no Job updates the definitions: apply them before the program', 'crds.**'),
  ...differentUnless(
    [[]], 'create these objects in the program: new ApiObject(chart, ...), or new Include(chart, ...) with a file', 'extraManifests',
    'extraManifests.**',
  ),
];
