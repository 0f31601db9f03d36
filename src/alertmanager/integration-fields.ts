import { Duration } from 'cdk8s';
import { httpSpec, secretKeySelector } from './http-spec';
import { AlertHttpOptions } from './integration-options';
import { accessFields } from '../scrape/client-access';
import { ClientTls, SecretKeyReference } from '../scrape/client-access-options';
import { inPromql } from '../scrape/timing';

/** Maps the options of one kind of integration to the operator's fields. Other options have the same name and value there. */
export interface IntegrationFields {
  /** Options that refer to a key of a Secret, to their fields. */
  readonly secrets?: { readonly [option: string]: string };
  /** Options that have another name there. */
  readonly names?: { readonly [option: string]: string };
  /** Maps that are a list of `key` and `value` there. */
  readonly maps?: readonly string[];
}

/** An integration in the operator's format. */
export interface WrittenIntegration {
  readonly secrets: { readonly [field: string]: SecretKeyReference | undefined };
  readonly fields: { readonly [field: string]: unknown };
}

/** Options that are not copied unchanged. */
interface SpecialOptions {
  readonly http?: AlertHttpOptions;
  readonly tls?: ClientTls;
  readonly spec?: { readonly [field: string]: unknown };
}

const SPECIAL: readonly string[] = ['http', 'tls', 'spec'];

/** Splits options into references to Secrets, and fields that are copied unchanged. */
export function writtenIntegration(options: object, { secrets = {}, names = {}, maps = [] }: IntegrationFields): WrittenIntegration {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const plain = given.filter(([option]) => !Object.hasOwn(secrets, option) && !SPECIAL.includes(option));
  const { http, tls, spec } = options as SpecialOptions;
  return {
    secrets: Object.fromEntries(given.filter(([option]) => Object.hasOwn(secrets, option))
      .map(([option, value]) => [secrets[option], value])),
    fields: {
      ...spec,
      ...Object.fromEntries(plain.map(([option, value]) => [
        Object.hasOwn(names, option) ? names[option] : option, maps.includes(option) ? pairs(value) : written(value),
      ])),
      ...http && { httpConfig: httpSpec(http) },
      ...tls && accessFields({ tls }),
    },
  };
}

/** A field of `spec` that an option also writes. */
export interface WrittenTwice {
  readonly field: string;
  readonly option: string;
}

/** The fields that `spec` and options write. Options take precedence. */
export function writtenTwice(options: object, spelling: IntegrationFields): WrittenTwice[] {
  const { spec = {}, ...others } = options as SpecialOptions;
  const { secrets, fields } = writtenIntegration(others, spelling);
  const spelled = Object.entries({ ...spelling.secrets, ...spelling.names, http: 'httpConfig', tls: 'tlsConfig' });
  return Object.keys(spec).filter(field => secrets[field] !== undefined || fields[field] !== undefined)
    .map(field => ({ field, option: spelled.find(([, name]) => name === field)?.[0] ?? field }));
}

/** The whole integration. */
export function integrationSpec({ secrets, fields }: WrittenIntegration): object {
  return {
    ...fields, ...Object.fromEntries(Object.entries(secrets).map(([field, secret]) => [field, secret && secretKeySelector(secret)])),
  };
}

function written(value: unknown): unknown {
  return value instanceof Duration ? inPromql(value) : value;
}

function pairs(map: { readonly [name: string]: string }): object[] {
  return Object.keys(map).sort().map(key => ({ key, value: map[key] }));
}
