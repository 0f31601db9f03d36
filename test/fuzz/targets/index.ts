import { Target } from '../target';
import { expressionTarget } from './expressions';
import { dataTarget, documentTarget, emitterTarget, fileTarget } from './files';
import { argumentsTarget, diffTarget, explainTarget, objectsTarget, valuesTarget, verifyTarget } from './manifests';
import { factoryTarget, optionTarget, stackTarget } from './options';
import { addressTarget, matcherTarget, patternTarget, rawConfigTarget, wordTarget } from './texts';

export { inputOf, failureOf, signatureOf, seedOf } from '../target';
export { shrunk } from '../shrink';

export const TARGETS: readonly Target[] = [
  expressionTarget, matcherTarget, patternTarget, addressTarget, wordTarget, rawConfigTarget, documentTarget, fileTarget, valuesTarget, argumentsTarget, dataTarget, emitterTarget,
  explainTarget, diffTarget, verifyTarget, objectsTarget,
  factoryTarget, optionTarget, stackTarget,
];
