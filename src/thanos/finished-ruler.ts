import { RULER_ROWS } from './ruler-rows';
import { ThanosRulerProps } from './thanos-ruler-props';
import {
  asMap, asNumber, asText, asTexts, finishedInstance, finishedStorage, isUnfinished, labelsWith, secretKeyAt, withRows,
} from '../manifest/finished';

/** The props of a Ruler, as in the finished custom resource. There the query servers and Alertmanagers are addresses. */
export function finishedRuler(props: ThanosRulerProps, manifest: any): ThanosRulerProps {
  const spec = asMap(manifest?.spec) ?? {};
  return {
    ...finishedInstance(withRows<ThanosRulerProps>(props, RULER_ROWS, spec), spec, manifest),
    query: undefined,
    queryEndpoints: asTexts(spec.queryEndpoints).map(each => isUnfinished(each) ? 'filled.in.later:10901' : each),
    spec: { queryConfig: spec.queryConfig },
    alertmanagersConfig: secretKeyAt(spec, 'alertmanagersConfig'),
    objectStorage: secretKeyAt(spec, 'objectStorageConfig'),
    externalLabels: labelsWith(props.externalLabels ?? {}, spec.labels),
    replicas: asNumber(spec.replicas) ?? 1,
    storage: finishedStorage(spec.storage),
    alertQueryUrl: asText(spec.alertQueryUrl),
    logLevel: asText(spec.logLevel) ?? 'info',
  };
}
