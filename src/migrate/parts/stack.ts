import { Expression, literal } from '../convert';
import { namesOf } from '../names';
import { Part } from '../part';

/** What the chart does where its values say nothing, and this library does otherwise. */
export const stackPart: Part = (values, release) => {
  const names = namesOf(values, release);
  const say = (option: string, value: unknown) => [option, literal(value)!] as const;
  const options: (readonly [string, Expression])[] = [
    say('highAvailability', false), say('allNamespaces', true), say('createNamespaces', false), say('networkPolicy', false),
    say('prometheus.name', names.prometheus), say('alertmanager.name', names.alertmanager), say('alertmanager.configSecret', `alertmanager-${names.alertmanager}`),
  ];
  return { options, statements: [], values: [], warnings: [] };
};
