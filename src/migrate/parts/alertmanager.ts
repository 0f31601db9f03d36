import { customResourceOf } from './custom-resource';
import { valueAt } from '../chart-values';
import { Part } from '../part';

const SPEC = 'alertmanager.alertmanagerSpec';

/** The Alertmanager of the release, without its configuration. */
export const alertmanagerPart: Part = (values, release) => {
  if (valueAt(values, 'alertmanager.enabled') === false) { return { options: [], statements: [], values: [], warnings: [] }; }
  return customResourceOf(values, release, {
    component: 'alertmanager',
    spec: SPEC,
    storage: `${SPEC}.storage`,
    selector: name => ({ 'app.kubernetes.io/name': 'alertmanager', 'alertmanager': name }),
    reloaderPort: 8080,
  });
};
