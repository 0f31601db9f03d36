import { DNS_LABEL } from './names';
import { Fields, fieldsOf, isInteger, isText, itemsOf, Report } from './report';
import { checkResourceQuantity } from './resources';
import { VOLUME, VOLUME_CLAIM } from './rules';
import { checkSelector } from './selectors';
import { isMap } from '../../values/json';

const ACCESS_MODES = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'];

/** The volumes of a pod; returns their names. */
export function checkVolumes(report: Report, volumes: unknown, path: string): Set<string> {
  const names = new Set<string>();
  for (const { item, at } of itemsOf(volumes, path)) {
    const { name } = item;
    if (isText(name)) {
      if (!DNS_LABEL.accepts(name)) { report.add(VOLUME, `${at}.name`, name, 'which is not a valid volume name', DNS_LABEL.cure); }
      if (names.has(name)) {
        report.add(VOLUME, `${at}.name`, name, 'which is also the name of another volume', 'use a different name for each volume');
      }
    }
    if (typeof name === 'string') { names.add(name); }
    checkSource(report, item, at);
  }
  return names;
}

/** The required field of each source. */
const REQUIRED: { readonly [source: string]: string } = {
  secret: 'secretName', configMap: 'name', persistentVolumeClaim: 'claimName', hostPath: 'path',
};

function checkSource(report: Report, volume: Fields, at: string): void {
  const sources = Object.keys(volume).filter(field => field !== 'name' && isMap(volume[field]));
  if (sources.length > 1) {
    report.add(VOLUME, at, undefined, `has the sources ${sources.join(' and ')}`, 'keep one (a patch that adds one must remove the other)');
  }
  for (const source of sources.filter(each => Object.hasOwn(REQUIRED, each))) {
    const value = volume[source][REQUIRED[source]];
    if (value === undefined || value === '') {
      report.add(VOLUME, `${at}.${source}.${REQUIRED[source]}`, undefined, value === '' ? 'is empty' : 'is missing', 'set it');
    }
    checkItems(report, volume[source], `${at}.${source}`);
  }
  for (const { item, at: where } of itemsOf(fieldsOf(volume.projected).sources, `${at}.projected.sources`)) {
    for (const source of ['secret', 'configMap']) { checkItems(report, fieldsOf(item[source]), `${where}.${source}`); }
  }
}

function checkItems(report: Report, { items, defaultMode }: Fields, at: string): void {
  checkMode(report, defaultMode, `${at}.defaultMode`);
  for (const { item: { path, mode }, at: where } of itemsOf(items, `${at}.items`)) {
    if (isText(path) && (path.startsWith('/') || path.startsWith('..') || path.split('/').includes('..'))) {
      report.add(VOLUME, `${where}.path`, path, 'which leads out of the volume', 'write a relative path without ".."');
    }
    checkMode(report, mode, `${where}.mode`);
  }
}

/** YAML parses 0644 as octal (420), but 644 as decimal, which is mode 0o1204. */
function checkMode(report: Report, mode: unknown, at: string): void {
  if (isInteger(mode) && (mode < 0 || mode > 0o777)) {
    report.add(VOLUME, at, mode, 'which is not a valid file mode', 'write it with a leading 0, such as 0644, or as the decimal number 420');
  }
}

/** The specification of a PersistentVolumeClaim, or of a template of a StatefulSet. */
export function checkClaim(report: Report, spec: Fields, path: string): void {
  const { accessModes, resources, volumeMode, selector } = spec;
  const modes: readonly unknown[] = Array.isArray(accessModes) ? accessModes : [];
  if (modes.length === 0) {
    report.add(VOLUME_CLAIM, `${path}.accessModes`, undefined, Array.isArray(accessModes) ? 'is empty' : 'is missing',
      'list at least one, such as "ReadWriteOnce"');
  }
  modes.forEach((mode, index) => {
    if (isText(mode) && !ACCESS_MODES.includes(mode)) {
      report.add(VOLUME_CLAIM, `${path}.accessModes[${index}]`, mode, 'which is not a valid access mode',
        `use one of ${ACCESS_MODES.join(', ')}`);
    }
  });
  if (modes.includes('ReadWriteOncePod') && modes.length > 1) {
    report.add(VOLUME_CLAIM, `${path}.accessModes`, undefined, 'has ReadWriteOncePod with other modes', 'keep only ReadWriteOncePod');
  }
  const storage = fieldsOf(fieldsOf(resources).requests).storage;
  const where = `${path}.resources.requests.storage`;
  if (storage === undefined) {
    report.add(VOLUME_CLAIM, where, undefined, 'is missing', 'write a size, such as "10Gi"');
  } else if (checkResourceQuantity(report, storage, where) === 0n) {
    report.add(VOLUME_CLAIM, where, storage, 'but a volume requires a size', 'write a size, such as "10Gi"');
  }
  if (isText(volumeMode) && !['Filesystem', 'Block'].includes(volumeMode)) {
    report.add(VOLUME_CLAIM, `${path}.volumeMode`, volumeMode, 'which is not a valid volume mode', 'use Filesystem or Block');
  }
  checkSelector(report, selector, `${path}.selector`);
}
