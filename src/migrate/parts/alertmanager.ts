import { customResourceOf } from './custom-resource';
import { isEmpty, valueAt } from '../chart-values';
import { literal } from '../convert';
import { namesOf } from '../names';
import { Part } from '../part';

const SPEC = 'alertmanager.alertmanagerSpec';

/** The Alertmanager of the release, without its configuration. */
export const alertmanagerPart: Part = (values, release) => {
  if (valueAt(values, 'alertmanager.enabled') === false) { return { options: [], statements: [], values: [], warnings: [] }; }
  const common = customResourceOf(values, release, {
    component: 'alertmanager',
    spec: SPEC,
    storage: `${SPEC}.storage`,
    selector: name => ({ 'app.kubernetes.io/name': 'alertmanager', 'alertmanager': name }),
    reloaderPort: 8080,
  });
  const isByObject = !isEmpty(valueAt(values, `${SPEC}.alertmanagerConfiguration`));
  const secret = valueAt(values, `${SPEC}.configSecret`);
  const names = namesOf(values, release);
  return {
    ...common,
    options: [...common.options, ...isByObject || !isEmpty(secret) ? [] : [['alertmanager.configSecret', literal(`alertmanager-${names.alertmanager}`)!] as const]],
  };
};
