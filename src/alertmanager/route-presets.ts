import { AlertRoute } from './alert-routing-props';

/** The routes to receivers by the values of one label, in the order of the values. */
export function routesBy(label: string, receivers: { readonly [value: string]: string }): AlertRoute[] {
  return Object.entries(receivers).map(([value, receiver]) => ({ receiver, matchers: [`${label}=${JSON.stringify(value)}`] }));
}
