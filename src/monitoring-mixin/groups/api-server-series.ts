import { Context } from '../definition';

/** The API server itself, not the results of its own health checks: a second target of each instance. */
export const main = ({ apiServer }: Context) => `${apiServer},metrics_path!="/metrics/slis"`;

/** Without requests that last as long as the client wants. */
export const SHORT = 'subresource!~"proxy|attach|log|exec|portforward"';
