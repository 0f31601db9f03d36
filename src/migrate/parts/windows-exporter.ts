import { Collected, NOTHING, patched } from './collected';
import { Exporter, image, monitor, pods } from './exporters';
import { isMap } from '../../values/json';
import { count } from '../convert';
import { InputError, valuesIn } from '../input/found';
import { Part } from '../part';

const AT = 'prometheus-windows-exporter';
const WINDOWS: Exporter = {
  at: AT,
  option: 'windowsExporter',
  component: 'windowsExporter',
  workload: 'its DaemonSet',
  repository: 'prometheus-community/windows-exporter',
  registry: 'ghcr.io',
  hasEnvironment: false,
};
/** Default `config` of the chart. */
const COLLECTORS = ['[defaults]', 'memory', 'container'];

/** windows-exporter is a boolean value of the chart, and a component of the stack. */
export const windowsExporterPart: Part = values => {
  const found = new Collected(values);
  if (!found.isOn('windowsMonitoring.enabled', false)) { return NOTHING; }
  found.result('windowsMonitoring.enabled', 'mapped', 'windowsExporter');
  const config = found.given(`${AT}.config`);
  const listed = typeof config === 'string' ? collectorsIn(config) : undefined;
  found.option('windowsExporter.collectors', listed ?? COLLECTORS);
  found.value(
    `${AT}.config`,
    [],
    () => listed ? 'windowsExporter.collectors' : ['different', 'set "windowsExporter.collectors" and "windowsExporter.extraArgs"'],
  );
  found.value(`${AT}.service.port`, [9182], value => count(value) && (found.option('windowsExporter.port', value), 'windowsExporter.port'));
  const patches = [...image(found, WINDOWS)];
  monitor(found, WINDOWS, 'stack.windowsExporter!');
  pods(found, WINDOWS, patches);
  const statement = patched('stack.windowsExporter!.daemonSet', patches, `From the values of ${AT}.`);
  if (statement) { found.statement(statement); }
  return found.done();
};

/** The collectors of a configuration with nothing else. */
function collectorsIn(config: string): readonly string[] | undefined {
  const read = configIn(config);
  const enabled = isMap(read?.collectors) ? read?.collectors.enabled : undefined;
  return read && Object.keys(read).length === 1 && typeof enabled === 'string'
    ? enabled.split(',').map(each => each.trim()).filter(each => each !== '')
    : undefined;
}

/** Undefined if it is not a YAML map. */
function configIn(text: string): ReturnType<typeof valuesIn> | undefined {
  try {
    return valuesIn(text, AT);
  } catch (error) {
    if (!(error instanceof InputError)) { throw error; }
    return undefined;
  }
}
